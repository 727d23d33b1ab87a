import type { Outcome, Result } from '../model/outcome.ts';
import type { Rule, Severity } from '../model/rule.ts';
import { clip, sarifText } from './inert.ts';
import { prose } from './inert-markdown.ts';

export const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** GitHub reads: over 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low. */
const scores: Record<Severity, string> = { critical: '10.0', high: '8.9', medium: '6.9', low: '3.9' };

const tagsAtMost = 20;

type Described = Pick<Rule, 'id' | 'title' | 'severity'> & Partial<Rule>;

/** A result may name a rule that the outcome does not carry: it still gets a descriptor. */
const fromResult = ({ rule, title, severity, remediation }: Result): Described => ({
  id: rule,
  title,
  severity,
  ...(remediation !== undefined && { remediation }),
});

const tags = ({ family, frameworks = {} }: Described): string[] => {
  const controls = Object.entries(frameworks).flatMap(([name, ids]) => ids.map((id) => `${name}:${id}`));
  const all = ['security', 'terraform', ...(family ? [family] : []), ...controls].map(sarifText);
  return [...new Set(all)].slice(0, tagsAtMost);
};

/** Texts that GitHub requires must not be empty. */
const filled = (text: string, max: number, otherwise: string): string =>
  clip(sarifText(text), max).trim() || otherwise;

/** The id as it stands in descriptors and results. */
export const ruleName = (id: string): string => filled(id, 255, 'rule');

const descriptor = (rule: Described): object => {
  const id = ruleName(rule.id);
  const why = rule.description ?? rule.title;
  const mend = rule.remediation ?? '';
  return {
    id,
    name: id,
    shortDescription: { text: filled(rule.title, 1024, id) },
    fullDescription: { text: filled(why, 1024, id) },
    help: {
      text: filled(`${why} Mend: ${mend}`, 4000, id),
      markdown: `${prose(clip(why, 2000))}\n\n**Mend:** ${prose(clip(mend, 2000))}`,
    },
    ...(rule.helpUri && /^https:\/\/[!-~]+$/.test(rule.helpUri) && { helpUri: rule.helpUri }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: tags(rule), precision: 'high', 'security-severity': scores[rule.severity] },
  };
};

/** Descriptors of all rules of the outcome, and where each stands. */
export const sarifRules = ({
  rules,
  report,
}: Outcome): { descriptors: object[]; indexOf: ReadonlyMap<string, number> } => {
  const known = new Map<string, Described>(rules.map((rule) => [rule.id, rule]));
  for (const result of report.results)
    if (!known.has(result.rule)) known.set(result.rule, fromResult(result));
  return {
    descriptors: [...known.values()].map(descriptor),
    indexOf: new Map([...known.keys()].map((id, index) => [id, index])),
  };
};
