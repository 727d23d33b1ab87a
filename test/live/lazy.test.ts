import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/run.ts';

/** Modules that a module loads as it starts, all the way down. */
function loaded(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(root, 'src', file), 'utf8');
  for (const [, what] of text.matchAll(/^(?:import|export) (?!type)[^;]*? from '([^']+)';/gm)) {
    if (what?.startsWith('.')) loaded(join(file, '..', what), seen);
    else if (what !== undefined) seen.add(what);
  }
  return seen;
}

test('a check of a plan loads neither the SDK of AWS nor what maps AWS Config', () => {
  const all = [...loaded('cli.ts'), ...loaded('cli/main.ts')];
  expect(all).toContain('read/aws-config/files.ts');
  expect(all).toContain('gate.ts');
  expect(all.filter((each) => /^@aws-sdk|tables\//.test(each))).toEqual([]);
  // And what is looked for is there to be found.
  const mapping = loaded('normalize/live.ts');
  expect([...mapping].some((each) => each.includes('tables/'))).toBe(true);
  const users = readdirSync(join(root, 'src/read/aws-config')).filter((file) =>
    readFileSync(join(root, 'src/read/aws-config', file), 'utf8').includes("await import('@aws-sdk/"),
  );
  expect(users).toEqual(['connection.ts', 's3.ts']);
});
