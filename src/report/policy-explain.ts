import type { Example } from '../model/example.ts';
import type { RenderOptions } from '../model/outcome.ts';
import type { LiveView, Rule } from '../model/rule.ts';
import { clip, json } from './inert.ts';
import type { Listed } from './policy-list.ts';
import { type Flow, type Span, screen } from './screen.ts';
import { attribute } from './words.ts';

const column = 14;

/** What a rule wants, why, how to mend it, what it can be told, what decides it, and rows of its table. */
export const explainText = (
  { rule, pack, inputs }: Listed,
  examples: readonly Example[],
  options: RenderOptions,
): string => {
  const flow = screen(options);
  const labelled = (label: string, text: string): string[] =>
    text === ''
      ? []
      : [
          flow([{ text: label.padEnd(column - 4), style: 'good', whole: true }, { text }], {
            indent: 2,
            hang: column,
          }),
        ];
  return [
    flow([
      { text: rule.severity.toUpperCase(), style: rule.severity, whole: true },
      { text: rule.id, style: 'strong', whole: true },
      { text: rule.title },
    ]),
    '',
    ...labelled('why', rule.description),
    ...labelled('mend', rule.remediation),
    ...labelled('types', rule.resourceTypes.join(', ')),
    ...labelled('inputs', inputs.kinds.join(', ')),
    ...labelled('live', inputs.live === undefined ? '' : liveGaps(inputs.live)),
    ...labelled('decided by', patterns(rule.decisive)),
    ...labelled('set or not', patterns(rule.presence)),
    ...labelled('looks at', [...rule.relatedTypes, ...rule.contextTypes, ...rule.removedTypes].join(', ')),
    ...labelled('frameworks', groups(rule.frameworks)),
    ...labelled('elsewhere', groups(rule.aliases)),
    ...labelled('stated in', rule.requirement.join('; ')),
    ...labelled('see', rule.helpUri ?? ''),
    ...labelled('file', `${pack}: ${rule.file}`),
    ...parameters(flow, rule),
    ...exampleLines(flow, examples),
    '',
  ].join('\n');
};

/** As Terraform writes it, with `[*]` for any position. */
const pattern = (pointer: string): string => attribute(pointer).replaceAll('["*"]', '[*]');

const patterns = (byType: Rule['decisive']): string =>
  Object.entries(byType)
    .map(([type, pointers]) => `${type}: ${pointers.map(pattern).join(', ')}`)
    .join('; ');

/** What AWS Config leaves open of what the rule looks at. */
const liveGaps = ({ notCarried, notAssessable }: LiveView): string =>
  [
    ...(Object.keys(notCarried).length === 0 ? [] : [`not carried by AWS Config: ${patterns(notCarried)}`]),
    ...(Object.keys(notAssessable).length === 0
      ? []
      : [
          `not shown: ${Object.entries(notAssessable)
            .map(([type, reason]) => `${type} (${reason})`)
            .join('; ')}`,
        ]),
  ].join('. ');

const groups = (byName: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(byName)
    .map(([name, ids]) => `${name}: ${ids.join(', ')}`)
    .join('; ');

const parameters = (flow: Flow, { id, params, paramDescriptions = {} }: Rule): string[] => {
  const names = Object.keys(params);
  if (names.length === 0) return [];
  return [
    '',
    flow([
      { text: 'parameters', style: 'strong' },
      { text: `rules: { ${id}: { params: { ... } } } in driftgate.yaml`, style: 'quiet' },
    ]),
    ...names.map((name) =>
      flow(
        [
          { text: name, whole: true },
          { text: paramDescriptions[name] ?? '' },
          { text: `default ${JSON.stringify(params[name])}`, style: 'quiet' },
        ],
        { indent: 2, hang: 4 },
      ),
    ),
  ];
};

const styles = { fail: 'bad', pass: 'good', unknown: 'warn' } as const;

const exampleLines = (flow: Flow, examples: readonly Example[]): string[] =>
  examples.length === 0
    ? []
    : [
        '',
        flow([{ text: 'examples', style: 'strong' }]),
        ...examples.flatMap(({ name, verdict, resources, params, environment }) => [
          flow([{ text: verdict.padEnd(7), style: styles[verdict], whole: true }, { text: name }], {
            indent: 2,
            hang: 11,
          }),
          ...resources.map((resource) => flow([snippet(resource)], { indent: 11, hang: 13 })),
          ...(environment === undefined
            ? []
            : [flow([{ text: `in ${environment}`, style: 'quiet' }], { indent: 11 })]),
          ...(params === undefined
            ? []
            : [
                flow([{ text: `params ${JSON.stringify(params)}`, style: 'quiet' }], {
                  indent: 11,
                  hang: 13,
                }),
              ]),
        ]),
      ];

/** A resource in one line, in the way of HCL; what is known only after apply names what it waits for. */
function snippet({ type, attributes, unknown }: Example['resources'][number]): Span {
  const known = Object.entries(attributes).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const open = Object.entries(unknown).map(
    ([pointer, references]) => `${attribute(pointer)} = ${references.join(' or ') || '(chosen by AWS)'}`,
  );
  const all = [...known, ...open];
  return { text: clip(all.length === 0 ? `${type} {}` : `${type} { ${all.join(', ')} }`, 400) };
}

export const explainJson = ({ rule, pack, inputs }: Listed, examples: readonly Example[]): string =>
  json({
    schemaVersion: '1',
    rule: {
      ...rule,
      pack,
      inputs: inputs.kinds,
      ...(inputs.live === undefined ? {} : { live: inputs.live }),
    },
    examples,
  });
