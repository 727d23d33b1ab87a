import { access } from 'node:fs/promises';
import { isDay } from '../model/day.ts';
import { DriftgateError } from '../model/errors.ts';
import { validate } from '../model/generated/validate-waivers.js';
import type { Waiver, WaiverFile } from '../model/generated/waivers.ts';
import { readYaml } from './yaml.ts';

const hint =
  'a waiver needs rule, address, reason, owner and expires (YYYY-MM-DD); schemas/waivers.json describes it';

/** Waivers of a file; `required` is false where the usual name was merely looked for. */
export async function readWaivers(path: string, required: boolean): Promise<readonly Waiver[]> {
  if (
    !required &&
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return [];
  const { waivers } = await readYaml<WaiverFile>(path, validate, hint);
  const unreal = waivers.find(({ expires }) => !isDay(expires));
  if (unreal !== undefined) {
    throw new DriftgateError(
      'config',
      `the waiver of \`${unreal.rule}\` expires on a day that does not exist`,
      { hint },
    );
  }
  return waivers;
}
