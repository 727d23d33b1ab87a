import type { WorkflowInput } from '../model/input.ts';
import type { RawObject } from '../model/raw.ts';
import { readError } from './fault.ts';
import { isObject } from './shape.ts';
import { type Source, textOf } from './source.ts';
import { digestOf } from './source-info.ts';
import { parseYaml } from './yaml.ts';

/** A workflow is a page of text; GitHub itself refuses larger ones. */
export const maxWorkflowBytes = 1024 * 1024;

/** Files that are read as YAML, by name. */
export const isYamlName = (uri: string): boolean => /\.ya?ml$/i.test(uri);

const hint = 'name a workflow of .github/workflows, with `on` and `jobs`';

/**
 * Reads a workflow of GitHub Actions (docs.github.com/actions/reference/workflows-and-actions/workflow-syntax).
 * Every failure is a DriftgateError of stage `read` that holds no content of the input.
 */
export async function toWorkflow(uri: string, source: Source): Promise<WorkflowInput> {
  const { start, end } = source;
  const { value, lineOf } = await parseYaml(textOf(source, start, end), (what, place, cause) =>
    place === undefined
      ? readError(uri, `cannot be read as YAML: ${what}`, undefined, cause)
      : readError(uri, `line ${place.replace(':', ', column ')} is not valid YAML (${what})`),
  );
  if (!isObject(value)) throw readError(uri, 'expected a GitHub workflow, got YAML that is no mapping', hint);
  if (!('jobs' in value) || !('on' in value))
    throw readError(uri, 'expected a GitHub workflow, got YAML without `on` and `jobs`', hint);
  const { jobs } = value;
  if (!isObject(jobs)) throw readError(uri, 'expected `jobs` to be a mapping', hint);
  for (const [position, job] of Object.values(jobs).entries()) {
    const where = `job ${position + 1} of \`jobs\``;
    if (!isObject(job)) throw readError(uri, `expected a mapping for ${where}`, hint);
    const { steps } = job;
    if (steps !== undefined && !(Array.isArray(steps) && steps.every(isObject)))
      throw readError(uri, `expected \`steps\` to be a list of mappings in ${where}`, hint);
  }
  return {
    info: { uri, kind: 'github-workflow', digest: digestOf(source), bytes: end - start, warnings: [] },
    workflow: value as RawObject,
    lineOf,
    resourceCount: 0,
  };
}
