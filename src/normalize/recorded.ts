import type { Document } from '../model/document.ts';
import type { PlanInput } from '../model/input.ts';
import type { RawObject, RawResourceChange, RawValue } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './configuration.ts';
import { type EnvironmentSources, setEnvironments } from './environment.ts';
import { type Normalized, sourceOf } from './normalize.ts';
import { completePlan, gathered, isAws, previous } from './plan.ts';
import { startSecrets } from './sensitive.ts';

/** What a plan tells of drift. */
export interface Recorded extends Pick<Normalized, 'redact'> {
  /** The state as Terraform had recorded it, before the plan looked at AWS. */
  readonly recorded: Document;
  /** The same after it looked (`prior_state`). */
  readonly refreshed: Document;
  /**
   * Address -> attributes that the code sets, that are otherwise in AWS, and that the plan leaves as they are: named by
   * `ignore_changes`, which no plan carries itself, or the code says by now what AWS has.
   */
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads `resource_drift`, what the refresh of a plan found to be otherwise than the state had it. */
export function normalizeRecorded(input: PlanInput, environments: EnvironmentSources): Recorded {
  const secrets = startSecrets();
  const configuration = readConfiguration(input.configuration, input.variables);
  const making = { configuration, secrets };
  for (const value of input.sensitiveVariables()) secrets.add(value);
  const source = sourceOf(input.info);
  const drifted = new Map<string, RawResourceChange>();
  for (const raw of input.resourceDrift()) {
    const isOther = raw.change.actions.join() !== 'no-op' && isObject(raw.change.before);
    if (isAws(raw) && raw.mode === 'managed' && isOther) drifted.set(keyOf(raw), raw);
  }
  const refreshed = gathered(input, making, source).before;
  const recorded = gathered(input, making, source).before;
  recorded.resources = recorded.resources.filter(({ key }) => !drifted.has(key));
  for (const raw of drifted.values()) recorded.resources.push(previous(raw, raw.address, making));
  for (const document of [recorded, refreshed]) {
    completePlan(document, input, making);
    setEnvironments(document, environments);
  }
  return {
    recorded,
    refreshed,
    accepted: acceptedOf(input, drifted, configuration),
    redact: secrets.redact,
  };
}

const keyOf = ({ address, deposed }: RawResourceChange): string =>
  deposed === undefined ? address : `${address} (deposed ${deposed})`;

function acceptedOf(
  input: PlanInput,
  drifted: ReadonlyMap<string, RawResourceChange>,
  configuration: Configuration,
): Recorded['accepted'] {
  const accepted = new Map<string, ReadonlySet<string>>();
  for (const { address, change } of input.resourceChanges()) {
    const { before, after } = change;
    const code = configuration.resource(address)?.expressions;
    if (!isObject(before) || !isObject(after) || code === undefined) continue;
    const was = drifted.get(address)?.change.before;
    const names = Object.keys(after).filter((name) => {
      if (!Object.hasOwn(code, name) || !same(before[name], after[name])) return false;
      const moved = isObject(was) && !same(was[name], before[name]);
      return moved || contradicts(code[name], after[name]);
    });
    if (names.length > 0) accepted.set(address, new Set(names));
  }
  return accepted;
}

/** The code says one thing, in a constant, and the plan keeps another: only `ignore_changes` does that. */
function contradicts(expression: RawValue | undefined, planned: RawValue | undefined): boolean {
  const constant = isObject(expression) ? expression['constant_value'] : undefined;
  const isPlain = ['string', 'number', 'boolean'].includes(typeof constant);
  return isPlain && planned !== null && planned !== undefined && String(constant) !== String(planned);
}

const same = (a: RawValue | undefined, b: RawValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
