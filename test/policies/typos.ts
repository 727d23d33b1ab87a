/** A name of the provider's schema in the source of a rule: `offset` is where it stands in the whole text. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly name: string;
  /** In the METADATA. */
  readonly declared: boolean;
}

const declared = /^# +(?:resource_types|related_types|context_types|removed_types|aws_\w+|"\*"):/;

/**
 * All places in a rule's file where an attribute, a block or a resource type is named: in the types and pointers of its
 * METADATA, behind a dot, as a text or in a pointer or an expression for pointers. Told by spelling alone, not by what
 * the checker under test knows.
 */
export function placesOf(source: string, isName: (word: string) => boolean): Place[] {
  const places: Place[] = [];
  let offset = 0;
  for (const [index, line] of source.split('\n').entries()) {
    for (const { 0: word, index: column } of wordsOf(line)) {
      if (!isName(word)) continue;
      const at = { line: index + 1, column: column + 1, offset: offset + column };
      places.push({ ...at, name: word, declared: line.startsWith('#') });
    }
    offset += line.length + 1;
  }
  return places;
}

function* wordsOf(line: string): Generator<RegExpExecArray> {
  if (/^\s*#/.test(line)) {
    if (declared.test(line)) yield* line.matchAll(/(?<=[ [/])[a-z][a-z0-9]*_?[a-z0-9_]*(?=[\]/,:]|$)/g);
    return;
  }
  if (/^(import|package) /.test(line)) return;
  for (const match of line.matchAll(/`[^`]*`|"(?:[^"\\]|\\.)*"|(?<=[\w\])]\.)[a-z][a-z0-9_]*(?![\w(])/g)) {
    const quote = match[0][0];
    if (quote !== '"' && quote !== '`') yield match;
    // A text of one name, or of a pointer; an expression may hold several.
    else if (quote === '`' || /^"(\/?[a-z0-9_*]+)+\/?"$/.test(match[0])) {
      for (const word of match[0].matchAll(/(?<=["/(|])[a-z][a-z0-9_]{2,}(?=["/)|$])/g)) {
        word.index += match.index;
        yield word;
      }
    }
  }
}

/** A name that nobody meant: a letter of its middle is left out or, where that is a name too, written twice. */
export function misspelt(name: string, isName: (word: string) => boolean): string | undefined {
  const start = name.startsWith('aws_') ? 'aws_'.length : 0;
  const middle = start + Math.floor((name.length - start) / 2);
  const candidates = [
    name.slice(0, middle) + name.slice(middle + 1),
    name.slice(0, middle) + name.slice(middle - 1),
    `${name}x`,
  ];
  return candidates.find((each) => each !== name && !isName(each));
}
