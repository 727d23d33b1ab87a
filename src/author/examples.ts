import type { Example } from '../model/example.ts';
import type { Rule } from '../model/rule.ts';
import { flawOf, type Row } from './table.ts';

const shown = ['fail', 'pass', 'unknown'] as const;
const perVerdict = 2;

/** The shortest rows of each verdict: what they show is not buried in what surrounds it. */
export function pickExamples(rule: Rule, rows: Readonly<Record<string, unknown>>): readonly Example[] {
  const right = Object.entries(rows).filter(
    (entry): entry is [string, Row] => flawOf(entry[1], rule) === undefined,
  );
  return shown.flatMap((verdict) =>
    right
      .filter(([, row]) => row.verdict === verdict)
      .map(
        ([name, { resources, params, environment }]): Example => ({
          name,
          verdict,
          resources: resources.map(({ type = 'aws_instance', attributes = {}, unknown = {} }) => ({
            type,
            attributes,
            unknown,
          })),
          ...(params === undefined ? {} : { params }),
          ...(environment === undefined ? {} : { environment }),
        }),
      )
      .sort((a, b) => weight(a) - weight(b))
      .slice(0, perVerdict),
  );
}

const weight = ({ resources, params }: Example): number => JSON.stringify([resources, params ?? {}]).length;
