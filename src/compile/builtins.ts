import { DriftgateError } from '../model/errors.ts';
import type { Capabilities, ModuleInfo, Named } from './toolchain-types.ts';

interface Refusal {
  /** Completes "calls X, which". */
  readonly reason: string;
  readonly instead: string;
}

const network = {
  reason: 'asks the network: the same document would be judged otherwise tomorrow',
  instead: 'fetch it before the run and hand it to the rule as a parameter, in `rules` of driftgate.yaml',
};
const random = {
  reason: 'gives something else on each run',
  instead: 'derive it from the document, such as from the key of the resource',
};
const signature = {
  reason: 'signs with a private key, and otherwise on each run',
  instead: 'sign before the run; `io.jwt.decode_verify` verifies what was signed',
};

/**
 * Built-ins of OPA that no policy may use: a verdict depends on the document, the parameters and the instant of the run.
 * These are the ones that OPA itself marks as nondeterministic, except `time.now_ns` and `io.jwt.decode_verify`, whose
 * clock stands at that instant, and `json.match_schema` and `json.verify_schema`, whose `$ref` to a host finds no network.
 */
const refused: Readonly<Record<string, Refusal>> = {
  'http.send': network,
  'net.lookup_ip_addr': network,
  'opa.runtime': {
    reason: 'tells about the machine that it runs on',
    instead: 'hand it to the rule as a parameter, in `rules` of driftgate.yaml',
  },
  'rand.intn': random,
  'uuid.rfc4122': random,
  'io.jwt.encode_sign': signature,
  'io.jwt.encode_sign_raw': signature,
};

/** Calls that no module has: they print and count tests in OPA's own runner. */
const compiledAway = new Set(['print', 'internal.print', 'internal.test_case']);

/** What people's own packs are compiled with, from all that OPA has and what the WebAssembly target has itself. */
export function packBuiltins(
  all: Capabilities,
  native: Capabilities,
): { readonly capabilities: Capabilities; readonly outside: readonly string[] } {
  const brought = new Set(native.builtins?.map(({ name }) => name));
  const builtins = (all.builtins ?? []).filter(({ name }) => !Object.hasOwn(refused, name));
  return {
    capabilities: { ...all, allow_net: [], builtins },
    outside: builtins.map(({ name }) => name).filter((name) => !brought.has(name) && !compiledAway.has(name)),
  };
}

/** Those of some built-ins that the modules call, sorted, each once. */
export function calledOf(outside: readonly string[], modules: readonly ModuleInfo[]): readonly string[] {
  const called = new Set(modules.flatMap(({ builtins }) => builtins.map(({ name }) => name)));
  return outside.filter((name) => called.has(name)).sort();
}

/** Throws a DriftgateError for the first call of a refused built-in; `ruleOf` names the rule of a file. */
export function refuseBuiltins(
  modules: readonly ModuleInfo[],
  ruleOf: (path: string) => string | undefined,
): void {
  const calls = modules.flatMap(({ path, builtins }) =>
    builtins.filter(({ name }) => Object.hasOwn(refused, name)).map((call) => ({ path, call })),
  );
  const [first, ...more] = calls;
  if (first === undefined) return;
  const place = (path: string, { line, column }: Named): string => `\`${path}:${line}:${column}\``;
  const { path, call } = first;
  const { reason, instead } = refused[call.name] as Refusal;
  const rule = ruleOf(path);
  const owner = rule === undefined ? '' : ` of rule \`${rule}\``;
  const others = more.map((each) => `; also ${place(each.path, each.call)} \`${each.call.name}\``);
  throw new DriftgateError(
    'compile',
    `policy ${place(path, call)}${owner} calls \`${call.name}\`, which ${reason}`,
    { hint: `${instead}${others.join('')}` },
  );
}
