/**
 * Globs over Terraform addresses and file names: `*` is any run of characters without a dot or a slash, `**` any run,
 * `?` one character; all else, brackets and quotes too, is literal. The whole text must match.
 */
export function globMatcher(glob: string): (text: string) => boolean {
  const pattern = glob
    .split(/(\*\*|\*|\?)/)
    .map((part) => tokens[part] ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('');
  const expression = new RegExp(`^${pattern}$`, 's');
  return (text) => expression.test(text);
}

const tokens: Readonly<Record<string, string>> = { '**': '.*', '*': '[^./]*', '?': '[^./]' };
