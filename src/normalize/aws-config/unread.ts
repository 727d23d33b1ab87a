import type { ConfigItem } from '../../model/config-item.ts';
import type { Row } from './table.ts';
import { mappingsOf } from './tables/index.ts';

/** Keys that say when and by whom a resource was made, which no attribute of Terraform is about, and tags. */
const known = [
  'tags',
  'taglist',
  'tagset',
  'supp.tags',
  'supp.buckettaggingconfiguration',
  'owner',
  'ownerid',
];

const readBy = new Map<string, ReadonlySet<string>>();

/** First steps of all paths of a type, lower-cased; `supp.` before those of the supplementary configuration. */
function readOf(type: string): ReadonlySet<string> {
  let names = readBy.get(type);
  if (names === undefined) {
    names = new Set([
      ...known,
      ...mappingsOf(type).flatMap(({ rows, when, companions = [] }) => [
        ...stepsOf(rows),
        ...(when === undefined ? [] : [stepOf(when[0])]),
        ...companions.flatMap((each) => [stepOf(each.at), ...(each.at === '.' ? stepsOf(each.rows) : [])]),
        ...companions
          .flatMap((each) => each.rows.map(([, path]) => stepOf(path)))
          .filter((step) => step.startsWith('config.'))
          .map((step) => step.slice('config.'.length)),
      ]),
    ]);
    readBy.set(type, names);
  }
  return names;
}

/** Rows whose block is made from the item as a whole read further keys of it. */
const stepsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(([, path, how]) =>
    path === '.' && how !== undefined && 'rows' in how ? stepsOf(how.rows) : [stepOf(path)],
  );

function stepOf(path: string): string {
  const [first = '', second = ''] = path.toLowerCase().split('.');
  return first === 'supp' || first === 'config' ? `${first}.${second}` : first;
}

/** Adds the keys of an item that no attribute is made from to what is known of its type. */
export function noteUnread(
  { type, configuration, supplementary }: ConfigItem,
  unread: Map<string, Set<string>>,
): void {
  const read = readOf(type);
  for (const [prefix, holder] of [
    ['', configuration],
    ['supp.', supplementary],
  ] as const) {
    for (const key in holder) {
      if (read.has(prefix + key.toLowerCase())) continue;
      const keys = unread.get(type);
      if (keys === undefined) unread.set(type, new Set([prefix + key]));
      else keys.add(prefix + key);
    }
  }
}
