import { Option } from 'commander';

/** `--format` of the commands for authors: one result, on standard output. */
export const formats = (names: readonly string[]): Option =>
  new Option('--format <name>', 'how the result is written').choices(names).default(names[0]);
