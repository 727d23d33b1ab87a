import { parseAddress, type Step } from '../model/address.ts';
import type { Resource } from '../model/document.ts';

/** All instances of one block of the configuration, found by the keys in their addresses. */
export interface Instances {
  readonly all: readonly Instance[];
  /** `<position> <key>`, and `<key>` at any position -> instances that have it there. */
  readonly byKey: ReadonlyMap<string, readonly Instance[]>;
}

interface Instance {
  readonly resource: Resource;
  readonly steps: readonly Step[];
}

/** The blocks of some resources by their address in the configuration. */
export function indexInstances(resources: Iterable<Resource>): ReadonlyMap<string, Instances> {
  const blocks = new Map<string, { readonly all: Instance[]; readonly byKey: Map<string, Instance[]> }>();
  for (const resource of resources) {
    const steps = parseAddress(resource.address);
    const address = steps.map((step) => step.name).join('.');
    const block = blocks.get(address) ?? { all: [] as Instance[], byKey: new Map<string, Instance[]>() };
    blocks.set(address, block);
    const instance = { resource, steps };
    block.all.push(instance);
    for (const [at, { index }] of steps.entries()) {
      if (index === undefined) continue;
      for (const key of [`${at} ${index}`, index]) {
        const same = block.byKey.get(key);
        if (same === undefined) block.byKey.set(key, [instance]);
        else same.push(instance);
      }
    }
  }
  return blocks;
}

/**
 * Which instances of a block a reference in `source` means: those with the indexes that it names, in the same instances
 * of the modules that both lie in, and, where the expression depends on each or count, the one with a key of the source.
 */
export function instancesNamed(
  reference: readonly Step[],
  instances: Instances | undefined,
  source: readonly Step[],
  perInstance: boolean,
): readonly Resource[] {
  if (instances === undefined) return [];
  const fitting = candidates(reference, instances, source, perInstance).filter(({ steps }) =>
    fits(steps, reference, source),
  );
  const chosen = fitting.length > 1 && perInstance ? sameInstance(fitting, source) : fitting;
  return chosen.map(({ resource }) => resource);
}

/** The instances among which those that fit are: a block can have thousands. */
function candidates(
  reference: readonly Step[],
  { all, byKey }: Instances,
  source: readonly Step[],
  perInstance: boolean,
): readonly Instance[] {
  const asked = reference.findIndex(({ index }) => index !== undefined);
  if (asked >= 0) return byKey.get(`${asked} ${reference[asked]?.index}`) ?? [];
  for (const [at, { name }] of reference.entries()) {
    const mine = source[at];
    if (mine?.name !== name) break;
    if (mine.index !== undefined && reference[at - 1]?.name === 'module')
      return byKey.get(`${at} ${mine.index}`) ?? [];
  }
  // Nothing but the keys of the source tells one from another.
  if (!perInstance || all.length === 1) return all;
  const keys = new Set(source.map(({ index }) => index).filter((index) => index !== undefined));
  return sameInstance([...new Set([...keys].flatMap((key) => byKey.get(key) ?? []))], source);
}

/** An instance that has the indexes the reference names, and lies in the same instances of the modules it shares with the source. */
function fits(instance: readonly Step[], reference: readonly Step[], source: readonly Step[]): boolean {
  let shared = true;
  return instance.every((step, at) => {
    const asked = reference[at]?.index;
    const mine = source[at];
    const module = instance[at - 1]?.name === 'module';
    shared &&= mine?.name === step.name;
    if (asked !== undefined) return step.index === asked;
    return !(shared && module && step.index !== undefined) || step.index === mine?.index;
  });
}

/** Of several instances, the one whose key is a key of the source below the modules that both lie in. */
function sameInstance(instances: readonly Instance[], own: readonly Step[]): readonly Instance[] {
  return instances.filter(({ steps }) => {
    const from = sharedModules(steps, own);
    const keys = new Set(own.slice(from).map((step) => step.index));
    return steps.slice(from).some((step) => step.index !== undefined && keys.has(step.index));
  });
}

/** How many steps two addresses have in common in instances of modules. */
function sharedModules(a: readonly Step[], b: readonly Step[]): number {
  let at = 0;
  while (a[at]?.name === 'module' && b[at]?.name === 'module' && isSame(a[at + 1], b[at + 1])) at += 2;
  return at;
}

const isSame = (a: Step | undefined, b: Step | undefined): boolean =>
  a?.name === b?.name && a?.index === b?.index;
