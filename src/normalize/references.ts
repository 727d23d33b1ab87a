import { parseAddress } from '../model/address.ts';
import type { RawConfigModule, RawConfigResource, RawModuleCall, RawObject, RawValue } from '../model/raw.ts';

/** What an expression refers to: resources and variables that will decide it, absolute from the root module. */
export interface References {
  /** Longest forms only: `module.a.aws_kms_key.main.arn`, `var.name`. */
  readonly paths: readonly string[];
  /** A text that stands in the code takes part: here, given to a module, or the default of its variable. */
  readonly constant: boolean;
  /** The expression depends on each.key, each.value or count.index, somewhere on the way. */
  readonly perInstance: boolean;
  /** It takes each.value, so that the paths are those of every instance. */
  readonly looped: boolean;
  /** The paths may be more than it needs, or fewer: a module is referred to as a whole, or there were too many. */
  readonly loose: boolean;
}

/** One module of the configuration, with the call that makes it; the root has neither. */
export interface ConfigModule {
  readonly path: string;
  readonly block: RawConfigModule;
  readonly parent: ConfigModule | undefined;
  readonly call: RawModuleCall | undefined;
}

/** A resource block, and what has been found out about its attributes: all instances share it. */
export interface Found {
  readonly block: RawConfigResource;
  readonly module: ConfigModule;
  readonly references: Map<string, References | undefined>;
}

export const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const none: References = { paths: [], constant: false, perInstance: false, looped: false, loose: false };
const maxPaths = 40;

/** A module as a reference reached it; the instances that it named on the way are in `shown`. */
interface Scope extends ConfigModule {
  readonly shown?: string;
}

type Loop = Pick<RawConfigResource, 'for_each_expression'>;

/** Every reference below an expression, followed through variables of modules and outputs of module calls. */
export function resolve(
  expression: RawValue,
  found: Found,
  modules: ReadonlyMap<string, ConfigModule>,
): References {
  const paths = new Set<string>();
  const seen = new Set<string>();
  let constant = false;
  let perInstance = false;
  let looped = false;
  let loose = false;

  /** `holder` is the block whose for_each or count the expression is in. */
  const follow = (value: RawValue | undefined, scope: Scope, holder?: Loop): void => {
    if (isObject(value) && isText(value['constant_value'])) constant = true;
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
      const given = scope.call?.expressions?.[second.name];
      if (given === undefined) constant ||= isText(scope.block.variables?.[second.name]?.['default']);
      follow(given, scope.parent, scope.call);
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
  if (paths.size === 0 && !perInstance && !constant) return none;
  return { paths: [...paths].sort(), constant, perInstance, looped, loose };
}

const shown = (scope: Scope): string => scope.shown ?? scope.path;

const isText = (value: RawValue | undefined): boolean => typeof value === 'string' && value !== '';

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

export const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
