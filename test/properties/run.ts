import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { builtinPack } from '../../src/compile/compile.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import { type CheckSettings, check } from '../../src/gate.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import type { Document } from '../../src/model/document.ts';
import type { ActiveRule, Evaluation } from '../../src/model/finding.ts';
import type { Report, Result } from '../../src/model/outcome.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { readBytes } from '../read/inputs.ts';

/** Whole plans are judged many times over, on machines that have other work. */
vi.setConfig({ testTimeout: 60_000 });

export const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const now = '2026-06-01T00:00:00Z';
const limits = { runMs: 120_000, taskMs: 20_000, maxBytes: 2 ** 30 };
const gate = { failOn: 'low', mode: 'all', unknown: 'warn', allowEmpty: false, softFail: false } as const;

const settings: CheckSettings = {
  inputs: [],
  policies: [],
  builtin: true,
  only: [],
  config: {
    rules: {
      'IAM-OIDC-01': { params: { allowed_orgs: ['acme'] } },
      'NET-REGION-01': {
        params: { allowed_regions: { default: ['eu-west-1', 'eu-central-1', 'eu-north-1'] } },
      },
    },
  },
  env: 'prod',
  gate,
  waivers: [],
  baseline: new Set(),
  includePassed: true,
  limits,
  now,
  version: '0.0.0',
};

/** The report of a fixture, by the way that `driftgate check --env prod --include-passed` takes. */
export async function reportOf(file: string, more: Partial<CheckSettings> = {}): Promise<Report> {
  const io = { cwd: fixtures, env: {}, stdin: process.stdin };
  const { report } = await check({ ...settings, inputs: [file], ...more }, io);
  return report;
}

/** The same without files and with one evaluator for many documents. */
export async function startJudge() {
  const pack = await builtinPack();
  const rules = pack.manifest.rules.map((rule): ActiveRule => ({ rule, module: 0, params: rule.params }));
  const evaluator = startEvaluator([pack], rules, { limits, workers: 1, now, keepPasses: true });
  const report = (inputs: readonly Judged[]): Report =>
    judge(inputs, {
      settings: gate,
      rules,
      rulesOff: [],
      waivers: [],
      baseline: new Set(),
      version: '0.0.0',
      today: '2026-06-01',
    });
  return {
    rules,
    close: () => evaluator.close(),
    evaluate: (document: Document): Promise<Evaluation> => evaluator.evaluate(document),
    /** `onlyChanged` as in `gate.ts`: what a plan leaves alone is not asked about twice. */
    async report(json: string, onlyChanged = true): Promise<Report> {
      const input = await readBytes(json);
      const { document, before, redact } = normalize(input, { flag: 'prod' });
      const evaluation = await evaluator.evaluate(document);
      const earlier = before === undefined ? {} : { before: await evaluator.evaluate(before, onlyChanged) };
      return report([{ document, evaluation, redact, warnings: input.info.warnings, ...earlier }]);
    },
  };
}

export const named = ({ rule, address }: Pick<Result, 'rule' | 'address'>): string => `${rule} ${address}`;
