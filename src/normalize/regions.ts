import type { Document } from '../model/document.ts';
import type { PlanInput } from '../model/input.ts';
import type { RawObject, RawValue } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';

/**
 * Gives resources that name no region, as before version 6 of the provider, the region of their provider: a constant or
 * a variable of the root module. One that an expression decides, or that the environment sets, stays unknown.
 */
export function providerRegions(
  { resources, removed }: Pick<Document, 'resources' | 'removed'>,
  configuration: Configuration,
  variable: PlanInput['variable'],
): void {
  const regions = new Map<string, string | undefined>();
  const regionOf = (provider: string): string | undefined => {
    if (!regions.has(provider))
      regions.set(
        provider,
        stated(configuration.provider(provider)?.expressions as RawObject, provider, variable),
      );
    return regions.get(provider);
  };
  for (const resource of [...resources, ...removed]) {
    const { provider, region, unknown } = resource;
    if (provider === undefined || region !== undefined || (unknown['/region'] ?? []).length > 0) continue;
    const given = regionOf(provider);
    if (given !== undefined) resource.region = given;
  }
}

function stated(
  expressions: RawObject | undefined,
  provider: string,
  variable: PlanInput['variable'],
): string | undefined {
  const region = expressions?.['region'] as RawObject | undefined;
  const references = (region?.['references'] ?? []) as RawValue[];
  const [only] = references;
  // A provider block of a module has variables of its own.
  const isRoot = !provider.includes(':');
  const value =
    isRoot && references.length === 1 && typeof only === 'string' && only.startsWith('var.')
      ? variable(only.slice('var.'.length))
      : region?.['constant_value'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
