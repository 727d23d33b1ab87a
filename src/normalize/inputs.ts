import type { InputKind, Rule, RuleInputs } from '../model/rule.ts';
import { liveView } from './aws-config/assessable.ts';

/**
 * On which inputs a rule can be judged. Only a plan tells what will be deleted, and what code declares around resources; a
 * state has resources alone; a rule of conftest is asked about the plan as Terraform wrote it.
 */
export function inputsOf(rule: Rule): RuleInputs {
  if (rule.raw) return { kinds: ['plan'] };
  const has = (prefix: string): boolean => rule.resourceTypes.some((type) => type.startsWith(prefix));
  const code: readonly InputKind[] = [
    ...(has('terraform_') ? ['plan' as const] : []),
    ...(has('github_') ? ['github-workflow' as const] : []),
  ];
  if (!has('aws_') && !rule.resourceTypes.includes('*')) return { kinds: code };
  if (rule.removedTypes.length > 0) return { kinds: [...new Set(['plan' as const, ...code])] };
  const live = liveView(rule);
  const kinds: readonly InputKind[] = [
    'plan',
    'state',
    ...(live === undefined ? [] : ['aws-config' as const]),
  ];
  return { kinds: [...new Set([...kinds, ...code])], ...(live === undefined ? {} : { live }) };
}
