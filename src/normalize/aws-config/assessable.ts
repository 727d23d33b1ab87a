import type { LiveView, Rule } from '../../model/rule.ts';
import { isJoined } from './join.ts';
import { heldBy, notAssessable } from './not-assessable.ts';
import type { Row } from './table.ts';
import { mappings } from './tables/index.ts';

const rowsOf = new Map<string, Map<string, Row>>();
for (const { to, rows, companions = [] } of mappings) {
  if (typeof to !== 'string') continue;
  for (const each of [{ to, rows }, ...companions]) {
    const own = rowsOf.get(each.to) ?? new Map<string, Row>();
    rowsOf.set(each.to, own);
    for (const row of each.rows) if (!own.has(row[0])) own.set(row[0], row);
  }
}

/** What AWS Config shows of a rule's types and of what decides it; undefined where it shows none of the types. */
export function liveView(rule: Looks): LiveView | undefined {
  const any = rule.resourceTypes.includes('*');
  const types = rule.resourceTypes.filter((type) => type === '*' || rowsOf.has(type));
  if (types.length === 0) return undefined;
  const others = new Set([
    ...rule.resourceTypes,
    ...rule.relatedTypes,
    ...rule.reachedTypes,
    ...rule.contextTypes,
  ]);
  const hidden = [...others].filter(
    (type) => type !== '*' && !rowsOf.has(type) && heldBy(type) === undefined,
  );
  const notCarried: Record<string, string[]> = {};
  for (const [type, pointers] of any ? [] : Object.entries(rule.decisive)) {
    const rows = rowsOf.get(type);
    const absent = pointers.filter(
      (pointer) => rows !== undefined && !isCarried(rows, pointer) && !isJoinedAt(type, pointer),
    );
    if (absent.length > 0) notCarried[type] = absent;
  }
  return {
    types,
    notAssessable: Object.fromEntries(
      hidden.sort().map((type) => [type, notAssessable(type) ?? 'no item of AWS Config is known for it']),
    ),
    notCarried,
  };
}

type Looks = Pick<Rule, 'resourceTypes' | 'relatedTypes' | 'reachedTypes' | 'contextTypes' | 'decisive'>;

function isJoinedAt(type: string, pointer: string): boolean {
  const [block = '', , attribute = ''] = pointer.slice(1).split('/');
  return isJoined(type, block, attribute);
}

/** Whether a table makes the value at a pointer pattern: `/vpc_config/0/subnet_ids`. */
function isCarried(rows: ReadonlyMap<string, Row>, pointer: string): boolean {
  const [name = '', ...rest] = pointer
    .split('/')
    .filter((step) => step !== '' && step !== '*' && !/^\d+$/.test(step));
  const row = rows.get(name);
  if (row === undefined) return false;
  const how = row[2];
  if (rest.length === 0 || how === undefined || !('rows' in how)) return true;
  return isCarried(new Map(how.rows.map((each) => [each[0], each])), `/${rest.join('/')}`);
}
