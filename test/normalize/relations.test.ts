import { expect, test } from 'vitest';
import { at, planned, refs } from './plans.ts';

/** Source, its attribute, target, and the attribute by which a value names it. */
test.each([
  ['aws_db_instance', 'parameter_group_name', 'aws_db_parameter_group', 'name'],
  ['aws_rds_cluster', 'db_cluster_parameter_group_name', 'aws_rds_cluster_parameter_group', 'name'],
  [
    'aws_elasticache_replication_group',
    'global_replication_group_id',
    'aws_elasticache_global_replication_group',
    'id',
  ],
  [
    'aws_elasticache_global_replication_group',
    'primary_replication_group_id',
    'aws_elasticache_replication_group',
    'id',
  ],
  ['aws_elasticache_replication_group', 'kms_key_id', 'aws_kms_key', 'arn'],
  ['aws_efs_file_system', 'kms_key_id', 'aws_kms_replica_key', 'arn'],
  ['aws_instance', 'ami', 'aws_ami_copy', 'id'],
  ['aws_launch_template', 'image_id', 'aws_ami_copy', 'id'],
  ['aws_launch_configuration', 'image_id', 'aws_ami_copy', 'id'],
])('%s.%s names a %s', async (source, attribute, target, identifier) => {
  const from = `${source}.from`;
  const to = `${target}.to`;
  const byValue = await planned({
    [from]: { after: { [attribute]: 'x' } },
    [to]: { after: { [identifier]: 'x' } },
  });
  const byReference = await planned(
    { [from]: { unknown: { [attribute]: true } }, [to]: { unknown: { [identifier]: true } } },
    { root: { resources: { [from]: { [attribute]: refs(`${to}.${identifier}`, to) } } } },
  );
  for (const document of [byValue, byReference]) {
    expect(at(document, from).links).toEqual({ [attribute]: [to] });
    expect(at(document, from).unresolved).toEqual([]);
  }
});
