import type { RawResourceChange, RawStateResource } from '../model/raw.ts';
import { indexSuffix, instanceAddress } from './address.ts';
import { readError } from './fault.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks what all later rooms rely on; `where` says which element it is. */
export function toResourceChange(uri: string, value: unknown, where: string): RawResourceChange {
  if (isObject(value) && value['address'] === undefined)
    completeAddress(value as unknown as RawResourceChange);
  checkIdentity(uri, value, where);
  const { change } = value;
  if (!isObject(change)) throw readError(uri, `expected \`change\` to be an object in ${where}`);
  const { actions } = change;
  if (
    !Array.isArray(actions) ||
    actions.length === 0 ||
    !actions.every((action) => typeof action === 'string')
  ) {
    throw readError(uri, `expected \`change.actions\` to be a list of names in ${where}`);
  }
  return value as unknown as RawResourceChange;
}

/**
 * As above, for an element of `resources` in the output of `terraform show -json`, in the module `module`.
 * Terraform 0.12 writes addresses there without the module and the index: they are completed.
 */
export function toStateResource(
  uri: string,
  { value, where, module }: { value: unknown; where: string; module?: string },
): RawStateResource {
  checkIdentity(uri, value, where);
  if (value['values'] !== undefined && value['values'] !== null && !isObject(value['values'])) {
    throw readError(uri, `expected \`values\` to be an object in ${where}`);
  }
  const resource = value as unknown as RawStateResource;
  const { address, index } = resource;
  if (isIndex(index) && !address.endsWith(']')) resource.address += indexSuffix(index);
  if (module !== undefined) {
    if (!address.startsWith(`${module}.`)) resource.address = `${module}.${resource.address}`;
    resource.module_address = module;
  }
  return resource;
}

/** Terraform 1.0.0 leaves the address out of `resource_drift`. */
function completeAddress(change: RawResourceChange): void {
  const { module_address: module, mode, type, name, index } = change;
  change.address = instanceAddress({
    mode,
    type,
    name,
    ...(module === undefined ? {} : { module }),
    ...(isIndex(index) ? { index } : {}),
  });
}

function isIndex(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function checkIdentity(uri: string, value: unknown, where: string): asserts value is Fields {
  if (!isObject(value)) throw readError(uri, `expected an object for ${where}`);
  for (const key of ['mode', 'type', 'name', 'address']) {
    if (typeof value[key] !== 'string')
      throw readError(uri, `expected \`${key}\` to be a string in ${where}`);
  }
}
