import type { ConfigFilter, ConfigInput } from '../model/config-item.ts';
import type { Input } from '../model/input.ts';
import type { Env } from './aws-config/aws.ts';
import { documentsInput } from './aws-config/documents.ts';
import { openConfigFiles } from './aws-config/files.ts';
import type { LiveOptions } from './aws-config/reading.ts';
import { decode } from './decode.ts';
import { type JsonDocument, toDocument } from './document.ts';
import { readError } from './fault.ts';
import { loadFile, loadStream } from './load.ts';
import { toPlan } from './plan.ts';
import { refuseBinary } from './recognize.ts';
import { toShownState } from './state.ts';
import { toTfstate } from './tfstate.ts';
import { isYamlName, maxWorkflowBytes, toWorkflow } from './workflow.ts';

const defaultMaxBytes = 512 * 1024 * 1024;
/** Offsets are kept in 32 bits. */
const hardMaxBytes = 2 ** 31 - 2;

/**
 * Reads a plan or a state from a file (relative to `io.cwd`) or, as `-`, from stdin; at most `maxBytes` of it. A file
 * named *.yml or *.yaml is a GitHub workflow.
 * The whole text is checked now; resources are parsed when they are iterated over, where a wrong shape throws.
 * Every failure is a DriftgateError of stage `read` that holds no content of the input.
 */
export async function readInput(uri: string, io: Surroundings, options: Options = {}): Promise<Input> {
  const input = await readFileOrStream(uri, io, options);
  if ('items' in input)
    throw readError(uri, 'expected a plan or a state, got a snapshot of AWS Config', showHint);
  return input;
}

interface Surroundings {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
}

interface Options {
  readonly maxBytes?: number;
}

const unlimited: LiveOptions = {
  filter: { accounts: [], regions: [], types: [] },
  types: async () => [],
  allowStale: false,
};

/** The same, and what AWS Config recorded: files, a folder, `s3://bucket/prefix`, `aws-config:[aggregator]`. */
export async function readSource(
  uri: string,
  io: Surroundings & { readonly env: Env },
  options: Options & { readonly config?: LiveOptions } = {},
): Promise<Input | ConfigInput> {
  const { config = unlimited } = options;
  if (uri.startsWith('s3://'))
    return (await import('./aws-config/s3.ts')).openBucket(uri, io.env, config.filter);
  if (uri.startsWith('aws-config:'))
    return (await import('./aws-config/live.ts')).liveInput(uri, io.env, config);
  const delivered = uri === '-' ? undefined : await openConfigFiles(uri, io.cwd, config.filter);
  return delivered ?? readFileOrStream(uri, io, options, config.filter);
}

async function readFileOrStream(
  uri: string,
  io: Surroundings,
  options: Options,
  filter: ConfigFilter = unlimited.filter,
): Promise<Input | ConfigInput> {
  const isYaml = isYamlName(uri);
  const most = isYaml ? maxWorkflowBytes : hardMaxBytes;
  const maxBytes = Math.min(options.maxBytes ?? defaultMaxBytes, most);
  const loaded = uri === '-' ? await loadStream(io.stdin, maxBytes) : await loadFile(uri, io.cwd, maxBytes);
  refuseBinary(uri, loaded);
  const source = decode(uri, loaded);
  return isYaml ? toWorkflow(uri, source) : toInput(toDocument(uri, source), filter);
}

/** Tells plan, state and snapshot apart by their top-level keys. */
function toInput(document: JsonDocument, filter: ConfigFilter): Input | ConfigInput {
  const { uri, source, scan } = document;
  const { top } = scan;
  const has = (...keys: string[]) => keys.some((key) => top.has(key));

  if (source.bytes[scan.start] !== 123) {
    throw readError(uri, `expected a plan or a state, got ${nameOf(source.bytes[scan.start]!)}`, showHint);
  }
  if (has('format_version') && has('resource_changes', 'planned_values', 'prior_state', 'configuration')) {
    return toPlan(document);
  }
  const ofEmptyState = ['format_version', 'terraform_version', 'values', 'checks'];
  if (
    has('format_version') &&
    (has('values') || [...top.keys()].every((key) => ofEmptyState.includes(key)))
  ) {
    return toShownState(document);
  }
  if (has('encrypted_data') && has('encryption_version')) {
    throw readError(uri, 'the state is encrypted', 'tofu state pull > state.json');
  }
  if (has('version') && has('resources', 'lineage', 'serial', 'modules')) return toTfstate(document);
  if (has('configurationItems', 'baseConfigurationItems', 'BaseConfigurationItems', 'QueryInfo')) {
    const open = async function* () {
      yield source.bytes.subarray(source.start, source.end);
    };
    return documentsInput(uri, [{ name: uri, open }], filter);
  }
  if (has('@level')) {
    throw readError(uri, 'expected a plan, got the log of `terraform plan -json`', showHint);
  }
  throw readError(
    uri,
    'is neither a plan (`format_version` and `resource_changes`) nor a state (`format_version` and `values`, ' +
      'or `version` and `resources`)',
    showHint,
  );
}

const showHint = 'terraform show -json FILE > plan.json';

function nameOf(firstByte: number): string {
  if (firstByte === 91) return 'a list';
  if (firstByte === 34) return 'a string';
  if (firstByte === 110) return '`null`';
  return firstByte === 116 || firstByte === 102 ? 'a boolean' : 'a number';
}
