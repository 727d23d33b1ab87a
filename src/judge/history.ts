import type { DriftState, SeenDrift } from '../model/generated/drift-state.ts';
import type { DriftItem, ResolvedDrift } from '../model/outcome.ts';

interface History {
  readonly items: readonly DriftItem[];
  readonly resolved: readonly ResolvedDrift[];
  /** What the next run is to know. */
  readonly state: DriftState;
}

const placeOf = ({ address, id }: DriftItem): string => address ?? id;
const nameOf = ({ kind, type, place }: Pick<SeenDrift, 'kind' | 'type' | 'place'>): string =>
  [kind, type, place].join('\u0000');

/**
 * Holds the drift of this run against what earlier runs saw. What is not there any more is resolved, unless this run did
 * not look at it (`looked`): then it stays as it was.
 */
export function withHistory(
  items: readonly DriftItem[],
  earlier: DriftState,
  now: string,
  looked: (seen: SeenDrift) => boolean,
): History {
  const known = new Map(earlier.seen.map((seen) => [seen.fingerprint, seen]));
  const current = items.map((item): SeenDrift => {
    const { fingerprint, kind, type, account, region } = item;
    return {
      fingerprint,
      kind,
      type,
      place: placeOf(item),
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      firstSeen: known.get(fingerprint)?.firstSeen ?? now,
      lastSeen: now,
    };
  });
  const prints = new Set(current.map(({ fingerprint }) => fingerprint));
  const names = new Set(current.map(nameOf));
  // A resource that drifts in another attribute now is not mended.
  const gone = earlier.seen.filter((seen) => !prints.has(seen.fingerprint) && !names.has(nameOf(seen)));
  const kept = gone.filter((seen) => !looked(seen));
  return {
    items: items.map((item, at) => ({
      ...item,
      firstSeen: current[at]?.firstSeen ?? now,
      isNew: !known.has(item.fingerprint),
    })),
    resolved: gone
      .filter(looked)
      .map(({ kind, type, place, firstSeen, lastSeen }) => ({ kind, type, place, firstSeen, lastSeen })),
    state: {
      schemaVersion: '1',
      seen: [...current, ...kept].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
    },
  };
}
