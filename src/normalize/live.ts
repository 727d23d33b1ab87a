import type { ConfigInput } from '../model/config-item.ts';
import { configDocument } from './aws-config/document.ts';
import type { ProviderSchema } from './aws-config/shape.ts';
import { mappings } from './aws-config/tables/index.ts';
import { readConfiguration } from './configuration.ts';
import { type EnvironmentSources, setEnvironments } from './environment.ts';
import { type Normalized, sourceOf } from './normalize.ts';
import { startSecrets } from './sensitive.ts';

/** As `normalize`, for what AWS Config recorded, which is read while it is made canonical; `schema` is the provider's. */
export async function normalizeLive(
  input: ConfigInput,
  schema: ProviderSchema,
  environments: EnvironmentSources,
): Promise<Normalized> {
  const source = () => sourceOf(input.info);
  const document = await configDocument(input, schema, readConfiguration(undefined), source);
  setEnvironments(document, environments);
  return { document, redact: startSecrets().redact };
}

/** Types of AWS Config that are made canonical: those to ask for. */
export const configTypes: readonly string[] = [...new Set(mappings.map(({ from }) => from))].sort();
