import { builtinPack, folderPack } from './compile/compile.ts';
import { mergeData, refuseHiddenData } from './compile/data.ts';
import { withParams } from './compile/params.ts';
import type { PackEntry, PackPlace } from './model/pack.ts';
import type { Pack } from './model/rule.ts';
import { readData } from './read/data.ts';
import { locatePack } from './read/packs.ts';

type Env = Readonly<Record<string, string | undefined>>;

interface Located {
  readonly entry: PackEntry;
  readonly place: PackPlace;
}

/**
 * The page that loads packs: where each lies, what it is compiled to, and the one document of data that all of them see.
 * The built-in pack comes first and sees no data; folders of conftest are one pack, in the place of the first.
 */
export async function loadPacks(
  { builtin, policies }: { readonly builtin: boolean; readonly policies: readonly PackEntry[] },
  env: Env,
): Promise<readonly Pack[]> {
  const [ours, own] = await Promise.all([builtin ? builtinPack() : undefined, ownPacks(policies, env)]);
  return ours === undefined ? own : [ours, ...own];
}

/** Data first: what is wrong with it is known long before the rules are compiled. */
async function ownPacks(policies: readonly PackEntry[], env: Env): Promise<readonly Pack[]> {
  const located = await Promise.all(
    policies.map(async (entry): Promise<Located> => ({ entry, place: await locatePack(entry) })),
  );
  const files = await Promise.all(located.map(({ entry, place }) => readData(entry, place)));
  const data = mergeData(files.flat());
  const packs = await Promise.all(groups(located).map((group) => loadGroup(group, env)));
  for (const { manifest } of packs) refuseHiddenData(manifest, data);
  return packs.map((pack) => ({ ...pack, data }));
}

/** Ids of built-in rules that own rules may replace though they are not asked; read only where there are own rules. */
export async function absentRules(packs: readonly Pack[], builtin: boolean): Promise<ReadonlySet<string>> {
  const replaces = packs.some(({ manifest }) => manifest.rules.some((rule) => rule.replaces !== undefined));
  if (builtin || !replaces) return new Set();
  const { manifest } = await builtinPack();
  return new Set(manifest.rules.map(({ id }) => id));
}

type Group = readonly [Located, ...Located[]];

function groups(located: readonly Located[]): readonly Group[] {
  const [first, ...more] = located.filter(({ entry }) => entry.namespaces !== undefined);
  return located
    .filter((each) => each === first || each.entry.namespaces === undefined)
    .map((each): Group => (each === first ? [each, ...more] : [each]));
}

async function loadGroup([first, ...more]: Group, env: Env): Promise<Pack> {
  const { namespaces } = first.entry;
  const style = namespaces === undefined ? 'driftgate' : 'conftest';
  const pack = await folderPack([first.place, ...more.map(({ place }) => place)], style, env);
  const all = [first, ...more].map(({ entry }) => entry);
  const params = Object.assign({}, ...all.map((entry) => entry.params)) as NonNullable<PackEntry['params']>;
  const asked = all.flatMap((entry) => entry.namespaces ?? []);
  const { folder } = first.place;
  return withParams({ ...pack, folder, ...(namespaces === undefined ? {} : { namespaces: asked }) }, params);
}
