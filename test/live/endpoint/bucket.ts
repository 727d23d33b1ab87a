import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, vi } from 'vitest';

/** An object, or why it is not given. */
export type Stored = Buffer | { readonly cut: Buffer } | { readonly denied: true };

const open: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of open.splice(0)) close();
});

/** Buckets of S3 on the loopback interface, each by its path; a page has two names. */
export async function serveBucket(
  bucket: string,
  objects: Readonly<Record<string, Stored>>,
): Promise<Readonly<Record<string, string>>> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, at, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const failure = (status: number, code: string) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code></Error>`);
    if (at !== bucket) return failure(404, 'NoSuchBucket');
    if (key === '') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const names = Object.keys(objects).filter((name) => name.startsWith(prefix));
      const from = Number(url.searchParams.get('continuation-token') ?? '0');
      const more = from + 2 < names.length;
      const rows = names.slice(from, from + 2).map((name) => `<Contents><Key>${name}</Key></Contents>`);
      const token = more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
      return response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(
          `<ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${rows.join('')}</ListBucketResult>`,
        );
    }
    const stored = objects[key];
    if (stored === undefined) return failure(404, 'NoSuchKey');
    if ('denied' in stored) return failure(403, 'AccessDenied');
    const whole = 'cut' in stored ? stored.cut : stored;
    response.writeHead(200, { 'content-length': whole.length });
    if (!('cut' in stored)) return response.end(whole);
    response.write(whole.subarray(0, whole.length >> 1), () => request.socket.destroy());
    return response;
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_MAX_ATTEMPTS: '2',
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return env;
}
