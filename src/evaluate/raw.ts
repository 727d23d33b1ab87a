import type { ActiveRule, Finding } from '../model/finding.ts';
import type { RawPlan } from '../model/raw-plan.ts';
import { type Severity, severities } from '../model/rule.ts';
import type { Outcome } from './engine.ts';

const maxMessage = 2_000;

/** What a rule of conftest says about a plan: findings, that an exception takes it out, or a sentence on what is wrong. */
export function planFindings(
  { rule }: ActiveRule,
  outcome: Outcome,
  plan: RawPlan,
): readonly Finding[] | 'excepted' | { readonly problem: string } {
  if (!outcome.ok) return { problem: plan.redact(outcome.message) };
  const { deny = [], excepted } = outcome.value as { deny?: unknown; excepted?: unknown };
  if (!Array.isArray(deny)) return { problem: 'gave something else than a set of messages' };
  if (excepted === true) return 'excepted';
  const findings: Finding[] = [];
  for (const item of deny) {
    const said = typeof item === 'string' ? { msg: item } : (item as { msg?: unknown } | null);
    if (typeof said?.msg !== 'string')
      return { problem: 'holds something else than texts and objects with a text `msg`' };
    const severity = rule.advisory ? undefined : severityOf(said);
    const message = clipped(plan.redact(said.msg)) || rule.title;
    const resource = addressed(said, plan) ?? plan.whole;
    findings.push({
      rule: severity === undefined ? rule : { ...rule, severity },
      resource,
      verdict: 'fail',
      message,
    });
  }
  // The module lists a set in the order of its hashes.
  const order = ({ resource, message }: Finding): string => `${resource.address}\u0000${message}`;
  return findings.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function severityOf(said: object): Severity | undefined {
  const { severity } = said as { severity?: unknown };
  return severities.find((each) => typeof severity === 'string' && each === severity.toLowerCase());
}

/** Other fields of an object are more exact than its message. */
function addressed(said: object, plan: RawPlan) {
  const { msg, ...metadata } = said as { readonly msg: string };
  for (const text of textsIn(metadata)) {
    const found = plan.find(text);
    if (found !== undefined) return found;
  }
  return plan.find(msg);
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* textsIn(part);
}

const clipped = (text: string): string =>
  text.length > maxMessage ? `${text.slice(0, maxMessage - 3)}...` : text;
