import type { Report, Result } from '../model/outcome.ts';
import { visible } from './inert.ts';

/**
 * Stands for an input that is no file of the repository (stdin, an absolute path, a URL, AWS Config). GitHub and
 * GitLab refuse a result without a file and accept one that they do not find: it is shown by its name only.
 */
const nowhere = 'driftgate-input';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly endLine?: number;
}

/** A path inside the repository, with forward slashes; undefined for what points out of it or has unseen characters. */
export const repoPath = (uri: string): string | undefined => {
  const parts = uri.replaceAll('\\', '/').split('/');
  const outside =
    visible(uri) !== uri || parts[0] === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri) || parts.includes('..');
  const path = parts.filter((part) => part !== '' && part !== '.').join('/');
  return outside || path === '' || path === '-' ? undefined : path;
};

/** Where the block stands in the source, if it is known and lies in the repository. */
export const sourcePlace = (result: Result): Place | undefined => {
  const file = result.location && repoPath(result.location.file);
  return result.location && file ? { ...result.location, file } : undefined;
};

/** Where a format that needs a file may point: the source, else the input, else a name for it. */
export const anyPlace = (result: Result): Place =>
  sourcePlace(result) ?? { file: repoPath(result.input) ?? nowhere, line: 1 };

/** Tells apart the runs over one repository: environments and inputs; the same in every run. */
export const runKey = (report: Report): string => {
  const names = report.inputs.map(({ uri, environment }) =>
    [environment?.name, repoPath(uri) ?? nowhere].filter(Boolean).join('/'),
  );
  return [...new Set(names)].join('+') || nowhere;
};
