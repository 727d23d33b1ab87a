import type { DriftItem, Report } from '../model/outcome.ts';
import { differs, effects, liveId, placeOf, seen } from './drift.ts';
import { clip } from './inert.ts';
import type { Flow } from './screen.ts';
import { count } from './words.ts';

const longest = 500;

const item = (flow: Flow, each: DriftItem): string => {
  const { kind, type, severity, location, account, region } = each;
  const place = [account, region].filter((part) => part !== undefined).join(' ');
  const id = liveId(each);
  const since = seen(each);
  return [
    flow(
      [
        severity === undefined
          ? { text: 'drift', style: 'quiet' }
          : { text: severity.toUpperCase(), style: severity },
        { text: kind, style: 'warn' },
        since === undefined ? undefined : { text: since, style: 'strong', whole: true },
        { text: placeOf(each), style: 'strong', whole: true },
        each.address === undefined ? { text: type, whole: true } : undefined,
        location && { text: `${location.file}:${location.line}`, style: 'place', whole: true },
        id === undefined ? undefined : { text: id, style: 'quiet', whole: true },
        place === '' ? undefined : { text: place, style: 'quiet', whole: true },
      ],
      { hang: 2 },
    ),
    ...(each.attributes ?? []).map((one) =>
      flow([{ text: clip(differs(one), longest) }], { indent: 2, hang: 4 }),
    ),
    ...effects(each).map((text) =>
      flow([{ text: clip(text, longest), style: text.startsWith('newly violates') ? 'bad' : 'good' }], {
        indent: 2,
        hang: 4,
      }),
    ),
  ].join('\n');
};

/** Each drift that counts with what it does; then what is muted, a line each. */
export const driftSections = (flow: Flow, { drift, resolvedDrift = [] }: Report): string[] => {
  const muted = drift.filter((each) => each.muted !== undefined);
  const lines = muted.map((each) =>
    flow(
      [
        { text: each.kind },
        { text: placeOf(each), whole: true },
        { text: clip(each.muted ?? '', longest), style: 'quiet' },
      ],
      { indent: 2, hang: 4 },
    ),
  );
  const resolved = resolvedDrift.map(({ kind, place, firstSeen }) =>
    flow(
      [
        { text: kind },
        { text: place, whole: true },
        { text: `since ${firstSeen.slice(0, 10)}`, style: 'quiet' },
      ],
      {
        indent: 2,
        hang: 4,
      },
    ),
  );
  return [
    ...drift.filter((each) => each.muted === undefined).map((each) => item(flow, each)),
    ...(resolved.length === 0
      ? []
      : [
          [flow([{ text: `resolved: ${count(resolved.length, 'drift')}`, style: 'good' }]), ...resolved].join(
            '\n',
          ),
        ]),
    ...(lines.length === 0
      ? []
      : [[flow([{ text: `muted: ${count(lines.length, 'drift')}`, style: 'strong' }]), ...lines].join('\n')]),
  ];
};
