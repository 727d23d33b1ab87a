import type { Document, Resource } from '../model/document.ts';
import type { WorkflowInput } from '../model/input.ts';
import type { RawObject } from '../model/raw.ts';
import { declaration } from './declaration.ts';
import { type Literal, withoutLiterals } from './literals.ts';
import { emptyDocument } from './plan.ts';
import { isObject } from './references.ts';

/**
 * The document of a workflow: the workflow without its jobs, each job without its steps, each step, linked with each
 * other. Attributes are the keys as they are written; texts that look like secrets are replaced, and `literals` says
 * what they were. An address is `deploy.yml:jobs.build.steps[0]`, with the step's id where it has one.
 */
export function workflowDocument(input: WorkflowInput, source: Document['source']): Document {
  const document = emptyDocument(source);
  const { workflow, lineOf, info } = input;
  const file = info.uri.split(/[\\/]/).at(-1) as string;
  const make = (
    type: 'github_workflow' | 'github_workflow_job' | 'github_workflow_step',
    address: string,
    block: RawObject,
    path: readonly (string | number)[],
  ): Resource => {
    const literals: Literal[] = [];
    const attributes = withoutLiterals(block, literals) as RawObject;
    const line = lineOf(path);
    const made = declaration(
      type,
      address,
      { ...attributes, literals },
      line === undefined ? {} : { location: { file: info.uri, line } },
    );
    document.declarations.push(made);
    return made;
  };
  const { jobs, ...top } = workflow;
  const whole = make('github_workflow', file, top, []);
  for (const [name, block] of Object.entries(isObject(jobs) ? jobs : {})) {
    const { steps, ...own } = block as RawObject;
    const address = `${file}:jobs.${name}`;
    const job = make('github_workflow_job', address, own, ['jobs', name]);
    relate(whole, job);
    for (const [index, step] of (Array.isArray(steps) ? steps : []).entries()) {
      const { id } = step as RawObject;
      const at = `${address}.steps${typeof id === 'string' ? `.${id}` : `[${index}]`}`;
      const made = make('github_workflow_step', at, step as RawObject, ['jobs', name, 'steps', index]);
      relate(whole, made);
      relate(job, made);
    }
  }
  return document;
}

/** Links two parts, both ways. */
function relate(a: Resource, b: Resource): void {
  (a.related[b.type] ??= []).push(b.key);
  (b.related[a.type] ??= []).push(a.key);
}
