import { JsonFault } from './fault.ts';

/**
 * What a container of the document is to the index. Everything else, e.g. the inside of a resource, is `none`,
 * so that the scanner asks for roles only near the top.
 */
export const role = {
  none: 0,
  /** the document itself */
  root: 1,
  /** `prior_state` */
  state: 2,
  /** `values`, `planned_values` */
  values: 3,
  /** `root_module` or an element of `child_modules` */
  module: 4,
  /** `child_modules` */
  modules: 5,
  /** a list whose elements are indexed */
  list: 6,
  /** `resources` of a raw tfstate */
  tfstateList: 7,
  /** one of its elements */
  tfstateResource: 8,
  /** `instances` of it */
  instances: 9,
  /** `address` of a module */
  address: 10,
} as const;

const members: Readonly<Record<number, ReadonlyMap<string, number>>> = {
  [role.root]: new Map([
    ['resource_changes', role.list],
    ['resource_drift', role.list],
    ['prior_state', role.state],
    ['values', role.values],
    ['planned_values', role.values],
    ['resources', role.tfstateList],
  ]),
  [role.state]: new Map([['values', role.values]]),
  [role.values]: new Map([['root_module', role.module]]),
  [role.module]: new Map([
    ['resources', role.list],
    ['child_modules', role.modules],
    ['address', role.address],
  ]),
  [role.tfstateResource]: new Map([['instances', role.instances]]),
};

/** Role of the value of `key` in an object of role `parent`. */
export function roleOfMember(parent: number, key: string): number {
  return members[parent]?.get(key) ?? role.none;
}

/** Role of an element of an array of role `parent`. */
export function roleOfElement(parent: number): number {
  if (parent === role.modules) return role.module;
  return parent === role.tfstateList ? role.tfstateResource : role.none;
}

/** Whether `byte` can start a value of a role; `null` stands for an absent one. Otherwise a resource could hide. */
export function checkShape(wanted: number, byte: number, at: number): void {
  if (wanted === role.none || byte === 110) return;
  const [first, name] =
    wanted === role.address ? [34, 'a string'] : lists.has(wanted) ? [91, 'a list'] : [123, 'an object'];
  if (byte !== first) throw new JsonFault(`expected ${name}`, at);
}

const lists: ReadonlySet<number> = new Set([role.modules, role.list, role.tfstateList, role.instances]);
