import { describe, expect, test, vi } from 'vitest';
import { DriftgateError } from '../../src/model/errors.ts';
import type { Outcome, Result } from '../../src/model/outcome.ts';
import { excuse, standing } from '../../src/model/standing.ts';
import { formatNames, isFormat, reporterFor } from '../../src/report/index.ts';
import { clip, terminal, visible, xml } from '../../src/report/inert.ts';
import { code, commentKey, prose } from '../../src/report/inert-markdown.ts';
import { repoPath, runKey } from '../../src/report/place.ts';
import { attribute, gateLine } from '../../src/report/words.ts';
import { readCommand, readXml, validateSarif } from './decode.ts';
import { clean, failing, hostileText, outcome, result, rules } from './outcomes.ts';

vi.setConfig({ testTimeout: 60_000 });

const options = { color: false, width: 100 };
const render = (format: string, of: Outcome): string => reporterFor(format)(of, options);
const many = (count: number, more: (index: number) => Partial<Result>): Outcome =>
  outcome(
    [rules.ssh],
    Array.from({ length: count }, (_, index) =>
      result(rules.ssh, `aws_security_group.a${index}`, { change: 'introduced', ...more(index) }),
    ),
  );

describe('the table of formats', () => {
  test('knows its names, and only its own', () => {
    expect(formatNames).toEqual([
      'text',
      'json',
      'sarif',
      'junit',
      'github',
      'github-summary',
      'gitlab',
      'markdown',
    ]);
    expect(isFormat('toString')).toBe(false);
    expect(() => reporterFor('yaml')).toThrow(DriftgateError);
    expect(() => reporterFor('yaml')).toThrow('there is no format `yaml`');
    try {
      reporterFor('__proto__');
    } catch (error) {
      expect(error).toMatchObject({ stage: 'usage', hint: expect.stringContaining('sarif') });
    }
  });
});

describe('standing', () => {
  const { gate } = outcome([], []).report;
  const one = (more: Partial<Result>) => result(rules.kms, 'a', more);
  test.each([
    [{ change: 'introduced' }, {}, 'failing'],
    [{ change: 'existing' }, {}, 'known'],
    [{ change: 'existing' }, { mode: 'all' }, 'failing'],
    [{}, { mode: 'introduced' }, 'failing'],
    [{}, { mode: 'all' }, 'failing'],
    [{ change: 'introduced', baseline: true }, {}, 'known'],
    [{ change: 'introduced' }, { failOn: 'medium' }, 'failing'],
    [{ change: 'introduced' }, { failOn: 'high' }, 'known'],
    [{ change: 'resolved' }, { mode: 'all' }, 'resolved'],
    [{ verdict: 'waived' }, {}, 'waived'],
    [{ verdict: 'unknown' }, {}, 'unknown'],
    [{ verdict: 'error' }, {}, 'error'],
    [{ verdict: 'pass' }, {}, 'passed'],
  ] as const)('%o under %o is %s', (of, under, is) => {
    expect(standing(one(of), { ...gate, ...under })).toBe(is);
  });
  test('says why a failure does not count', () => {
    expect(excuse(one({ change: 'introduced' }), { ...gate, failOn: 'high' })).toBe('below the threshold');
  });
});

describe('words', () => {
  test.each([
    ['/storage_encrypted', 'storage_encrypted'],
    ['/ingress/0/cidr_blocks/12', 'ingress[0].cidr_blocks[12]'],
    ['/tags/Cost Center', 'tags["Cost Center"]'],
    ['/tags/a~1b~0c', 'tags["a/b~c"]'],
  ])('%s is %s', (pointer, words) => expect(attribute(pointer)).toBe(words));

  test.each([
    ['main.tf', 'main.tf'],
    ['./a//b.tf', 'a/b.tf'],
    ['a\\b.tf', 'a/b.tf'],
    ['/etc/passwd', undefined],
    ['a/../b.tf', undefined],
    ['C:\\a.tf', undefined],
    ['file:///a.tf', undefined],
    ['-', undefined],
    ['', undefined],
  ])('path %s is %s', (uri, path) => expect(repoPath(uri)).toBe(path));

  test('one line decides', () => {
    const { report } = clean();
    const gate = { ...report.gate, passed: false };
    const summary = { ...report.summary, severities: { critical: 0, high: 2, medium: 0, low: 1 } };
    expect(gateLine({ ...report, summary, gate: { ...gate, exitCode: 1 } })).toBe(
      'gate: FAILED, 2 high, 1 low (12 rules, 240 resources, exit 1)',
    );
    expect(gateLine({ ...report, gate: { ...gate, exitCode: 0, softFail: true } })).toBe(
      'gate: FAILED (12 rules, 240 resources, soft fail, exit 0)',
    );
    expect(gateLine({ ...report, gate: { ...gate, exitCode: 4 } })).toContain('INCONCLUSIVE');
    expect(runKey(failing().report)).toBe('prod/plans/prod.json+prod/stacks/ledger/plan.json');
  });
});

describe('inert', () => {
  test.each([
    [visible, 'a\r\n\tb\u0000\u202e\ud800\u{e0001}😀', 'a b\\u{0}\\u{202e}\\u{d800}\\u{e0001}😀'],
    [
      terminal,
      '::error::a ::/0 ::ffff:1 ##[group] ###vso[a] ## [',
      ': :error::a ::/0 ::ffff:1 # #[group] ## #vso[a] ## [',
    ],
    [xml, `<a href="x" b='y'>&</a>]]>`, '&#60;a href=&#34;x&#34; b=&#39;y&#39;&#62;&#38;&#60;/a&#62;]]&#62;'],
    [
      prose,
      'port 22 (ssh) is open to `0.0.0.0/0`, see @me #1',
      'port 22 &#40;ssh&#41; is open to `0.0.0.0/0`, see `@me` `#1`',
    ],
    [code, 'a["x|y"]`<', '`a["x`&#124;`y"]`&#96;&#60;'],
    [commentKey, 'prod/a b--><!', 'prod/a_b-_'],
  ])('%o', (inert, text, shown) => expect(inert(text)).toBe(shown));
  test('cuts between characters', () => expect(clip('ab😀cd', 4)).toBe('ab…'));
});

describe('text', () => {
  test('a clean run is four lines at most', () => {
    expect(render('text', clean()).trimEnd().split('\n').length).toBeLessThanOrEqual(4);
  });
  test('counts the addresses that it does not show', () => {
    const page = render(
      'text',
      many(47, () => ({})),
    );
    expect(page).toContain('aws_security_group.a9');
    expect(page).not.toContain('aws_security_group.a10');
    expect(page).toContain('and 37 more');
  });
  test('never cuts an address, at any width', () => {
    for (const width of [1, 40, 200]) {
      const page = reporterFor('text')(failing(), { color: true, width });
      expect(page).toContain('module.app["eu-west-1"].aws_security_group.web');
      expect(page.trimEnd().split('\n').at(-1)).toContain('gate: UNDECIDED');
    }
  });
  test.each([40, 100, 200])('keeps to width %i but for whole words', (width) => {
    for (const line of reporterFor('text')(failing(), { color: false, width }).split('\n'))
      if (line.length > width && !line.startsWith('gate:')) expect(line.trim()).toMatch(/^\S+( {1,2}\S+)?$/);
  });
  test('has no trailing blanks', () => expect(render('text', failing())).not.toMatch(/ $/m));
});

describe('github', () => {
  const names = (page: string) =>
    page
      .trimEnd()
      .split('\n')
      .map((line) => readCommand(line)?.name);
  test('shows ten of each, the worst, and says how many more', () => {
    const outcome = many(30, (index) => (index < 15 ? {} : { change: 'existing' }));
    const page = render('github', outcome);
    expect(names(page)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning'), 'notice']);
    expect(page).toContain('10 more in the step summary');
  });
  test('has no file for a finding without a line', () => {
    expect(
      render(
        'github',
        many(1, () => ({})),
      ),
    ).not.toContain('file=');
  });
  test('leaves unknown out where the gate ignores it', () => {
    const of = many(1, () => ({ verdict: 'unknown' }));
    expect(names(render('github', of))).toEqual(['warning', 'notice']);
    of.report.gate.unknown = 'ignore';
    expect(names(render('github', of))).toEqual(['notice']);
    of.report.gate.unknown = 'fail';
    expect(names(render('github', of))).toEqual(['error', 'notice']);
  });
});

describe('junit', () => {
  test('counts, and fails on unknown only where the gate does', () => {
    const of = many(3, (index) => (index === 0 ? { verdict: 'unknown' } : {}));
    expect(readXml(render('junit', of)).attributes).toMatchObject({
      tests: '4',
      failures: '2',
      skipped: '1',
    });
    of.report.gate.unknown = 'fail';
    expect(readXml(render('junit', of)).attributes).toMatchObject({ failures: '3', skipped: '0' });
  });
});

interface Sarif {
  runs: [
    {
      tool: { driver: { rules: { id: string; properties: { tags: string[] } }[] } };
      automationDetails: { id: string };
      invocations: [
        { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] },
      ];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        baselineState?: string;
        suppressions?: object[];
        partialFingerprints: Record<string, string>;
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
            logicalLocations: object[];
          },
        ];
      }[];
    },
  ];
}
const sarifOf = (of: Outcome): Sarif['runs'][0] => {
  const log = JSON.parse(render('sarif', of));
  expect(validateSarif(log) || validateSarif.errors).toBe(true);
  return log.runs[0];
};

describe('sarif', () => {
  test.each([
    ['clean', clean()],
    ['failing', failing()],
  ])('%s is valid', (_, of) => {
    const run = sarifOf(of);
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });
  test('says what GitHub needs', () => {
    const run = sarifOf(failing());
    expect(run.automationDetails.id).toMatch(/^driftgate\/.*\/$/);
    expect(run.invocations[0].executionSuccessful).toBe(false);
    const unknown = run.results.filter(({ level }) => level === 'note');
    expect(unknown.map(({ ruleId }) => ruleId)).toEqual(['TAG-01', 'ENC-RDS-03', 'ENC-RDS-03']);
    expect(run.results.filter((one) => one.suppressions)).toHaveLength(1);
    expect(run.results.every((one) => !('primaryLocationLineHash' in one.partialFingerprints))).toBe(true);
    const ledger = run.results.find(({ message }) => message.text.includes('bastion'));
    expect(ledger?.locations[0].physicalLocation.artifactLocation.uri).toBe('stacks/ledger/plan.json');
  });
  test('folds the instances of one block into one alert', () => {
    const run = sarifOf(many(150, () => ({ location: { file: 'a b/ü.tf', line: 7 } })));
    expect(run.results).toHaveLength(1);
    expect(run.results[0]?.message.text).toContain('150 instances: ');
    expect(run.results[0]?.locations[0].logicalLocations).toHaveLength(100);
    expect(run.results[0]?.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a%20b/%C3%BC.tf' },
      region: { startLine: 7 },
    });
  });
  test('names an input that is no file', () => {
    for (const input of ['-', '/tmp/plan.json', '../plan.json', 'aws-config:all'])
      expect(
        sarifOf(many(1, () => ({ input }))).results[0]?.locations[0].physicalLocation.artifactLocation.uri,
      ).toBe('driftgate-input');
  });
  test('keeps the 5,000 worst of 30,000 and says so', () => {
    const of = many(30_000, (index) => (index % 10 === 0 ? {} : { severity: 'low' }));
    const run = sarifOf(of);
    expect(run.results).toHaveLength(5_000);
    expect(run.results.slice(0, 3_000).every(({ level }) => level === 'error')).toBe(true);
    expect(run.results.slice(3_000).every(({ level }) => level === 'note')).toBe(true);
    expect(run.invocations[0].toolExecutionNotifications[0]?.message.text).toBe(
      '25000 of 30000 results left out; the worst are kept',
    );
  });
  test('has at most 20 tags a rule', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `C${index}`);
    const of = outcome([{ ...rules.ssh, frameworks: { CIS: ids } }], []);
    const tags = sarifOf(of).tool.driver.rules[0]?.properties.tags;
    expect(tags).toHaveLength(20);
    expect(tags?.[0]).toBe('security');
  });
});

describe('gitlab', () => {
  test('numbers equal fingerprints', () => {
    const fingerprint = 'ab'.repeat(16);
    const entries = JSON.parse(
      render(
        'gitlab',
        many(3, () => ({ fingerprint })),
      ),
    ) as { fingerprint: string }[];
    expect(entries.map((one) => one.fingerprint)).toEqual([
      fingerprint,
      `${fingerprint}-2`,
      `${fingerprint}-3`,
    ]);
  });
});

describe('markdown', () => {
  const limits = { markdown: 65_536, 'github-summary': 1_048_576 };
  test.each([
    ['calm', (index: number) => ({ message: `finding ${index}` })],
    [
      'hostile',
      () => ({
        message: '|'.repeat(400),
        address: hostileText.repeat(3),
        at: '😀'.repeat(900),
        remediation: '\u202e'.repeat(999),
      }),
    ],
    [
      'waived',
      () => ({ verdict: 'waived' as const, waiver: { reason: '<'.repeat(900), owner: '@a', expires: '`' } }),
    ],
  ])('holds its limit with 5,000 %s rows, and says how many it left out', (_, more) => {
    const of = many(5_000, more);
    of.report.gate.reasons = Array.from({ length: 100 }, () => '<'.repeat(5_000));
    of.report.gate.exitCode = 2;
    for (const [format, limit] of Object.entries(limits)) {
      const page = render(format, of);
      expect(page.length).toBeLessThanOrEqual(limit);
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(limit);
      const rows = page.split('\n').filter((line) => /^\| (critical|waived) \|/.test(line)).length;
      if (rows < 5_000) expect(page).toContain(`_${5_000 - rows} more left out: this page is full._`);
      expect(page.length).toBeGreaterThan(limit * 0.7);
    }
  });
  test('starts with a marker of its own stack', () => {
    expect(render('markdown', clean())).toMatch(/^<!-- driftgate:prod\/plans\/prod\.json -->\n/);
  });
});
