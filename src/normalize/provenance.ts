import type { Resource } from '../model/document.ts';
import type { RawChange } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';
import { isObject } from './references.ts';

/**
 * Arguments that take a secret, of which rules ask where it comes from. A write-only one (`_wo`) is in no plan and no
 * state, so that the configuration alone tells that it is given.
 */
const secretArguments: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['password', 'password_wo'],
  aws_rds_cluster: ['master_password', 'master_password_wo'],
  aws_docdb_cluster: ['master_password', 'master_password_wo'],
  aws_redshift_cluster: ['master_password', 'master_password_wo'],
};

export type Provenances = NonNullable<Resource['provenance']>;

/** Where the secrets of a resource come from; undefined where no configuration tells. */
export function provenanceOf(
  type: string,
  address: string,
  configuration: Configuration,
): Provenances | undefined {
  const names = secretArguments[type];
  if (names === undefined || configuration.resource(address) === undefined) return undefined;
  const found: Provenances = {};
  for (const name of names) {
    const given = configuration.references(address, `/${name}`);
    if (given === undefined) continue;
    const { paths, constant } = given;
    const defaults = paths.filter((path) => configuration.textDefault(path) !== undefined);
    found[`/${name}`] = { constant, references: [...paths], defaults };
  }
  return found;
}

/**
 * What is known of the provenance before a change. The configuration speaks of what will be; it spoke so before as
 * well where the secrets are the same, and elsewhere nothing tells.
 */
export function provenanceBefore(
  provenance: Provenances | undefined,
  { before, after }: Pick<RawChange, 'before' | 'after'>,
): Pick<Resource, 'provenance'> {
  if (provenance === undefined || !isObject(before) || !isObject(after)) return {};
  const same = Object.keys(provenance)
    .map((pointer) => pointer.slice(1))
    .every((name) => (before[name] ?? null) === (after[name] ?? null));
  return same ? { provenance } : {};
}
