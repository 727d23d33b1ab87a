import type { Foundation } from './pack.ts';
import type { Sources } from './sources.ts';

/** A pack's own sources, and what it is compiled with. */
export interface Split {
  readonly own: Sources;
  readonly foundation: Foundation;
  /** Whether the sources are those of the built-in pack. */
  readonly builtin: boolean;
}

/**
 * The source of the built-in pack holds `driftgate.lib` itself, which then takes the place of the package's; its rules
 * ask for attributes by name.
 */
export function splitLibrary(sources: Sources, base: Foundation): Split {
  const isLibrary = ([, source]: [string, string]): boolean => /^package driftgate\.lib\./m.test(source);
  const files = Object.entries(sources);
  const library = Object.fromEntries(files.filter(isLibrary));
  if (Object.keys(library).length === 0) return { own: sources, foundation: base, builtin: false };
  const own = Object.fromEntries(files.filter((file) => !isLibrary(file)));
  return { own, foundation: { ...base, library, byName: true }, builtin: true };
}
