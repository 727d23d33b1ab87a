import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addPolicyCheck } from './check.ts';
import { addPolicyDiff } from './diff.ts';
import { addPolicyExplain } from './explain.ts';
import { addPolicyFmt } from './fmt.ts';
import { addPolicyList } from './list.ts';
import { addPolicyNew } from './new.ts';
import { addPolicyTest } from './test.ts';

/** `driftgate policy`: what the author of rules needs. */
export function addPolicy(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy.description('Write, check, test and explain rules; no `opa` is needed.');
  for (const add of [
    addPolicyList,
    addPolicyExplain,
    addPolicyNew,
    addPolicyTest,
    addPolicyCheck,
    addPolicyFmt,
    addPolicyDiff,
  ])
    add(policy, io, decided);
}
