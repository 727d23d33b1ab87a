import { configAddress } from '../model/address.ts';
import type { Document, Resource } from '../model/document.ts';

/**
 * A plan does not hold the code as it was. Marks the declarations whose code its resources show to be the same:
 * all of them where the plan changes nothing, a block whose instances all stay as they are, a module whose
 * resources do, and a provider with one resource that does, since other default tags would show in every one.
 */
export function markUnchangedCode({ declarations, resources, removed }: Document): void {
  const all = [...resources, ...removed];
  const nothing = all.every(isNoOp);
  const byBlock = new Map<string, boolean>();
  for (const resource of all) {
    const block = configAddress(resource.address);
    byBlock.set(block, (byBlock.get(block) ?? true) && isNoOp(resource));
  }
  const kept = new Set(all.filter(isNoOp).map(({ provider }) => provider));
  for (const declared of declarations) {
    const { provider, address, attributes } = declared;
    const stays =
      provider !== undefined
        ? kept.has(provider)
        : attributes['block'] === 'module'
          ? moduleStays(address, byBlock)
          : byBlock.get(address) === true;
    if (nothing || stays) declared.unchanged = true;
  }
}

function moduleStays(address: string, byBlock: ReadonlyMap<string, boolean>): boolean {
  const inside = [...byBlock].filter(([block]) => block.startsWith(`${address}.`));
  return inside.length > 0 && inside.every(([, stays]) => stays);
}

const isNoOp = ({ actions }: Resource): boolean => actions?.length === 1 && actions[0] === 'no-op';
