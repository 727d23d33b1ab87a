import { expect, test } from 'vitest';
import { at, type Change, type Module, normalized, planned, refs, state } from './plans.ts';

const target = 'aws_appautoscaling_target.t';
const service = 'aws_ecs_service.api';
const named = { service_namespace: 'ecs', resource_id: 'service/main/api' };
const made: Change = { unknown: { id: true } };
const by = (...references: readonly string[]): Module => ({
  resources: { [target]: { resource_id: refs(...references) } },
});
const composed = by('aws_ecs_cluster.main.name', 'aws_ecs_cluster.main', `${service}.name`, service);

test.each<[string, Change, Change, Module | undefined, boolean, boolean]>([
  ['a known name, of a service that is not made yet', made, { after: named }, composed, true, false],
  [
    'a name that is not known yet',
    made,
    { after: { service_namespace: 'ecs' }, unknown: { resource_id: true } },
    composed,
    true,
    false,
  ],
  [
    'a known name, of a service that is there',
    { after: { id: 'arn:aws:ecs:eu-west-1:111122223333:service/main/api' } },
    { after: named },
    undefined,
    true,
    false,
  ],
  [
    'the name of another service',
    { after: { id: 'arn:aws:ecs:eu-west-1:111122223333:service/main/web' } },
    { after: named },
    undefined,
    false,
    false,
  ],
  ['a name that is written out', made, { after: named }, by('local.name'), false, true],
  [
    'the table of another service',
    made,
    { after: { service_namespace: 'dynamodb', resource_id: 'table/t' } },
    by('local.name'),
    false,
    false,
  ],
])('a scaling target has %s', async (_, made, said, root, linked, doubt) => {
  const document = await planned({ [service]: made, [target]: said }, { root });
  expect(at(document, target).links['resource_id'] ?? []).toEqual(linked ? [service] : []);
  expect(at(document, service).unresolved).toEqual(doubt ? ['aws_appautoscaling_target'] : []);
});

test('a scaling target of a state has the service that its ARN ends in', async () => {
  const { document } = await normalized(
    state({ [service]: { id: 'arn:aws:ecs:eu-west-1:111122223333:service/main/api' }, [target]: named }),
  );
  expect(at(document, service).related).toEqual({ aws_appautoscaling_target: [target] });
});

test('a bucket is linked with its own logging and with that of which it takes the logs', async () => {
  const logging = 'aws_s3_bucket_logging.l';
  const open = { unknown: { id: true, bucket: true } };
  const document = await planned(
    {
      'aws_s3_bucket.a': open,
      'aws_s3_bucket.logs': open,
      [logging]: { unknown: { bucket: true, target_bucket: true } },
    },
    {
      root: {
        resources: {
          [logging]: { bucket: refs('aws_s3_bucket.a.id'), target_bucket: refs('aws_s3_bucket.logs.id') },
        },
      },
    },
  );
  expect(at(document, logging).links).toEqual({
    bucket: ['aws_s3_bucket.a'],
    target_bucket: ['aws_s3_bucket.logs'],
  });
});

test.each([
  ['aws_flow_log.f', 'subnet_id', 'aws_subnet.s'],
  ['aws_config_configuration_recorder_status.s', 'name', 'aws_config_configuration_recorder.r'],
  ['aws_eks_node_group.n', 'cluster_name', 'aws_eks_cluster.c'],
  ['aws_backup_selection.s', 'resources', 'aws_dynamodb_table.t'],
  ['aws_backup_selection.s', 'not_resources', 'aws_ebs_volume.v'],
])('%s names by %s %s', async (source, attribute, to) => {
  const document = await planned(
    { [source]: { unknown: { [attribute]: true } }, [to]: { unknown: { id: true } } },
    { root: { resources: { [source]: { [attribute]: refs(`${to}.id`) } } } },
  );
  expect(at(document, source).links[attribute]).toEqual([to]);
  expect(at(document, to).related).toEqual({ [source.split('.')[0] as string]: [source] });
});
