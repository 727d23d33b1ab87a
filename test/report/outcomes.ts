import type { Gate, Outcome, Report, Result, Summary } from '../../src/model/outcome.ts';
import type { Rule, Severity } from '../../src/model/rule.ts';

/** Outcomes built by hand: no other room takes part. */

const rule = (
  id: string,
  severity: Severity,
  title: string,
  description: string,
  remediation: string,
  more: Partial<Rule> = {},
): Rule => ({
  id,
  title,
  description,
  severity,
  family: 'encryption',
  file: `${id.toLowerCase()}.rego`,
  package: `driftgate.${id.toLowerCase().replaceAll('-', '_')}`,
  entrypoint: `driftgate/${id.toLowerCase()}`,
  evaluate: 'resource',
  resourceTypes: ['aws_db_instance'],
  relatedTypes: [],
  reachedTypes: [],
  contextTypes: [],
  removedTypes: [],
  decisive: {},
  presence: {},
  params: {},
  frameworks: {},
  aliases: {},
  remediation,
  requirement: [],
  ...more,
});

let serial = 0;
const fingerprint = (): string => (serial++).toString(16).padStart(32, 'f');

export const result = (of: Rule, address: string, more: Partial<Result> = {}): Result => ({
  rule: of.id,
  title: of.title,
  severity: of.severity,
  verdict: 'fail',
  input: 'plans/prod.json',
  address,
  type: /(aws_\w+)\./.exec(address)?.[1] ?? 'aws_db_instance',
  key: address,
  message: `${of.title}: not so`,
  remediation: of.remediation,
  fingerprint: fingerprint(),
  ...more,
});

const tally = (
  results: readonly Result[],
  counted: readonly Result[],
): Omit<Summary, 'resources' | 'rules'> => {
  const of = <K extends string>(
    items: readonly Result[],
    names: readonly K[],
    pick: (one: Result) => string | undefined,
  ) =>
    Object.fromEntries(
      names.map((name) => [name, items.filter((one) => pick(one) === name).length]),
    ) as Record<K, number>;
  return {
    removed: 0,
    judged: results.length + 151,
    verdicts: of(results, ['pass', 'fail', 'unknown', 'waived', 'error'], (one) => one.verdict),
    severities: of(counted, ['critical', 'high', 'medium', 'low'], (one) => one.severity),
    changes: of(results, ['introduced', 'existing', 'resolved'], (one) => one.change),
  };
};

const gate: Gate = {
  passed: true,
  exitCode: 0,
  reasons: [],
  failOn: 'low',
  mode: 'introduced',
  unknown: 'warn',
};

export const outcome = (rules: readonly Rule[], results: Result[], more: Partial<Report> = {}): Outcome => {
  const decided = more.gate ?? { ...gate };
  const counted = results.filter(
    (one) =>
      one.verdict === 'fail' &&
      !one.baseline &&
      (decided.mode === 'all' ? one.change !== 'resolved' : one.change === 'introduced'),
  );
  return {
    rules,
    report: {
      schemaVersion: '1',
      tool: { name: 'driftgate', version: '0.1.0' },
      asOf: '2026-11-20',
      inputs: [
        {
          uri: 'plans/prod.json',
          kind: 'plan',
          digest: 'sha256:00',
          resources: 240,
          terraformVersion: '1.9.8',
        },
      ],
      results,
      errors: [],
      waivers: [],
      drift: [],
      parity: [],
      coverage: { rulesMatchedNothing: [], rulesOff: [], typesWithoutRules: [], unmappedTypes: [] },
      summary: { resources: 240, rules: 12, ...tally(results, counted) },
      gate: decided,
      ...more,
    },
  };
};

export const clean = (): Outcome => {
  serial = 0;
  return outcome([], [], {
    inputs: [
      {
        uri: 'plans/prod.json',
        kind: 'plan',
        digest: `sha256:${'ab'.repeat(32)}`,
        terraformVersion: '1.9.8',
        resources: 240,
        dataSources: 12,
        environment: { name: 'prod', from: 'tag' },
      },
    ],
    coverage: {
      rulesMatchedNothing: ['ENC-EFS-01', 'LOG-EKS-01'],
      rulesOff: [],
      typesWithoutRules: [],
      unmappedTypes: [],
    },
  });
};

export const rules = {
  ssh: rule(
    'NET-SG-01',
    'critical',
    'No security group opens an administrative port to the internet',
    'Port scanners find an open SSH or RDP port within minutes; from then on it is attacked all day.',
    'Replace 0.0.0.0/0 by the CIDR blocks of your VPN, or use SSM Session Manager and drop the rule',
    {
      family: 'network',
      frameworks: { 'CIS-3.0': ['5.2', '5.3'], 'NIST-800-53r5': ['SC-7'] },
      helpUri: 'https://driftgate.dev/rules/NET-SG-01',
    },
  ),
  rds: rule(
    'ENC-RDS-01',
    'high',
    'RDS instance storage is encrypted at rest',
    'Snapshots and replicas of an unencrypted instance are unencrypted too, and encryption can only be set at creation.',
    'storage_encrypted = true',
    { frameworks: { 'CIS-3.0': ['2.3.1'], SOC2: ['CC6.1'] } },
  ),
  kms: rule(
    'ENC-RDS-03',
    'medium',
    'Confidential databases use a customer-managed key',
    'Only a key of your own can be revoked, and its use is logged.',
    'kms_key_id = aws_kms_key.data.arn',
  ),
  backup: rule(
    'BAK-RDS-01',
    'high',
    'RDS instances keep backups for at least seven days',
    'A corrupted table is often noticed after the weekend.',
    'backup_retention_period = 7',
    { family: 'backup' },
  ),
  tags: rule(
    'TAG-01',
    'low',
    'Resources carry the required tags',
    'Cost and ownership are found by tag.',
    'Add the tag CostCenter',
    { family: 'tags' },
  ),
  logs: rule(
    'LOG-S3-01',
    'medium',
    'S3 buckets log access',
    'Without a log nobody can say who read an object.',
    'Add aws_s3_bucket_logging',
    { family: 'logging' },
  ),
};

export const failing = (): Outcome => {
  serial = 0;
  const { ssh, rds, kms, backup, tags, logs } = rules;
  const at = (file: string, line: number, endLine: number) => ({ location: { file, line, endLine } });
  const introduced = { change: 'introduced' as const };
  const results = [
    result(ssh, 'module.app["eu-west-1"].aws_security_group.web', {
      ...introduced,
      path: '/ingress/0/cidr_blocks/0',
      message: 'port 22 is open to 0.0.0.0/0',
      ...at('modules/app/security.tf', 12, 30),
    }),
    result(ssh, 'module.app["eu-west-1"].aws_security_group.web', {
      ...introduced,
      path: '/ingress/1/ipv6_cidr_blocks/0',
      message: 'port 3389 is open to ::/0',
      ...at('modules/app/security.tf', 12, 30),
    }),
    result(ssh, 'module.app["us-east-1"].aws_security_group.web', {
      ...introduced,
      path: '/ingress/0/cidr_blocks/0',
      message: 'port 22 is open to 0.0.0.0/0',
      ...at('modules/app/security.tf', 12, 30),
    }),
    result(rds, 'aws_db_instance.orders', {
      ...introduced,
      path: '/storage_encrypted',
      message: 'storage_encrypted is left out, and AWS does not encrypt by default',
      ...at('database.tf', 4, 21),
    }),
    ...Array.from({ length: 13 }, (_, index) =>
      result(backup, `aws_db_instance.shard[${index}]`, {
        ...introduced,
        path: '/backup_retention_period',
        message: 'backups are kept for 1 day, not 7',
        ...at('database.tf', 40, 58),
      }),
    ),
    result(backup, 'aws_db_instance.legacy', {
      change: 'existing',
      path: '/backup_retention_period',
      message: 'backups are kept for 0 days, not 7',
      ...at('legacy.tf', 3, 19),
    }),
    result(rds, 'aws_db_instance.legacy', {
      change: 'existing',
      baseline: true,
      path: '/storage_encrypted',
      message: 'storage_encrypted is false',
      ...at('legacy.tf', 3, 19),
    }),
    result(kms, 'aws_db_instance.orders', {
      ...introduced,
      verdict: 'unknown',
      why: 'known-after-apply',
      references: ['aws_kms_key.data.arn'],
      path: '/kms_key_id',
      message: 'kms_key_id is known after apply',
      ...at('database.tf', 4, 21),
    }),
    result(kms, 'aws_db_instance.ledger', {
      verdict: 'unknown',
      why: 'sensitive',
      path: '/kms_key_id',
      message: 'kms_key_id is sensitive',
      input: 'stacks/ledger/plan.json',
    }),
    result(logs, 'aws_s3_bucket.assets', {
      verdict: 'waived',
      change: 'existing',
      message: 'no aws_s3_bucket_logging refers to this bucket',
      waiver: { reason: 'public assets, logged by CloudFront', owner: 'web-team', expires: '2027-03-31' },
      ...at('assets.tf', 1, 6),
    }),
    result(tags, 'aws_instance.bastion', {
      ...introduced,
      path: '/tags/CostCenter',
      message: 'tag CostCenter is missing',
      input: 'stacks/ledger/plan.json',
    }),
    result(logs, 'aws_s3_bucket.audit', {
      verdict: 'pass',
      change: 'resolved',
      message: 'logs to aws_s3_bucket.log',
    }),
  ];
  return outcome(Object.values(rules), results, {
    inputs: [
      {
        uri: 'plans/prod.json',
        kind: 'plan',
        digest: `sha256:${'ab'.repeat(32)}`,
        terraformVersion: '1.9.8',
        resources: 212,
        dataSources: 12,
        otherProviders: { google: 12, datadog: 3 },
        environment: { name: 'prod', from: 'tag' },
        warnings: ['module.legacy is not in the configuration: findings below it have no line'],
      },
      {
        uri: 'stacks/ledger/plan.json',
        kind: 'plan',
        digest: `sha256:${'cd'.repeat(32)}`,
        terraformVersion: '1.9.8',
        resources: 28,
        environment: { name: 'prod', from: 'workspace' },
      },
    ],
    errors: [{ rule: 'NET-NACL-02', message: 'memory limit of 64 MB reached after 1.2 s' }],
    waivers: [
      {
        rule: 'LOG-S3-01',
        address: 'aws_s3_bucket.assets',
        status: 'active',
        owner: 'web-team',
        reason: 'public assets, logged by CloudFront',
        expires: '2027-03-31',
        matched: 1,
      },
      {
        rule: 'ENC-RDS-01',
        address: 'aws_db_instance.orders',
        status: 'expired',
        owner: 'orders-team',
        reason: 'migration under way',
        expires: '2026-10-31',
        matched: 1,
      },
      {
        rule: 'NET-SG-01',
        address: 'aws_security_group.old',
        status: 'unused',
        owner: 'net-team',
        reason: 'decommissioned in June',
        expires: '2027-01-31',
        matched: 0,
      },
      {
        rule: 'NET-SG-01',
        address: 'module.app[*].aws_security_group.web',
        status: 'void',
        owner: 'app-team',
        reason: 'port 443 only',
        expires: '2027-01-31',
        matched: 0,
      },
      {
        rule: 'TAG-01',
        address: 'aws_instance.*',
        status: 'expiring',
        owner: 'finops',
        reason: 'tagging sprint',
        expires: '2026-11-28',
        matched: 2,
      },
    ],
    coverage: {
      rulesMatchedNothing: [
        'ENC-EFS-01',
        'LOG-EKS-01',
        'NET-ELB-01',
        'NET-ELB-02',
        'NET-VPC-01',
        'NET-VPC-02',
        'TAG-02',
      ],
      rulesOff: [{ rule: 'TAG-03', reason: 'severity below --fail-on' }],
      typesWithoutRules: ['aws_appsync_graphql_api', 'aws_glue_job'],
      unmappedTypes: [],
    },
    gate: {
      passed: false,
      exitCode: 2,
      reasons: ['1 rule could not be evaluated', '18 findings introduced by this plan'],
      failOn: 'low',
      mode: 'introduced',
      unknown: 'warn',
    },
  });
};

/** Everything that has ever broken a report, in one string. */
export const hostileText = [
  'x\n::error::pwn\r\n  ##[error]pwn ##vso[task.setvariable variable=a]b',
  '<script>alert(1)</script> <img src=x onerror=alert(1)> </details> --> <!-- ',
  'a|b `c` ``d`` \\| \\` [x](javascript:alert(1)) ![y](http://evil.example/p.png) <http://evil.example>',
  '\u001b[31mred\u001b]8;;http://evil.example\u0007link \u009b31m \u0085 \u2028 \u202egnp.exe \u2066 zero\u200bwidth\ufeff',
  '%0A::warning::pwn %25 https://evil.example www.evil.example me@evil.example',
  '../../etc/passwd @someone #1 GH-1 org/repo#2 !3 $x^2$ :bomb: 0123456789abcdef0123456789abcdef01234567',
  ']]> &amp; &#64;you "quote" \'single\' \u0000 \ufffe \uffff \ud800 \udfff! __proto__ {{x}}',
].join(' ');

/** Every string that can come from data is hostile. */
export const hostileOutcome = (evil: string): Outcome => {
  serial = 0;
  const bad = rule(evil, 'critical', evil, evil, evil, {
    family: evil,
    frameworks: { [evil]: [evil] },
    helpUri: `https://${evil}`,
  });
  const worse = { ...bad, id: `${evil}2`, severity: 'low' as const };
  const common: Partial<Result> = {
    input: evil,
    path: `/${evil}/0`,
    at: evil,
    message: evil,
    remediation: evil,
    references: [evil, evil],
    location: { file: evil, line: 3, endLine: 9 },
    environment: { name: evil, from: 'tag' },
    frameworks: { [evil]: [evil] },
  };
  const waiver = { reason: evil, owner: evil, expires: evil };
  const results = [
    result(bad, evil, { ...common, change: 'introduced' }),
    result(bad, `${evil}b`, { ...common, change: 'existing', location: { file: `../${evil}`, line: 1 } }),
    result(worse, evil, {
      ...common,
      change: 'introduced',
      location: { file: `dir/${evil.replaceAll('..', '')}`, line: 1 },
    }),
    result(bad, evil, { ...common, verdict: 'unknown', why: 'known-after-apply' }),
    result(bad, evil, { ...common, verdict: 'waived', waiver }),
    result(bad, evil, { ...common, verdict: 'error' }),
    result(bad, evil, { ...common, change: 'resolved' }),
  ];
  return outcome([bad, worse], results, {
    inputs: [
      {
        uri: evil,
        kind: 'plan',
        digest: evil,
        terraformVersion: evil,
        resources: 1,
        otherProviders: { [evil]: 2 },
        environment: { name: evil, from: 'tag' },
        warnings: [evil],
      },
    ],
    errors: [{ rule: evil, message: evil }],
    waivers: (['active', 'expiring', 'expired', 'unused', 'void'] as const).map((status) => ({
      rule: evil,
      address: evil,
      status,
      matched: 0,
      ...waiver,
    })),
    coverage: {
      rulesMatchedNothing: [evil],
      rulesOff: [{ rule: evil, reason: evil }],
      typesWithoutRules: [evil],
      unmappedTypes: [evil],
    },
    gate: {
      passed: false,
      exitCode: 2,
      reasons: [evil, evil],
      failOn: 'low',
      mode: 'introduced',
      unknown: 'warn',
    },
  });
};

export const hostile = (): Outcome => hostileOutcome(hostileText);
