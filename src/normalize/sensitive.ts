import type { RawMask, RawObject, RawValue } from '../model/raw.ts';
import { credentials } from './credentials.ts';
import { escaped } from './unknowns.ts';

/** What stands for a secret. Its length and its hash would say too much. */
export const hidden = '(sensitive)';

/** Gathers secrets while they are replaced, so that a copy of one elsewhere can be found. */
export interface Secrets {
  add(value: RawValue): void;
  /** Takes a text that no input marks, and that may be a secret, out of what leaves the program; rules still see it. */
  conceal(text: string): void;
  /** Whether the input marks nothing at all. */
  readonly none: boolean;
  /** Replaces every known secret in a text. */
  hide(text: string): string;
  /** Replaces every known secret, and what looks like a credential, in a text that leaves the program. */
  redact(text: string): string;
}

/** Short strings are too common to be replaced wherever they occur. */
const shortest = 8;

export function startSecrets(): Secrets {
  const marked = startTexts();
  const suspect = startTexts();
  const add = (value: RawValue): void => {
    if (typeof value === 'string') marked.add(value);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) add(part);
  };
  return {
    add,
    conceal: suspect.add,
    hide: marked.hide,
    redact: (text) => marked.hide(suspect.hide(text.replace(credentials, hidden))),
    get none() {
      return marked.none();
    },
  };
}

/** Texts that are replaced wherever they occur, as they stand, and as they stand inside JSON and in a URL. */
function startTexts() {
  const known = new Set<string>();
  let pattern: RegExp | undefined;
  const any = (): RegExp => {
    if (pattern === undefined) {
      const longestFirst = [...known].sort((a, b) => b.length - a.length);
      pattern = new RegExp(longestFirst.map(quoted).join('|'), 'g');
    }
    return pattern;
  };
  return {
    add(text: string): void {
      if (text.length < shortest) return;
      for (const form of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]) known.add(form);
      pattern = undefined;
    },
    hide: (text: string): string => (known.size === 0 ? text : text.replace(any(), hidden)),
    none: () => known.size === 0,
  };
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * Replaces what a mask marks. A marked boolean or null stays: it is no secret, and rules need it. A marked list or
 * object goes as a whole, with its keys. Pointers of the replaced places are added to `pointers`.
 */
export function withoutSecrets(
  value: RawValue,
  mask: RawMask | undefined,
  secrets: Pick<Secrets, 'add'>,
  pointers: string[],
  at = '',
): RawValue {
  if (value === null || value === undefined || !marks(mask)) return value;
  if (mask === true) {
    if (typeof value === 'boolean') return value;
    secrets.add(value);
    pointers.push(at);
    return hidden;
  }
  if (Array.isArray(value)) {
    const parts = Array.isArray(mask) ? mask : [];
    return value.map((part, index) =>
      withoutSecrets(part, parts[index], secrets, pointers, `${at}/${index}`),
    );
  }
  if (typeof value !== 'object') return value;
  const parts = mask as Readonly<Record<string, RawMask>>;
  const entries = Object.entries(value).map(([key, part]): [string, RawValue] => {
    const own = Object.hasOwn(parts, key) ? parts[key] : undefined;
    return [key, withoutSecrets(part, own, secrets, pointers, `${at}/${escaped(key)}`)];
  });
  return Object.fromEntries(entries) as RawObject;
}

/** Whether a mask marks anything: most are empty shells of the value's shape. */
function marks(mask: RawMask | undefined): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  if (Array.isArray(mask)) return mask.some(marks);
  for (const key in mask) if (marks(mask[key])) return true;
  return false;
}

/** Whether any text below a value holds a known secret. */
function holdsSecret(value: unknown, secrets: Secrets): boolean {
  if (typeof value === 'string') return value.length >= shortest && secrets.hide(value) !== value;
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value)
    if (holdsSecret((value as Readonly<Record<string, unknown>>)[key], secrets)) return true;
  return false;
}

/**
 * Marks do not travel through a provider: `tags_all` holds a secret of `tags` without a mark. Replaces what was marked
 * elsewhere, in place, and adds the pointers.
 */
export function hideCopies(value: unknown, secrets: Secrets, pointers: string[], at = ''): void {
  if (typeof value !== 'object' || value === null || !holdsSecret(value, secrets)) return;
  for (const [key, part] of Object.entries(value)) {
    const pointer = `${at}/${escaped(key)}`;
    if (typeof part === 'string') {
      if (!holdsSecret(part, secrets)) continue;
      // A key can be `__proto__`, which an assignment would not set.
      Object.defineProperty(value, key, { ...writable, value: secrets.hide(part) });
      pointers.push(pointer);
    } else hideCopies(part, secrets, pointers, pointer);
  }
}

const writable = { configurable: true, enumerable: true, writable: true };
