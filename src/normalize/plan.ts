import type { Document, Resource } from '../model/document.ts';
import type { PlanInput } from '../model/input.ts';
import type { RawResourceChange, RawStateResource } from '../model/raw.ts';
import { setAccounts } from './accounts.ts';
import { link } from './link.ts';
import { dropMirrors } from './mirrors.ts';
import { knownPolicies } from './policy-documents.ts';
import { provenanceBefore } from './provenance.ts';
import { providerRegions } from './regions.ts';
import { type Making, toResource } from './resource.ts';
import { hideCopies } from './sensitive.ts';
import { effectiveTags } from './tags.ts';
import { asBefore, isLeftAlone } from './unchanged.ts';

/** The two documents of a plan: what is there, and what will be there once it is applied. */
export interface PlanDocuments {
  readonly before: Document;
  readonly after: Document;
}

/**
 * Before is `change.before`, after is `change.after` with `after_unknown`. Resources of the prior state that no change
 * names stay as they are in both. Deleted and forgotten ones are in `removed`, with what they were.
 */
export function planDocuments(input: PlanInput, making: Making, source: Document['source']): PlanDocuments {
  const { before, after } = gathered(input, making, source);
  for (const document of [before, after]) completePlan(document, input, making);
  dropMirrors(before, after);
  return { before, after };
}

/** What a resource of a plan needs of all others. */
export function completePlan(document: Document, input: PlanInput, making: Making): void {
  complete(document, making);
  providerRegions(document, making.configuration, input.variable);
}

/** The documents before their resources know of each other. */
export function gathered(input: PlanInput, making: Making, source: Document['source']): PlanDocuments {
  const before = emptyDocument(source);
  const after = emptyDocument(source);
  const named = new Set<string>();
  for (const raw of input.resourceChanges()) {
    named.add(raw.address);
    if (!isAws(raw)) countOther(after, raw);
    else if (raw.mode === 'data') after.dataSources.push(planned(raw, making));
    else addChange(raw, before, after, making);
  }
  for (const raw of input.priorResources(named)) {
    if (!isAws(raw)) continue;
    if (raw.mode === 'data') {
      before.dataSources.push(fromState(raw, making));
      after.dataSources.push(fromState(raw, making));
    } else {
      before.resources.push(fromState(raw, making));
      after.resources.push({ ...fromState(raw, making), actions: ['no-op'] });
    }
  }
  return { before, after };
}

function addChange(raw: RawResourceChange, before: Document, after: Document, making: Making): void {
  const { change } = raw;
  const { actions } = change;
  const facts: Partial<Resource> = {
    actions,
    ...(raw.previous_address === undefined ? {} : { previousAddress: raw.previous_address }),
    ...(change.importing === undefined ? {} : { imported: true }),
    ...(actions.length === 2 ? { replaced: true } : {}),
  };
  const was = isPresent(change.before);
  const willBe = isPresent(change.after) && actions.join() !== 'forget';
  if (willBe) {
    const next = Object.assign(planned(raw, making), facts);
    if (isLeftAlone(raw)) before.resources.push(asBefore(next));
    else if (was) before.resources.push(earlier(raw, actions, making, next.provenance));
    after.resources.push(next);
  } else if (was) {
    before.resources.push(earlier(raw, actions, making));
    after.removed.push(Object.assign(previous(raw, raw.address, making), facts));
  }
}

/** The resource before its change; `next` is the provenance of its secrets after it. */
function earlier(
  raw: RawResourceChange,
  actions: string[],
  making: Making,
  next?: Resource['provenance'],
): Resource {
  const { provenance: _, ...was } = previous(raw, raw.previous_address ?? raw.address, making);
  return { ...was, actions, ...provenanceBefore(next, raw.change) };
}

const isPresent = (value: unknown): boolean => typeof value === 'object' && value !== null;

const planned = (raw: RawResourceChange, making: Making): Resource =>
  toResource(
    {
      address: raw.address,
      mode: raw.mode,
      type: raw.type,
      name: raw.name,
      moduleAddress: raw.module_address,
      deposed: raw.deposed,
      values: raw.change.after,
      unknown: raw.change.after_unknown,
      sensitive: raw.change.after_sensitive,
    },
    making,
  );

export const previous = (raw: RawResourceChange, address: string, making: Making): Resource =>
  toResource(
    {
      address,
      mode: raw.mode,
      type: raw.type,
      name: raw.name,
      moduleAddress: raw.module_address,
      deposed: raw.deposed,
      values: raw.change.before,
      sensitive: raw.change.before_sensitive,
    },
    making,
  );

export const fromState = (raw: RawStateResource, making: Making): Resource =>
  toResource(
    {
      address: raw.address,
      mode: raw.mode,
      type: raw.type,
      name: raw.name,
      moduleAddress: raw.module_address,
      deposed: raw.deposed_key,
      values: raw.values,
      sensitive: raw.sensitive_values,
    },
    making,
  );

/** By type: forks and mirrors of the provider keep its types, and other providers do not use its prefix. */
export const isAws = (raw: { readonly type: string }): boolean => raw.type.startsWith('aws_');

export function countOther(
  document: Document,
  raw: { readonly provider_name?: string; readonly type: string },
): void {
  const provider = raw.provider_name ?? (raw.type.split('_')[0] as string);
  document.otherProviders[provider] = (document.otherProviders[provider] ?? 0) + 1;
}

export const emptyDocument = (source: Document['source']): Document => ({
  schemaVersion: '1',
  source: { ...source },
  resources: [],
  removed: [],
  dataSources: [],
  declarations: [],
  // Keyed by names from the input, of which `__proto__` can be one.
  otherProviders: Object.create(null),
});

/** What needs all resources of a document: tags and account of the provider, policies made by data sources, links. */
export function complete(document: Document, { configuration, secrets }: Making): void {
  const all = [...document.resources, ...document.removed, ...document.dataSources];
  if (!secrets.none) for (const resource of all) withoutCopies(resource, secrets);
  effectiveTags(document, configuration);
  setAccounts(document);
  knownPolicies(document, configuration);
  link(document.resources, configuration);
}

function withoutCopies(resource: Resource, secrets: Making['secrets']): void {
  const { attributes, sensitive } = resource;
  hideCopies(attributes, secrets, sensitive);
  for (const name of ['id', 'arn'] as const) if (sensitive.includes(`/${name}`)) delete resource[name];
}
