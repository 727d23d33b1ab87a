import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * The Terraform workspace of an input: `TF_WORKSPACE`, else what `.terraform/environment` beside the input or in the
 * working folder says (a plan does not name it). Undefined where nothing says.
 */
export async function readWorkspace(
  uri: string,
  io: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<string | undefined> {
  const variable = io.env['TF_WORKSPACE']?.trim();
  if (variable) return variable;
  const folders = uri === '-' ? [io.cwd] : [dirname(resolve(io.cwd, uri)), io.cwd];
  for (const folder of folders) {
    const text = await readFile(join(folder, '.terraform', 'environment'), 'utf8').catch(() => '');
    if (text.trim() !== '') return text.trim();
  }
  return undefined;
}
