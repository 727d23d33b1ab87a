import type { Mapping } from '../table.ts';
import { containers, lambda } from './containers.ts';
import { dataStores } from './data.ts';
import { delivery } from './delivery.ts';
import { dynamodb } from './dynamodb.ts';
import { ec2 } from './ec2.ts';
import { loadBalancers } from './elb.ts';
import { existence } from './existence.ts';
import { iam } from './iam.ts';
import { kms, secretsManager } from './kms.ts';
import { messaging } from './messaging.ts';
import { backup, observability } from './observability.ts';
import { rds } from './rds.ts';
import { s3 } from './s3.ts';
import { security } from './security.ts';
import { securityGroups } from './security-group.ts';
import { vpcs } from './vpc.ts';

/** Every mapping, in the order in which those of one type are tried. */
export const mappings: readonly Mapping[] = [
  ...s3,
  ...rds,
  ...dynamodb,
  ...ec2,
  ...vpcs,
  ...securityGroups,
  ...loadBalancers,
  ...containers,
  ...lambda,
  ...delivery,
  ...iam,
  ...kms,
  ...secretsManager,
  ...messaging,
  ...observability,
  ...backup,
  ...dataStores,
  ...security,
  ...existence,
];

const byType = new Map<string, Mapping[]>();
for (const mapping of mappings) {
  const same = byType.get(mapping.from);
  if (same === undefined) byType.set(mapping.from, [mapping]);
  else same.push(mapping);
}

export const mappingsOf = (type: string): readonly Mapping[] => byType.get(type) ?? [];

/** The types of AWS Config that can show a Terraform type, as a resource or as a companion. */
export const sourcesOf = (terraformType: string): readonly string[] => sources.get(terraformType) ?? [];

const sources = new Map<string, string[]>();
for (const { from, to, companions = [] } of mappings) {
  if (typeof to !== 'string') continue;
  for (const type of [to, ...companions.map((companion) => companion.to)]) {
    const known = sources.get(type);
    if (known === undefined) sources.set(type, [from]);
    else if (!known.includes(from)) known.push(from);
  }
}
