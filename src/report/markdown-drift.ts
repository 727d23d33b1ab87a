import type { DriftItem, Report } from '../model/outcome.ts';
import { differs, effects, liveId, placeOf, seen } from './drift.ts';
import { folded, row, type Section, sentence, table, token } from './sections.ts';
import { count } from './words.ts';

/** Differences of one resource that are shown. */
const cellLines = 20;

const driftRow = (item: DriftItem): string => {
  const lines = [...(item.attributes ?? []).map(differs), ...effects(item)];
  const id = liveId(item);
  return row(
    item.severity ?? '-',
    [item.kind, seen(item)].filter(Boolean).join(', '),
    [token(placeOf(item)), id && token(id)].filter(Boolean).join('<br>'),
    lines.slice(0, cellLines).map(sentence).join('<br>') +
      (lines.length > cellLines ? `<br>and ${lines.length - cellLines} more` : ''),
  );
};

/** Each drift that counts; folded, what is muted. */
export const driftTables = ({ drift, resolvedDrift = [] }: Report): Section[] => {
  const muted = drift.filter((item) => item.muted !== undefined);
  return [
    ...table(
      '',
      ['severity', 'drift', 'where', 'what'],
      drift.filter((item) => item.muted === undefined).map(driftRow),
    ),
    ...folded(
      `${count(resolvedDrift.length, 'drift')} resolved`,
      ['drift', 'where', 'since'],
      resolvedDrift.map(({ kind, place, firstSeen }) =>
        row(kind, token(place), sentence(firstSeen.slice(0, 10))),
      ),
    ),
    ...folded(
      `${count(muted.length, 'drift')} muted`,
      ['drift', 'where', 'because'],
      muted.map((item) => row(item.kind, token(placeOf(item)), sentence(item.muted))),
    ),
  ];
};
