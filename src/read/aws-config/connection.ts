import type { ConfigService } from '@aws-sdk/client-config-service';
import { readError } from '../fault.ts';
import { clientSettings, type Env, guard, isExpired, isNamed } from './aws.ts';
import type { Reading } from './reading.ts';

/** AWS Config of one region, for the account of the credentials. */
export interface Connection {
  readonly region: string;
  /** Asks, with retries of the SDK; once more with new credentials where they expired. */
  ask<T>(question: (api: ConfigService) => Promise<T>): Promise<T>;
}

/** The SDK is loaded here, and by nobody who reads files. */
export async function connect(
  { uri, options, foreignEndpoints }: Reading,
  env: Env,
  region: string | undefined,
): Promise<Connection> {
  const sdk = await import('@aws-sdk/client-config-service');
  const fresh = (): ConfigService => {
    const api = new sdk.ConfigService(clientSettings('CONFIG_SERVICE', env, region, options.patience));
    api.middlewareStack.add(
      (next) => (args) => {
        guard(args.request, foreignEndpoints);
        return next(args);
      },
      { step: 'finalizeRequest', name: 'guard' },
    );
    return api;
  };
  let api = fresh();
  const own = await api.config.region().catch((cause: unknown) => {
    throw readError(uri, 'no region is set', 'set AWS_REGION, or name regions with --region', cause);
  });
  return {
    region: own,
    async ask(question) {
      const used = api;
      try {
        return await question(used);
      } catch (error) {
        if (!isExpired(error)) throw error;
        // Others may have renewed them meanwhile.
        if (api === used) api = fresh();
        return question(api);
      }
    },
  };
}

/** One page of a listing. An empty one with a token is followed by more. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | undefined;
}

/** All pages of a listing, from the start again where AWS forgets a token. Throws where tokens come again. */
export async function allPages<T>(
  page: (token: string | undefined) => Promise<Page<T>>,
  progress: (rows: number) => void = () => undefined,
): Promise<T[]> {
  try {
    return await onePass(page, progress);
  } catch (error) {
    if (!isNamed(error, 'InvalidNextTokenException')) throw error;
    return onePass(page, () => undefined);
  }
}

async function onePass<T>(
  page: (token: string | undefined) => Promise<Page<T>>,
  progress: (rows: number) => void,
): Promise<T[]> {
  const all: T[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const { rows, next } = await page(token);
    for (const row of rows) all.push(row);
    progress(rows.length);
    token = next || undefined;
    if (token === undefined) break;
    if (tokens.has(token)) throw new LoopingListing();
    tokens.add(token);
  } while (token !== undefined);
  return all;
}

class LoopingListing extends Error {
  override readonly name = 'LoopingListing';
}
