import { afterEach, vi } from 'vitest';
import { type Ran, report, run } from '../../cli/run.ts';
import { type Asked, type Endpoint, type Estate, type Fault, startEndpoint } from './server.ts';

const open: Endpoint[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const endpoint of open.splice(0)) await endpoint.close();
});

/** An endpoint that is gone after the test, and credentials for it that are nobody's. */
export async function serve(
  estate: Estate,
  fault?: (asked: Asked) => Fault | undefined,
): Promise<Endpoint & { readonly env: Readonly<Record<string, string>> }> {
  const endpoint = await startEndpoint(estate, fault);
  open.push(endpoint);
  const env = {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'eu-central-1',
    AWS_MAX_ATTEMPTS: '2',
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return { ...endpoint, env };
}

type Served = Awaited<ReturnType<typeof serve>>;

/** `driftgate check` of what an endpoint serves. */
export const checkLive = ({ env }: Served, ...args: string[]): Promise<Ran> =>
  run(
    [
      'check',
      '--allow-empty',
      ...(args.some((arg) => arg.startsWith('aws-config:')) ? args : [...args, 'aws-config:']),
    ],
    {
      env,
    },
  );
export const reportLive = ({ env }: Served, ...args: string[]) =>
  report(
    [
      '--allow-empty',
      ...(args.some((arg) => arg.startsWith('aws-config:')) ? args : [...args, 'aws-config:']),
    ],
    {
      env,
    },
  );
