import type { RenderOptions } from '../model/outcome.ts';
import type { Rule, RuleInputs } from '../model/rule.ts';
import { json } from './inert.ts';
import { screen } from './screen.ts';
import { count } from './words.ts';

/** A rule and the pack that it comes from. */
export interface Listed {
  readonly rule: Rule;
  readonly pack: string;
  readonly inputs: RuleInputs;
}

export const listText = (listed: readonly Listed[], options: RenderOptions): string => {
  const flow = screen(options);
  const width = Math.max(0, ...listed.map(({ rule }) => rule.id.length));
  const families = [...new Set(listed.map(({ rule }) => rule.family))].sort();
  return [
    ...families.flatMap((family) => [
      flow([{ text: family, style: 'strong', whole: true }]),
      ...listed
        .filter(({ rule }) => rule.family === family)
        .map(({ rule, pack }) =>
          flow(
            [
              { text: rule.id.padEnd(width), whole: true },
              { text: rule.severity.padEnd(8), style: rule.severity, whole: true },
              { text: rule.title },
              pack === 'driftgate' ? undefined : { text: pack, style: 'quiet', whole: true },
            ],
            { indent: 2, hang: width + 14 },
          ),
        ),
      '',
    ]),
    flow([{ text: count(listed.length, 'rule') }, { text: 'driftgate policy explain ID', style: 'quiet' }]),
    '',
  ].join('\n');
};

export const listJson = (listed: readonly Listed[]): string =>
  json({
    schemaVersion: '1',
    rules: listed.map(({ rule, pack, inputs }) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      family: rule.family,
      pack,
      inputs: inputs.kinds,
      resourceTypes: rule.resourceTypes,
      params: rule.params,
      frameworks: rule.frameworks,
      aliases: rule.aliases,
      requirement: rule.requirement,
      ...(rule.helpUri === undefined ? {} : { helpUri: rule.helpUri }),
    })),
  });
