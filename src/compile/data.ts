import { DriftgateError } from '../model/errors.ts';
import type { Data } from '../model/pack.ts';
import type { PackManifest } from '../model/rule.ts';

/** The value of a data file, and where it stands below `data`. */
interface Part {
  readonly file: string;
  readonly at: readonly string[];
  readonly value: unknown;
}

/** What driftgate itself puts below `data`. */
const reserved: Readonly<Record<string, string>> = {
  driftgate: 'holds the library of rules',
  params: 'holds the parameters of rules, which `params` in driftgate.yaml sets',
};

/** One document of all data files, as OPA makes one of its bundles. Two files with one path are an error. */
export function mergeData(parts: readonly Part[]): Data {
  const root = empty();
  for (const [index, part] of parts.entries()) {
    if (part.at.length === 0 && !isObject(part.value))
      throw new DriftgateError(
        'config',
        `policy data \`${part.file}\`: expected an object at the root of data`,
      );
    // The parts are arranged as if each file were at the root.
    const value = part.at.reduceRight<unknown>((below, key) => ({ [key]: below }), part.value) as Data;
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(reserved, name)) continue;
      throw new DriftgateError(
        'config',
        `policy data \`${part.file}\` defines \`data.${name}\`, which ${reserved[name]}`,
        {
          hint: 'choose another name for the top of this data',
        },
      );
    }
    merge(root, value, [], (path) => {
      const other = parts.slice(0, index).find((each) => holds(each, path)) ?? part;
      const places =
        other === part ? `twice in \`${part.file}\`` : `in both \`${other.file}\` and \`${part.file}\``;
      throw new DriftgateError('config', `policy data \`data.${path.join('.')}\` is ${places}`, {
        hint: 'all packs see one document of data: give each a top of its own',
      });
    });
  }
  return root;
}

/** Data in the place of a rule would never be seen: the rule hides it. */
export function refuseHiddenData(manifest: PackManifest, data: Data): void {
  for (const path of manifest.defines ?? []) {
    let node: unknown = data;
    for (const [index, key] of path.entries()) {
      if (!isObject(node) || !Object.hasOwn(node, key)) break;
      node = node[key];
      if (isObject(node) && (index < path.length - 1 || Object.keys(node).length === 0)) continue;
      const name = `data.${path.slice(0, index + 1).join('.')}`;
      throw new DriftgateError(
        'config',
        `policy data defines \`${name}\`, where pack \`${manifest.name}\` has the rule \`data.${path.join('.')}\``,
        { hint: 'give the data another name: a rule would hide it' },
      );
    }
  }
}

type Tree = Record<string, unknown>;
/** A key can be `__proto__`. */
const empty = (): Tree => Object.create(null) as Tree;
const isObject = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(
  into: Tree,
  from: Data,
  at: readonly string[],
  clash: (path: readonly string[]) => never,
): void {
  for (const [key, value] of Object.entries(from)) {
    const path = [...at, key];
    const there = into[key];
    if (there === undefined) into[key] = isObject(value) ? copied(value, path, clash) : value;
    else if (isObject(there) && isObject(value)) merge(there, value, path, clash);
    else clash(path);
  }
}

function copied(value: Data, at: readonly string[], clash: (path: readonly string[]) => never): Tree {
  const copy = empty();
  merge(copy, value, at, clash);
  return copy;
}

function holds({ at, value }: Part, path: readonly string[]): boolean {
  let node: unknown = value;
  for (const [index, key] of path.entries()) {
    if (index < at.length) {
      if (at[index] !== key) return false;
    } else if (isObject(node) && Object.hasOwn(node, key)) node = node[key];
    else return false;
  }
  return true;
}
