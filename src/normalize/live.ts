import type { ConfigInput } from '../model/config-item.ts';
import { configDocument } from './aws-config/document.ts';
import type { ProviderSchema } from './aws-config/shape.ts';
import { mappings } from './aws-config/tables/index.ts';
import type { Shows } from './aws-config/visible.ts';
import { readConfiguration } from './configuration.ts';
import { type EnvironmentSources, setEnvironments } from './environment.ts';
import { type Normalized, sourceOf } from './normalize.ts';
import { startSecrets } from './sensitive.ts';

export interface NormalizedLive extends Normalized {
  /** Whether the source would show a resource of a type in a place. */
  readonly shows: Shows;
}

/** As `normalize`, for what AWS Config recorded, which is read while it is made canonical; `schema` is the provider's. */
export async function normalizeLive(
  input: ConfigInput,
  schema: ProviderSchema,
  environments: EnvironmentSources,
): Promise<NormalizedLive> {
  const source = () => sourceOf(input.info);
  const { document, shows } = await configDocument(input, schema, readConfiguration(undefined), source);
  setEnvironments(document, environments);
  return { document, redact: startSecrets().redact, shows };
}

/** Types of AWS Config that are made canonical: those to ask for. */
export const configTypes: readonly string[] = [...new Set(mappings.map(({ from }) => from))].sort();
