import type { ConfigInput } from '../model/config-item.ts';
import type { Input } from '../model/input.ts';
import { toConfigInput } from './aws-config/file.ts';
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
  const input = await readSource(uri, io, options);
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

/** The same, and snapshots of AWS Config as well. */
export async function readSource(
  uri: string,
  io: Surroundings,
  options: Options = {},
): Promise<Input | ConfigInput> {
  const isYaml = isYamlName(uri);
  const most = isYaml ? maxWorkflowBytes : hardMaxBytes;
  const maxBytes = Math.min(options.maxBytes ?? defaultMaxBytes, most);
  const loaded = uri === '-' ? await loadStream(io.stdin, maxBytes) : await loadFile(uri, io.cwd, maxBytes);
  refuseBinary(uri, loaded);
  const source = decode(uri, loaded);
  return isYaml ? toWorkflow(uri, source) : toInput(toDocument(uri, source));
}

/** Tells plan, state and snapshot apart by their top-level keys. */
function toInput(document: JsonDocument): Input | ConfigInput {
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
  if (has('configurationItems', 'configSnapshotId')) return toConfigInput(document);
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
