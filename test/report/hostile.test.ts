import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { reporterFor } from '../../src/report/index.ts';
import { clip, terminal } from '../../src/report/inert.ts';
import { repoPath } from '../../src/report/place.ts';
import { readCommand, readXml, renderGfm, validateSarif, type XmlNode } from './decode.ts';
import { hostileOutcome, hostileText } from './outcomes.ts';

/** Whatever data says, it stays data: arbitrary strings in every field of an outcome, in every format. */

const pieces = [
  '\n',
  '\r\n',
  '::error::',
  '##[error]',
  '##vso[a]',
  '<script>',
  '<img src=x>',
  '</details>',
  '|',
  '`',
  '``',
  '\\',
  '](',
  '[x](y)',
  '![',
  '\u001b[31m',
  '\u009b',
  '\u202e',
  '\u200b',
  '%0A',
  '%',
  ',',
  ':',
  '../',
  '/',
  '@me',
  '#1',
  'GH-1',
  ']]>',
  '-->',
  '\u0000',
  '\ufffe',
  '\ud800',
  '\udc00',
  '😀',
  'www.a.b',
  'https://a.b',
  'a@b.co',
  ' ',
  '\u00a0',
  '*',
  '_',
  '~~',
  '&lt;',
  '$x$',
  '__proto__',
  'word',
  '-',
  '===',
  '\u0600',
  '\u2028',
];
const evil = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((all) => all.join('')),
);
/** `FUZZ=2000 npx vitest run test/report` looks longer. */
const runs = Number(process.env['FUZZ'] ?? 60);
vi.setConfig({ testTimeout: 20_000 + runs * 1_000 });

const holds = (check: (evil: string) => void): void => {
  check(hostileText);
  fc.assert(fc.property(evil, check), { numRuns: runs });
};
const render = (format: string, text: string, options = { color: false, width: 80 }): string =>
  reporterFor(format)(hostileOutcome(text), options);

const own = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]+m`, 'g');
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const logging = /^\s*::[a-z][\w-]*(?:::|\s)|##\w*\[/im;

describe('text', () => {
  test.each([true, false])('has only our own SGR codes and no logging command (colour: %s)', (color) => {
    holds((text) => {
      for (const width of [20, 120]) {
        const page = render('text', text, { color, width }).replace(own, '');
        expect(page.replaceAll('\n', '')).not.toMatch(unseen);
        expect(page).not.toMatch(logging);
      }
    });
  });
});

describe('json, sarif, gitlab', () => {
  test('are parsed back to the same, print no unseen character, hold no logging command at a line start', () => {
    holds((text) => {
      const page = render('json', text);
      expect(page.replaceAll('\n', '')).not.toMatch(unseen);
      expect(JSON.parse(page)).toEqual(JSON.parse(JSON.stringify(hostileOutcome(text).report)));
      for (const format of ['sarif', 'gitlab']) {
        const other = render(format, text);
        expect(other.replaceAll('\n', '')).not.toMatch(unseen);
        expect(other).not.toMatch(/^\s*::/m);
        JSON.parse(other);
      }
    });
  });
});

describe('github', () => {
  test('is one command a line, as many as there are findings, with the inert text in it', () => {
    holds((text) => {
      const lines = render('github', text).split('\n');
      expect(lines.pop()).toBe('');
      const commands = lines.map(readCommand);
      expect(commands).not.toContain(undefined);
      expect(commands.map((one) => one?.name)).toEqual(
        expect.arrayContaining(['error', 'warning', 'notice']),
      );
      expect(commands).toHaveLength(7);
      expect(commands[0]?.message).toBe(terminal(clip(text, 1000)));
      for (const { properties, message } of commands.filter((one) => one !== undefined)) {
        expect(message.replaceAll('\n', '')).not.toMatch(unseen);
        expect(Object.values(properties).join('')).not.toMatch(unseen);
        for (const name of Object.keys(properties))
          expect(['file', 'line', 'endLine', 'title']).toContain(name);
        if (properties['file'] !== undefined) expect(repoPath(properties['file'])).toBeDefined();
      }
    });
  });

  test('gives back what was said, sign by sign', () => {
    const [first] = render('github', 'a%0Ab, c: 100%')
      .split('\n')
      .map((line) => readCommand(line));
    expect(first).toEqual({
      name: 'error',
      properties: { title: 'a%0Ab, c: 100% could not be evaluated' },
      message: 'a%0Ab, c: 100%',
    });
  });
});

describe('junit', () => {
  const walk = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(walk)];
  test('is well-formed, and of known elements only', () => {
    holds((text) => {
      const root = readXml(render('junit', text));
      const names = new Set(walk(root).map(({ name }) => name));
      for (const name of names)
        expect(['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped']).toContain(name);
      const cases = walk(root).filter(({ name }) => name === 'testcase');
      expect(cases).toHaveLength(9);
      expect(root.attributes['tests']).toBe('9');
    });
  });
});

describe('sarif', () => {
  test('is valid, and every path is relative and stays inside', () => {
    holds((text) => {
      const log = JSON.parse(render('sarif', text));
      expect(validateSarif(log) || validateSarif.errors).toBe(true);
      for (const result of log.runs[0].results) {
        const { uri } = result.locations[0].physicalLocation.artifactLocation;
        expect(uri).toMatch(/^[^/:]+/);
        expect(decodeURIComponent(uri).split('/')).not.toContain('..');
        expect(result.message.text).not.toContain('](');
        expect(result.message.text).not.toMatch(unseen);
      }
    });
  });
});

describe('gitlab', () => {
  test('has unique fingerprints and inside paths', () => {
    holds((text) => {
      const entries = JSON.parse(render('gitlab', text));
      const fingerprints = entries.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
      for (const { location } of entries) expect(location.path).toMatch(/^(?!\/)(?!(.*\/)?\.\.(\/|$))./s);
    });
  });
});

describe.each(['markdown', 'github-summary'])('%s', (format) => {
  const tags = /<!-- driftgate:[\w./+-]* -->|<\/?details>|<\/?summary>|<br>/g;
  const structure = (html: string): string[] => html.match(/<\/?[a-z][^>]*>|<!--/g) ?? [];
  const calm = structure(renderGfm(render(format, 'calm')));

  test('holds no tag, link, image, mention or reference from data', () => {
    holds((text) => {
      const page = render(format, text);
      expect(page.replaceAll('\n', '').replaceAll('\ufe0f', '')).not.toMatch(unseen);
      expect(page.replace(tags, '')).not.toContain('<');
      const html = renderGfm(page);
      expect(html).not.toMatch(/<(?:a|img|script|input|del|em|strong(?!>Rules)|h[1245])\b/);
      const words = html
        .replace(/<code>.*?<\/code>/gs, '')
        .replace(/<!--.*?-->/gs, '')
        .replace(/<[^>]*>/g, ' ');
      const plain = words.replace(/&(lt|gt|amp|quot);/g, ' $1 ');
      expect(plain).not.toMatch(/@\w|#\d|GH-\d|:\w+:|:\/\/|www\.\w|\$\S|\b[0-9a-f]{7,}\b/i);
    });
  });

  test('has the rows and cells that it has with calm data', () => {
    holds((text) => {
      const cells = (html: readonly string[]) =>
        html
          .filter((tag) => /^<\/?(t[rdh]|table|thead|tbody|details|summary|h3|ul|li|!--)/.test(tag))
          .map((tag) => tag.replace(/ .*/, ''));
      expect(cells(structure(renderGfm(render(format, text))))).toEqual(cells(calm));
    });
  });
});
