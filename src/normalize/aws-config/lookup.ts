import type { ConfigItem } from '../../model/config-item.ts';
import type { RawObject, RawValue } from '../../model/raw.ts';
import type { Path } from './table.ts';

/** What paths are relative to. */
export interface Place {
  readonly item: ConfigItem;
  /** `configuration`, or the element of a block or a companion. */
  readonly here: RawValue;
}

/** The value at a path: undefined where there is none, null where the item says that there is none. */
export function valueAt(path: Path, { item, here }: Place): RawValue | undefined {
  const steps = stepsOf(path);
  switch (steps[0]) {
    case 'item': {
      const value = item[steps[1] as 'id' | 'name' | 'arn' | 'account' | 'region'];
      return value === '' ? undefined : value;
    }
    case 'supp':
      return below(item.supplementary, steps, 1);
    case 'config':
      return below(item.configuration, steps, 1);
    default:
      return below(here, steps, 0);
  }
}

const parsed = new Map<Path, readonly string[]>();

function stepsOf(path: Path): readonly string[] {
  let steps = parsed.get(path);
  if (steps === undefined) {
    steps = path.split('.').filter((step) => step !== '');
    parsed.set(path, steps);
  }
  return steps;
}

function below(value: RawValue | undefined, steps: readonly string[], from: number): RawValue | undefined {
  let here = value;
  for (let at = from; at < steps.length; at += 1) {
    if (here === undefined || here === null) return here;
    if (Array.isArray(here)) return throughList(here, steps, at);
    if (typeof here !== 'object') return undefined;
    here = property(here, steps[at] as string);
  }
  return here;
}

/** One list of what all elements have there; undefined where there are elements, and none has it. */
function throughList(list: readonly RawValue[], steps: readonly string[], at: number): RawValue | undefined {
  const found: RawValue[] = [];
  let none = list.length > 0;
  for (const element of list) {
    const value = below(element, steps, at);
    if (value === undefined) continue;
    none = false;
    if (Array.isArray(value)) found.push(...value);
    else if (value !== null) found.push(value);
  }
  return none ? undefined : found;
}

/** A property by its exact name, else by the same name in another case: `dBName`, `dbname`. */
export function property(holder: RawObject, name: string): RawValue | undefined {
  if (Object.hasOwn(holder, name)) return holder[name];
  const lower = name.toLowerCase();
  for (const key in holder) {
    if (key.length === name.length && key.toLowerCase() === lower) return holder[key];
  }
  return undefined;
}

export const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
