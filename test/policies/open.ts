import type { Row } from '../../src/author/table.ts';
import type { Block, Provider } from '../../src/compile/provider.ts';
import type { Resource } from '../../src/model/document.ts';
import type { RuleUnderTest } from './harness.ts';

type Verdict = Row['verdict'];

/** What a rule says about a row. */
export const verdictOf = ({ judge }: RuleUnderTest, row: Row): Verdict => judge(row).verdict as Verdict;

/** A value that is there in a row, at a place which the rule declares to decide. */
interface Held {
  readonly resource: number;
  readonly type: string;
  readonly pattern: string;
  readonly pointer: string;
}

/** Every value of a row that `decisive` names. */
export function heldBy({ rule }: RuleUnderTest, row: Row): Held[] {
  return row.resources.flatMap(({ type = '', attributes = {} }, resource) =>
    [...(rule.decisive[type] ?? []), ...(rule.decisive['*'] ?? [])].flatMap((pattern) =>
      expand(attributes, pattern.slice(1).split('/')).map((parts) => ({
        resource,
        type,
        pattern,
        pointer: `/${parts.join('/')}`,
      })),
    ),
  );
}

/** The places that a pattern means in a value, without those that hold nothing. */
function expand(value: unknown, [first, ...rest]: readonly string[]): string[][] {
  if (first === undefined) return value === undefined || value === null ? [] : [[]];
  if (typeof value !== 'object' || value === null) return [];
  const names = first === '*' ? Object.keys(value) : [first];
  return names.flatMap((name) =>
    expand((value as Record<string, unknown>)[name], rest).map((parts) => [name, ...parts]),
  );
}

const at = (attributes: unknown, pointer: string): unknown =>
  pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], attributes);

/** A row with another value at a place; `undefined` leaves it out, in a list `null` stands for it. */
export function withValue(row: Row, held: Held, value: unknown): Row {
  const parts = held.pointer.slice(1).split('/');
  const name = parts.pop() ?? '';
  const resources = structuredClone(row.resources) as Partial<Resource>[];
  const attributes = resources[held.resource]?.attributes ?? {};
  const holder = (parts.length === 0 ? attributes : at(attributes, `/${parts.join('/')}`)) as Record<
    string,
    unknown
  >;
  if (value !== undefined) holder[name] = value;
  else if (Array.isArray(holder)) holder[Number(name)] = null;
  else delete holder[name];
  return { ...row, resources };
}

/** A row in which a value is known only after apply: a data source will tell it. */
export function withUnknown(row: Row, held: Held): Row {
  const blank = withValue(row, held, undefined);
  const resources = blank.resources.map((resource, index) =>
    index === held.resource
      ? {
          ...resource,
          unknown: { ...resource.unknown, [held.pointer]: ['data.aws_ssm_parameter.open.value'] },
        }
      : resource,
  );
  return { ...blank, resources };
}

/** What a table shows that a place may hold, and of a switch the other position; not more than a handful. */
export function othersFor({ table }: RuleUnderTest, row: Row, held: Held): unknown[] {
  const own = at(row.resources[held.resource]?.attributes, held.pointer);
  const shown = Object.values(table).flatMap((other) =>
    other.resources
      .filter(({ type }) => type === held.type)
      .flatMap(({ attributes = {} }) =>
        expand(attributes, held.pattern.slice(1).split('/')).map((parts) =>
          at(attributes, `/${parts.join('/')}`),
        ),
      ),
  );
  const all = typeof own === 'boolean' ? [!own, ...shown] : shown;
  const texts = new Set(all.map((value) => JSON.stringify(value)));
  texts.delete(JSON.stringify(own));
  return [...texts].slice(0, 12).map((text) => JSON.parse(text));
}

/** Whether Terraform lets a value be left out: an attribute that is not required, of which the schema tells. */
export function mayBeLeftOut(provider: Provider, { type, pointer }: Held): boolean {
  const parts = pointer.slice(1).split('/');
  let block: Block | undefined = provider[type];
  for (const [index, part] of parts.entries()) {
    if (/^\d+$/.test(part)) continue;
    if (index === parts.length - 1) return block?.attributes?.[part]?.required !== true;
    block = block?.block_types?.[part]?.block;
  }
  return false;
}

/** Whether a passing row shows a resource of the type without a value at the place, on purpose. */
export function showsLeftOut({ table }: RuleUnderTest, held: Held): boolean {
  return Object.values(table).some(
    (row) =>
      row.verdict === 'pass' &&
      row.resources.some(
        ({ type, attributes = {} }) =>
          type === held.type && expand(attributes, held.pattern.slice(1).split('/')).length === 0,
      ),
  );
}
