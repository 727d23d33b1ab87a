/**
 * Globs over Terraform addresses and file names: `*` is any run of characters without a dot or a slash, `**` any run,
 * `?` one character other than those; all else, brackets and quotes too, is literal. The whole text must match.
 * Takes time in proportion to glob times text at most: no glob can be made to hang.
 */
export function globMatcher(glob: string): (text: string) => boolean {
  const tokens = [...glob.matchAll(/\*\*|\*|\?|[\s\S]/gu)].map(([token]) => token);
  return (text) => {
    // reached[i]: the tokens so far match the first i characters.
    const characters = [...text];
    let reached: boolean[] = [true, ...characters.map(() => false)];
    for (const token of tokens) {
      const next: boolean[] = [(token === '*' || token === '**') && reached[0] === true];
      for (const [at, character] of characters.entries()) {
        const inside = token === '**' || (character !== '.' && character !== '/');
        if (token === '*' || token === '**')
          next.push(reached[at + 1] === true || (inside && next[at] === true));
        else next.push(reached[at] === true && (token === '?' ? inside : token === character));
      }
      reached = next;
    }
    return reached[characters.length] === true;
  };
}
