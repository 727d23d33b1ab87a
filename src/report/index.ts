import { DriftgateError } from '../model/errors.ts';
import type { Reporter } from '../model/outcome.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { githubSummary, markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format by its name on the command line. */
export const reporters = {
  text,
  json,
  sarif,
  junit,
  github,
  'github-summary': githubSummary,
  gitlab,
  markdown,
} as const satisfies Record<string, Reporter>;

export type FormatName = keyof typeof reporters;

export const formatNames = Object.keys(reporters) as readonly FormatName[];

/** Those that tell of drift. */
export const driftFormats: readonly FormatName[] = ['text', 'json', 'sarif', 'markdown', 'github-summary'];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(reporters, name);

/** The reporter of that name; an unknown name is an error, never another format. */
export const reporterFor = (name: string): Reporter => {
  if (isFormat(name)) return reporters[name];
  throw new DriftgateError('usage', `there is no format \`${name}\``, {
    hint: `use one of ${formatNames.join(', ')}`,
  });
};
