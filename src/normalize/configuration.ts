import { configAddress, parseAddress } from '../model/address.ts';
import type {
  RawConfigModule,
  RawConfigResource,
  RawConfiguration,
  RawModuleCall,
  RawObject,
  RawProviderConfig,
  RawValue,
} from '../model/raw.ts';
import { type ConfigModule, type Found, isObject, join, type References, resolve } from './references.ts';

export type { References };

export interface Configuration {
  /** The resource block of an instance's address. */
  resource(address: string): RawConfigResource | undefined;
  /** `provider_config_key` made absolute; the key under which the provider's own block is found. */
  providerKey(address: string): string | undefined;
  provider(key: string): RawProviderConfig | undefined;
  /** The provider configurations by key, and the modules, root first; none where there is no configuration. */
  readonly providers: Readonly<Record<string, RawProviderConfig>>;
  readonly modules: readonly ConfigModule[];
  /** The text that is the default of a root variable (`var.db.password`), where that default decides its value. */
  textDefault(path: string): string | undefined;
  /** References of an attribute of a resource, by its pointer; undefined where the configuration leaves it out. */
  references(address: string, pointer: string): References | undefined;
}

/**
 * The plan's `configuration`: the only place that tells what an unknown value depends on, and whether it was left out.
 * Locals are not in it, so a reference to one stays as it is.
 */
export function readConfiguration(
  raw: RawConfiguration | undefined,
  variables: RawObject = {},
): Configuration {
  const modules = new Map<string, ConfigModule>();
  const resources = new Map<string, Found>();

  const visit = (path: string, block: RawConfigModule, parent?: ConfigModule, call?: RawModuleCall): void => {
    const module: ConfigModule = { path, block, parent, call };
    modules.set(path, module);
    for (const resource of block.resources ?? []) {
      resources.set(join(path, resource.address), { block: resource, module, references: new Map() });
    }
    for (const [name, child] of Object.entries(block.module_calls ?? {})) {
      visit(join(path, `module.${name}`), child.module ?? {}, module, child);
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
    provider: (key) => raw?.provider_config?.[key],
    providers: raw?.provider_config ?? {},
    modules: raw === undefined ? [] : [...modules.values()],
    textDefault(path) {
      const [head, name, ...rest] = parseAddress(path);
      const declared = name === undefined ? undefined : raw?.root_module?.variables?.[name.name];
      if (head?.name !== 'var' || name === undefined || declared === undefined) return undefined;
      const inside = (value: RawValue | undefined): RawValue | undefined =>
        rest.reduce<RawValue | undefined>((at, step) => (isObject(at) ? at[step.name] : undefined), value);
      const text = inside(declared['default']);
      const given = Object.hasOwn(variables, name.name) ? inside(variables[name.name]) : text;
      return typeof text === 'string' && text !== '' && given === text ? text : undefined;
    },
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
