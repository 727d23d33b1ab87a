import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normalize } from '../../src/normalize/normalize.ts';
import { readInput } from '../../src/read/read.ts';
import type { Params, Sample } from './documents.ts';

const folder = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const inputs = /(^|\/)(plan\.json|noop\.json|refresh-only\.json|state\.json|terraform\.tfstate)$/;

/** Every plan and state that is shipped, as it is after and as it was before, in two environments and in none. */
export async function fixtureSamples(params: Params): Promise<readonly Sample[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => inputs.test(file))
    .sort();
  const samples: Sample[] = [];
  for (const file of files) {
    for (const flag of ['prod', 'dev', undefined]) {
      const input = await readInput(file, { cwd: folder, stdin: process.stdin });
      const { document, before } = normalize(input, { flag });
      const name = `${file}, ${flag ?? 'no environment'}`;
      samples.push({ name, document, params });
      if (before !== undefined) samples.push({ name: `${name}, before`, document: before, params });
    }
  }
  return samples;
}
