import type { PlanInput } from '../model/input.ts';
import type {
  RawConfiguration,
  RawObject,
  RawResourceChange,
  RawStateResource,
  RawValue,
} from '../model/raw.ts';
import { countOf, elementsInModules, elementsOf, type JsonDocument, topValue } from './document.ts';
import { readError } from './fault.ts';
import { checkFormatVersion } from './format-version.ts';
import { isObject, toResourceChange, toStateResource } from './shape.ts';
import { sourceInfo } from './source-info.ts';

/** Throws for a plan that is not whole, of which no verdict can be had. */
export function toPlan(document: JsonDocument): PlanInput {
  const { uri } = document;
  const formatVersion = checkFormatVersion(document);
  refuseIncomplete(document);

  function* changes(key: string): Generator<RawResourceChange> {
    for (const { value, where } of elementsOf(document, key)) yield toResourceChange(uri, value, where);
  }
  // Terraform 0.12 (format 0.1) writes addresses relative to the module: they tell nothing before they are completed.
  const absolute = formatVersion !== '0.1';
  function* prior(except: ReadonlySet<string>): Generator<RawStateResource> {
    for (const element of elementsInModules(document, 'prior_state', absolute ? except : undefined)) {
      const resource = toStateResource(uri, element);
      if (!except.has(resource.address)) yield resource;
    }
  }
  if (!has(document, 'resource_changes')) refuseUnlessNothingPlanned(document);

  let configuration: RawConfiguration | undefined;
  const whole = (): RawConfiguration | undefined => {
    configuration ??= parseConfiguration(document);
    return configuration;
  };
  let given: RawObject | undefined;
  const variables = (): RawObject => {
    given ??= parseVariables(document);
    return given;
  };
  return {
    info: sourceInfo(document, 'plan', formatVersion),
    resourceChanges: () => changes('resource_changes'),
    resourceDrift: () => changes('resource_drift'),
    priorResources: prior,
    get variables() {
      return variables();
    },
    sensitiveVariables: () => sensitiveVariables(variables(), whole()),
    sensitiveOutputs: () => sensitiveOutputs(document),
    variable: (name) => plainVariable(variables(), whole(), name),
    get configuration() {
      return whole();
    },
    resourceCount: countOf(document, 'resource_changes'),
    bytes: document.source.bytes.subarray(document.scan.start, document.source.end),
  };
}

/** A top-level value that is not `null`. */
function has({ scan, source }: JsonDocument, key: string): boolean {
  const range = scan.top.get(key);
  return range !== undefined && source.bytes[range[0]] !== 110;
}

function refuseIncomplete(document: JsonDocument): void {
  const { uri, scan } = document;
  if (flag(document, 'errored') === true) {
    throw readError(
      uri,
      'the plan ended in an error (`errored` is true)',
      'mend what `terraform plan` reports',
    );
  }
  const [start, end] = scan.top.get('deferred_changes') ?? [0, 0];
  const deferred = document.source.bytes.toString('latin1', start, Math.min(end, start + 100));
  if (!/^(|null|\[\s*\])$/.test(deferred)) {
    throw readError(uri, 'the plan is not complete (it has `deferred_changes`)', 'apply it, then plan again');
  }
  if (flag(document, 'complete') === false) {
    throw readError(
      uri,
      'the plan is not complete (`complete` is false: it was targeted, or changes were deferred)',
      'plan without `-target`, or apply and plan again',
    );
  }
  flag(document, 'applyable');
}

function flag(document: JsonDocument, key: string): boolean | undefined {
  if (!has(document, key)) return undefined;
  const first = document.source.bytes[document.scan.top.get(key)![0]];
  if (first === 116) return true;
  if (first === 102) return false;
  throw readError(document.uri, `expected \`${key}\` to be true or false`);
}

/**
 * Terraform leaves `resource_changes` out where there is nothing at all, and of a plan with `-refresh-only`, whose
 * resources are in the prior state. With planned resources it must be there: a cut document must not pass for whole.
 */
function refuseUnlessNothingPlanned(document: JsonDocument): void {
  if (has(document, 'planned_values') && countOf(document, 'planned_values') === 0) return;
  throw readError(
    document.uri,
    'expected `resource_changes`, which a plan with resources must have',
    'terraform show -json FILE > plan.json',
  );
}

function parseConfiguration(document: JsonDocument): RawConfiguration | undefined {
  if (!has(document, 'configuration')) return undefined;
  const value = topValue(document, 'configuration');
  if (!isObject(value)) throw readError(document.uri, 'expected `configuration` to be an object');
  return value as RawConfiguration;
}

/** Values of the root variables; an entry of another shape has none. */
function parseVariables(document: JsonDocument): RawObject {
  const given = has(document, 'variables') ? topValue(document, 'variables') : undefined;
  const entries = Object.entries(isObject(given) ? given : {});
  return Object.fromEntries(
    entries.flatMap(([name, variable]) =>
      isObject(variable) && variable['value'] !== undefined ? [[name, variable['value'] as RawValue]] : [],
    ),
  );
}

/** `variables` carries no marks of its own: the declarations in `configuration` do. */
function* sensitiveVariables(
  given: RawObject,
  configuration: RawConfiguration | undefined,
): Generator<RawValue> {
  for (const [name, declared] of Object.entries(configuration?.root_module?.variables ?? {})) {
    if (declared['sensitive'] !== true) continue;
    if ('default' in declared) yield declared['default'] as RawValue;
    if (Object.hasOwn(given, name)) yield given[name] as RawValue;
  }
}

/** Changes of outputs carry marks since Terraform 0.14, the values around them since 0.12. */
function* sensitiveOutputs(document: JsonDocument): Generator<RawValue> {
  const changes = topValue(document, 'output_changes');
  for (const change of Object.values(isObject(changes) ? changes : {})) {
    if (!isObject(change)) continue;
    const { before, before_sensitive, after, after_sensitive } = change as RawObject;
    yield* marked(before, before_sensitive);
    yield* marked(after, after_sensitive);
  }
  const planned = topValue(document, 'planned_values');
  const prior = topValue(document, 'prior_state');
  for (const values of [planned, isObject(prior) ? prior['values'] : undefined]) {
    const outputs = isObject(values) ? values['outputs'] : undefined;
    for (const output of Object.values(isObject(outputs) ? outputs : {})) {
      if (isObject(output)) yield* marked(output['value'] as RawValue, output['sensitive'] as RawValue);
    }
  }
}

/** Any mark hides the whole value: which part of an output it is makes no difference here. */
function* marked(value: RawValue | undefined, mask: RawValue | undefined): Generator<RawValue> {
  if (value !== undefined && JSON.stringify(mask ?? false).includes('true')) yield value;
}

function plainVariable(
  given: RawObject,
  configuration: RawConfiguration | undefined,
  name: string,
): RawValue | undefined {
  const declared = configuration?.root_module?.variables ?? {};
  if (!Object.hasOwn(declared, name) || declared[name]?.['sensitive'] === true) return undefined;
  return Object.hasOwn(given, name) ? given[name] : undefined;
}
