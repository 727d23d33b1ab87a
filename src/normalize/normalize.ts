import type { ConfigInput } from '../model/config-item.ts';
import type { Document } from '../model/document.ts';
import type { Input } from '../model/input.ts';
import type { RawPlan } from '../model/raw-plan.ts';
import { blockDeclarations } from './blocks.ts';
import { readConfiguration } from './configuration.ts';
import { type EnvironmentSources, setEnvironments } from './environment.ts';
import { planDocuments } from './plan.ts';
import { providerDeclarations } from './providers.ts';
import { rawPlan } from './raw-plan.ts';
import { type Secrets, startSecrets } from './sensitive.ts';
import { stateDocument } from './state.ts';
import { markUnchanged } from './unchanged.ts';
import { markUnchangedCode } from './unchanged-code.ts';
import { workflowDocument } from './workflow.ts';

export type { EnvironmentSources };

/** An input in canonical form. */
export interface Normalized {
  readonly document: Document;
  /** What is there before the plan; undefined where there is no change to judge. */
  readonly before?: Document;
  /** Takes out of a text whatever the input marks as secret. */
  readonly redact: Secrets['redact'];
  /** Of a plan: as Terraform wrote it. Made when it is asked for, since few runs do. */
  readonly raw?: () => RawPlan;
}

/** Turns an input into documents. Past this point no value that the input marks as sensitive exists any more. */
export function normalize(input: Input, environments: EnvironmentSources): Normalized {
  const secrets = startSecrets();
  const variables = 'variables' in input ? input.variables : {};
  const configuration = readConfiguration(
    'configuration' in input ? input.configuration : undefined,
    variables,
  );
  const making = { configuration, secrets };
  if ('sensitiveVariables' in input) for (const value of input.sensitiveVariables()) secrets.add(value);
  const source = sourceOf(input.info);
  if ('workflow' in input) {
    const document = workflowDocument(input, source);
    setEnvironments(document, environments);
    return { document, redact: secrets.redact };
  }
  if ('resources' in input) {
    const document = stateDocument(input, making, source);
    setEnvironments(document, environments);
    return { document, redact: secrets.redact };
  }
  const { before, after } = planDocuments(input, making, source);
  after.declarations.push(
    ...providerDeclarations(configuration, after.resources),
    ...blockDeclarations(configuration, variables, secrets),
  );
  markUnchangedCode(after);
  for (const document of [before, after]) setEnvironments(document, environments);
  markUnchanged(before, after);
  const raw = (): RawPlan => rawPlan(input, after, secrets);
  return { document: after, before, redact: secrets.redact, raw };
}

/** Where a document came from, as its reader says. */
export function sourceOf({
  kind,
  uri,
  digest,
  terraformVersion,
  capturedAt,
}: Input['info'] | ConfigInput['info']): Document['source'] {
  return {
    kind,
    uri,
    digest,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    ...(capturedAt === undefined ? {} : { capturedAt }),
  };
}
