import { parseAddress, type Step } from '../model/address.ts';
import type { Resource } from '../model/document.ts';

/**
 * Which instances of a block a reference in `source` means: those with the indexes that it names, in the same instances
 * of the modules that both lie in, and, where the expression depends on each or count, the one with a key of the source.
 */
export function instancesNamed(
  reference: readonly Step[],
  instances: readonly Resource[],
  source: readonly Step[],
  perInstance: boolean,
): readonly Resource[] {
  const fitting = instances.filter((each) => fits(parseAddress(each.address), reference, source));
  return fitting.length > 1 && perInstance ? sameInstance(fitting, source) : fitting;
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
function sameInstance(instances: readonly Resource[], own: readonly Step[]): readonly Resource[] {
  return instances.filter((each) => {
    const steps = parseAddress(each.address);
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
