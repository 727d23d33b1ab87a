import type { RawValue } from '../model/raw.ts';
import { credentials, entropy, kindsOf, maySecret, namesSecret } from './credentials.ts';
import { hidden } from './sensitive.ts';
import { escaped } from './unknowns.ts';

/** A text in code that may be a secret: what is known about it, never the text. */
export interface Literal {
  /** Where it stands in its block, as a JSON pointer. */
  readonly path: string;
  /** Forms of credentials that it holds, see `credentials.ts`. */
  readonly kinds: readonly string[];
  /** It stands under the name of a secret, and its form does not speak against it. */
  readonly named: boolean;
  /** Bits a character. */
  readonly entropy: number;
  /** Number of characters, where the name is that of a secret: too short a text can be none. */
  readonly long: boolean;
}

/** An AWS access key id has 16 characters and more, a secret key 40 (IAM API reference). */
const keyLength = 16;

/** Hands every text below a value to `look`, with the name that it stands under and its pointer. */
export function eachText(
  value: RawValue | undefined,
  look: (text: string, name: string, path: string) => void,
  name = '',
  path = '',
): void {
  if (typeof value === 'string') look(value, name, path);
  else if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) eachText(part, look, name, `${path}/${index}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const part = value[key] as RawValue;
      if (key === 'references') continue;
      // `{constant_value}` of an expression is no step of its own.
      if (key === 'constant_value') eachText(part, look, name, path);
      else eachText(part, look, nameAt(key, value), `${path}/${escaped(key)}`);
    }
  }
}

/** The name of a value: its key, or what a pair of `name` and `value` says. */
function nameAt(key: string, holder: { readonly [key: string]: RawValue }): string {
  if (key !== 'value') return key;
  const label = holder['name'] ?? holder['key'];
  const text =
    typeof label === 'object' && label !== null && !Array.isArray(label) ? label['constant_value'] : label;
  return typeof text === 'string' ? text : key;
}

/** What is to be said of a text; undefined where nothing is. */
export function literal(text: string, name: string, path: string): Literal | undefined {
  const kinds = kindsOf(text);
  const suspect = namesSecret(name) && maySecret(text);
  if (kinds.length === 0 && !suspect) return undefined;
  return { path, kinds, named: suspect, entropy: entropy(text), long: text.length >= keyLength };
}

/** A copy of a value without what looks like a secret; `found` gets what was said of it. */
export function withoutLiterals(value: RawValue, found: Literal[], name = '', path = ''): RawValue {
  if (typeof value === 'string') {
    const said = literal(value, name, path);
    if (said === undefined) return value;
    found.push(said);
    return said.named ? hidden : value.replace(credentials, hidden);
  }
  if (Array.isArray(value))
    return value.map((part, index) => withoutLiterals(part, found, name, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      withoutLiterals(part, found, nameAt(key, value), `${path}/${escaped(key)}`),
    ]),
  );
}
