import type { Resource } from '../../src/model/document.ts';
import { type Around, type Changes, type Fields, normalized, planOf } from './plans.ts';

/** A plan with more in its configuration and variables than `planOf` gives. */
export interface Code extends Around {
  readonly changes?: Changes;
  /** Declarations of the root's variables. */
  readonly variables?: Readonly<Record<string, Fields>>;
  /** Values that they were given. */
  readonly given?: Fields;
}

export const codeOf = ({ changes = {}, variables = {}, given = {}, ...around }: Code): Fields => {
  const plan = planOf(changes, around);
  const configuration = plan['configuration'] as Fields;
  return {
    ...plan,
    variables: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])),
    configuration: {
      ...configuration,
      root_module: { ...(configuration['root_module'] as Fields), variables },
    },
  };
};

/** What code declares around the resources of a plan, by type. */
export async function declared(code: Code, type: string): Promise<readonly Resource[]> {
  const { document } = await normalized(codeOf(code));
  return document.declarations.filter((each) => each.type === type);
}
