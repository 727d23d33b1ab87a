import { DriftgateError } from '../../model/errors.ts';

/** Settings that every client of AWS has: what the environment says, and what keeps a run from waiting for ever. */
export interface ClientSettings {
  readonly region?: string;
  readonly endpoint?: string;
  readonly maxAttempts: number;
  readonly retryMode: 'adaptive';
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Longest that one request may take, milliseconds. */
const requestMs = 30_000;

/**
 * `AWS_REGION`, `AWS_ENDPOINT_URL` and `AWS_MAX_ATTEMPTS` are those that every tool of AWS knows; credentials, and what a
 * profile says, are the SDK's own chain.
 */
export function clientSettings(
  service: 'CONFIG_SERVICE' | 'S3',
  env: Env,
  region?: string,
  patience = requestMs,
): ClientSettings {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new DriftgateError(
      'usage',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody answer in the name of AWS',
      {
        hint: 'unset it; NODE_EXTRA_CA_CERTS names the certificate of a proxy',
      },
    );
  const wanted = region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env['AWS_ENDPOINT_URL'];
  const attempts = Number(env['AWS_MAX_ATTEMPTS'] ?? 8);
  return {
    ...(wanted === undefined || wanted === '' ? {} : { region: wanted }),
    ...(endpoint && env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] !== 'true' ? { endpoint } : {}),
    maxAttempts: Number.isInteger(attempts) && attempts > 0 ? attempts : 8,
    retryMode: 'adaptive',
    requestHandler: {
      connectionTimeout: Math.min(5_000, patience),
      requestTimeout: patience,
      throwOnRequestTimeout: true,
    },
  };
}

/**
 * Looks at every request before it leaves, wherever its endpoint was set: never without TLS but to this machine. Notes
 * endpoints that are not AWS's own, which the report shows.
 */
export function guard(request: unknown, foreign: Set<string>): void {
  const { protocol, hostname, port } = request as { protocol: string; hostname: string; port?: number };
  const endpoint = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
  if (protocol !== 'https:' && !isLoopback(hostname))
    throw new DriftgateError('usage', `the endpoint \`${endpoint}\` is not encrypted`, {
      hint: 'AWS_ENDPOINT_URL: https, or http to this machine only',
    });
  if (!/(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(hostname)) foreign.add(endpoint);
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

export const foreignWarnings = (foreign: ReadonlySet<string>): string[] =>
  [...foreign].sort().map((endpoint) => `read through the endpoint ${endpoint}, which is not one of AWS`);

const named: readonly (readonly [RegExp, string])[] = [
  [/^(AccessDenied|Unauthorized|AuthorizationError|Forbidden)/i, 'access denied'],
  [/^(ExpiredToken|RequestExpired|TokenRefreshRequired)/i, 'the credentials expired'],
  [
    /^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|IncompleteSignature|CredentialsProviderError|InvalidAccessKeyId|SignatureDoesNotMatch)/,
    'the credentials are not valid',
  ],
  [/throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i, 'throttled, after every attempt'],
  [/^(TimeoutError|AbortError)/, 'no answer in time'],
  [/^SyntaxError/, 'the answer is cut short or no JSON'],
  [/^NoSuchBucket/, 'there is no such bucket'],
  [/^NoSuchConfigurationAggregator/, 'there is no such aggregator'],
  [/^NoAvailableConfigurationRecorder/, 'there is no recorder'],
];

/** Why AWS gave no answer, in a few words; its own sentence can hold names of people. */
export function because(error: unknown): string {
  if (error instanceof DriftgateError) return error.message;
  const { name = '', code = '' } = error as { name?: string; code?: string };
  const known = named.find(([pattern]) => pattern.test(name) || pattern.test(code));
  if (known !== undefined) return known[1];
  const said = [name, code].find((each) => /^[A-Za-z]\w{0,60}$/.test(each) && each !== 'Error');
  return said === undefined ? 'the request failed' : `the request failed (${said})`;
}

export const isExpired = (error: unknown): boolean => because(error) === 'the credentials expired';
export const isNamed = (error: unknown, name: string): boolean => (error as Error).name === name;
