import { configAddress, parseAddress } from '../model/address.ts';
import type {
  RawConfigModule,
  RawConfigResource,
  RawConfiguration,
  RawObject,
  RawValue,
} from '../model/raw.ts';

/** What an expression refers to: resources and variables that will decide it, absolute from the root module. */
export interface References {
  /** Longest forms only: `module.a.aws_kms_key.main.arn`, `var.name`. */
  readonly paths: readonly string[];
  /** The expression depends on each.key, each.value or count.index, somewhere on the way. */
  readonly perInstance: boolean;
  /** It takes each.value, so that the paths are those of every instance. */
  readonly looped: boolean;
  /** The paths may be more than it needs, or fewer: a module is referred to as a whole, or there were too many. */
  readonly loose: boolean;
}

export interface Configuration {
  /** The resource block of an instance's address. */
  resource(address: string): RawConfigResource | undefined;
  /** `provider_config_key` made absolute; the key under which the provider's own block is found. */
  providerKey(address: string): string | undefined;
  provider(key: string): RawObject | undefined;
  /** References of an attribute of a resource, by its pointer; undefined where the configuration leaves it out. */
  references(address: string, pointer: string): References | undefined;
}

const none: References = { paths: [], perInstance: false, looped: false, loose: false };
const maxPaths = 40;

/**
 * The plan's `configuration`: the only place that tells what an unknown value depends on, and whether it was left out.
 * Locals are not in it, so a reference to one stays as it is.
 */
export function readConfiguration(raw: RawConfiguration | undefined): Configuration {
  const modules = new Map<string, Module>();
  const resources = new Map<string, Found>();

  const visit = (path: string, block: RawConfigModule, parent?: Module, call?: RawObject): void => {
    const module: Module = { path, block, parent, call };
    modules.set(path, module);
    for (const resource of block.resources ?? []) {
      resources.set(join(path, resource.address), { block: resource, module, references: new Map() });
    }
    for (const [name, child] of Object.entries(block.module_calls ?? {})) {
      visit(join(path, `module.${name}`), child.module ?? {}, module, child as unknown as RawObject);
    }
  };
  visit('', raw?.root_module ?? {});

  // Asked many times about each instance, in several passes.
  const instances = new Map<string, Found | undefined>();
  const find = (address: string): Found | undefined => {
    let found = instances.get(address);
    if (found === undefined && !instances.has(address)) {
      found = resources.get(configAddress(address));
      instances.set(address, found);
    }
    return found;
  };
  return {
    resource: (address) => find(address)?.block,
    providerKey: (address) => providerKey(find(address), raw),
    provider: (key) => raw?.provider_config?.[key] as RawObject | undefined,
    references(address, pointer) {
      const found = find(address);
      if (found === undefined) return undefined;
      if (!found.references.has(pointer)) {
        const expression = expressionAt(found.block.expressions as RawObject | undefined, pointer);
        found.references.set(
          pointer,
          expression === undefined ? undefined : resolve(expression, found, modules),
        );
      }
      return found.references.get(pointer);
    },
  };
}

/** A resource block, and what has been found out about its attributes: all instances share it. */
interface Found {
  readonly block: RawConfigResource;
  readonly module: Module;
  readonly references: Map<string, References | undefined>;
}

interface Module {
  readonly path: string;
  readonly block: RawConfigModule;
  readonly parent: Module | undefined;
  readonly call: RawObject | undefined;
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** The expression that gives the value at a pointer: its own, or the nearest one that holds it. */
function expressionAt(expressions: RawObject | undefined, pointer: string): RawValue | undefined {
  let here: RawValue | undefined = expressions;
  for (const part of pointer.slice(1).split('/')) {
    if (Array.isArray(here)) here = here[Number(part)] ?? here[0];
    else if (isObject(here)) {
      if ('references' in here || 'constant_value' in here) return here;
      here = here[part];
    }
    if (here === undefined) return undefined;
  }
  return here;
}

/** A module as a reference reached it; the instances that it named on the way are in `shown`. */
interface Scope extends Module {
  readonly shown?: string;
}

/** Every reference below an expression, followed through variables of modules and outputs of module calls. */
function resolve(expression: RawValue, found: Found, modules: ReadonlyMap<string, Module>): References {
  const paths = new Set<string>();
  const seen = new Set<string>();
  let perInstance = false;
  let looped = false;
  let loose = false;

  /** `holder` is the block whose for_each or count the expression is in. */
  const follow = (value: RawValue | undefined, scope: Scope, holder?: Loop): void => {
    for (const reference of longest(listed(value))) {
      const id = `${shown(scope)} ${holder === found.block} ${reference}`;
      if (seen.has(id)) continue;
      seen.add(id);
      if (paths.size < maxPaths) follow1(reference, scope, holder);
      else loose = true;
    }
  };
  const follow1 = (reference: string, scope: Scope, holder: Loop | undefined): void => {
    const steps = parseAddress(reference);
    const [head, second, third] = steps;
    if (head?.name === 'each' || head?.name === 'count') {
      perInstance = true;
      // Keys and indexes are always known.
      if (second?.name !== 'value') return;
      looped = true;
      follow(holder?.for_each_expression, scope);
    } else if (head?.name === 'var' && scope.parent !== undefined && second !== undefined) {
      const given = (scope.call?.['expressions'] as RawObject | undefined)?.[second.name];
      follow(given, scope.parent, scope.call as Loop | undefined);
    } else if (head?.name === 'module' && second !== undefined) {
      const child = modules.get(join(scope.path, `module.${second.name}`));
      if (child === undefined) return;
      const index = second.index === undefined ? '' : `[${second.index}]`;
      const inside = { ...child, parent: scope, shown: join(shown(scope), `module.${second.name}${index}`) };
      const outputs = child.block.outputs ?? {};
      if (third === undefined) loose = true;
      const wanted = third === undefined ? Object.values(outputs) : [outputs[third.name]];
      for (const each of wanted) follow(each?.['expression'], inside);
    } else if (head !== undefined && !['path', 'terraform', 'self'].includes(head.name)) {
      paths.add(join(shown(scope), reference));
    }
  };

  follow(expression, found.module, found.block);
  return paths.size === 0 && !perInstance ? none : { paths: [...paths].sort(), perInstance, looped, loose };
}

type Loop = Pick<RawConfigResource, 'for_each_expression'>;

const shown = (scope: Scope): string => scope.shown ?? scope.path;

/** All `references` below a value: an expression, a block, or a list of blocks. */
function listed(value: RawValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(listed);
  if (!isObject(value)) return [];
  const own = value['references'];
  if (Array.isArray(own)) return own.filter((each): each is string => typeof each === 'string');
  return 'constant_value' in value ? [] : Object.values(value).flatMap(listed);
}

/** Terraform lists `aws_x.y.arn` and also `aws_x.y`: the longest says all. */
function longest(references: readonly string[]): string[] {
  return references.filter(
    (reference) =>
      !references.some(
        (other) =>
          other.length > reference.length &&
          (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
      ),
  );
}

function providerKey(found: Found | undefined, raw: RawConfiguration | undefined): string | undefined {
  const key = found?.block.provider_config_key;
  if (key === undefined || raw?.provider_config?.[key]?.expressions !== undefined) return key;
  // A module that has no provider block of its own uses one of the modules above it.
  const name = key.split(':').at(-1) as string;
  for (let module = found?.module; module !== undefined; module = module.parent) {
    const candidate = module.path === '' ? name : `${module.path}:${name}`;
    if (raw?.provider_config?.[candidate]?.expressions !== undefined) return candidate;
  }
  return key;
}

const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
