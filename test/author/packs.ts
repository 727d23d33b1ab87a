import { vi } from 'vitest';
import '../cli/run.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';

// The compiler is loaded once a file; on a busy machine that alone takes long.
vi.setConfig({ testTimeout: 120_000 });

/** A rule that denies what is bad, its file and its table: right in every way. */
export const body = denyIf('r.attributes.bad == true');
export const good = ruleSource(body, { id: 'T-ONE-01' });

/** A table of Rego: name of a case -> what stands after it. */
export const table = (rows: Readonly<Record<string, string>>, name = 't_one_01'): string =>
  `package test.${name}_test\n\ncases := {\n${Object.entries(rows)
    .map(([row, text]) => `\t${JSON.stringify(row)}: ${text},\n`)
    .join('')}}\n`;

export const subject = (attributes: string, verdict: string, more = ''): string =>
  `{"resources": [{"type": "aws_x", "attributes": ${attributes}}], "verdict": "${verdict}"${more}}`;

export const rows = {
  bad: subject('{"bad": true}', 'fail', ', "path": "/a", "findings": 1'),
  well: subject('{"bad": false}', 'pass'),
} as const;

export const pack = { 'rules/one.rego': good, 'rules/one_test.rego': table(rows) } as const;

/** A rule that is right about the provider's types as well, and its table. */
export const sound = (id = 'T-ONE-01', custom: readonly string[] = []): string =>
  ruleSource(denyIf('r.attributes.encrypted == false').replace('"/a"', '"/encrypted"'), {
    id,
    types: 'aws_ebs_volume',
    custom: ['decisive: {aws_ebs_volume: [/encrypted]}', ...custom],
  });

const volume = (encrypted: boolean, verdict: string): string =>
  `{"resources": [{"type": "aws_ebs_volume", "attributes": {"encrypted": ${encrypted}}}], "verdict": "${verdict}"}`;

export const soundRows = { bad: volume(false, 'fail'), well: volume(true, 'pass') } as const;

export const soundPack = {
  'rules/one.rego': sound(),
  'rules/one_test.rego': table(soundRows),
} as const;
