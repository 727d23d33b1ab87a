// Property: `covers` of lib/iam.rego, which avoids regular expressions where it can, says what one would say.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadToolchain } from '../../src/compile/toolchain.ts';
import { seeded } from '../evaluate/rules.ts';

const library = readFileSync(new URL('../../policies/lib/iam.rego', import.meta.url), 'utf8');

/** `*` stands for any text, also one with wildcards; `?` for one character that is not `*`. */
function covers(pattern: string, target: string): boolean {
  const expression = pattern.replaceAll('*', '.*').replaceAll('?', '[^*]');
  return pattern === target || new RegExp(`^${expression}$`, 's').test(target);
}

test('patterns with any wildcards', async () => {
  const random = seeded(11);
  const text = (letters: string): string =>
    Array.from({ length: random(7) }, () => letters[random(letters.length)]).join('');
  const pairs = Array.from({ length: 5_000 }, () => [text('ab:**?'), text('aab::b*?')]);
  const toolchain = await loadToolchain();
  const result = toolchain.evaluate({
    modules: {
      'iam.rego': library,
      'asked.rego': `package asked
import data.driftgate.lib.iam
covered := [index | some index, [pattern, target] in input; iam.covers(pattern, target)]`,
    },
    query: 'data.asked.covered',
    input: pairs,
    data: {},
  });
  const expected = pairs.flatMap(([pattern = '', target = ''], index) =>
    covers(pattern, target) ? [index] : [],
  );
  expect(result).toMatchObject({ ok: true, value: expected });
  expect(expected.length).toBeGreaterThan(500);
}, 120_000);
