import type { Resource } from '../model/document.ts';

/** What stands for a secret, as normalization writes it. */
const hidden = '(sensitive)';

/**
 * A value with what either side marks as secret hidden, so that it is the same on both sides and never told. Undefined
 * where a secret lies in a list of several: which element of the other side it is cannot be known.
 */
export function withHidden(
  name: string,
  value: unknown,
  pointers: readonly string[],
): { readonly value: unknown } | undefined {
  const inside = pointers.filter((pointer) => `${pointer}/`.startsWith(`/${name}/`));
  if (inside.length === 0) return { value };
  let made = value;
  for (const pointer of inside) {
    const steps = pointer.split('/').slice(2).map(unescaped);
    const next = put(made, steps);
    if (next === undefined) return undefined;
    made = next.value;
  }
  return { value: made };
}

function put(value: unknown, [step, ...rest]: readonly string[]): { readonly value: unknown } | undefined {
  if (step === undefined) return { value: hidden };
  if (typeof value !== 'object' || value === null) return { value };
  if (Array.isArray(value)) {
    if (value.length > 1) return undefined;
    const first = value.length === 0 ? undefined : put(value[0], rest);
    return value.length === 0 ? { value } : first && { value: [first.value] };
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(fields, step)) return { value };
  const inner = put(fields[step], rest);
  return inner && { value: Object.fromEntries([...Object.entries(fields), [step, inner.value]]) };
}

/** The texts that stand at a pointer: what one side calls secret is one on the other. */
export function textsAt(attributes: unknown, pointer: string): string[] {
  let here = attributes;
  for (const step of pointer.split('/').slice(1).map(unescaped)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return [];
    here = (here as Readonly<Record<string, unknown>>)[step];
  }
  return texts(here);
}

const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** What a resource is called is secret: its live one cannot be found. */
export const hasHiddenName = ({ attributes, sensitive }: Resource): boolean =>
  sensitive.length > 0 &&
  ['id', 'arn', 'name', 'identifier'].some((name) => String(attributes[name] ?? '').includes(hidden));
