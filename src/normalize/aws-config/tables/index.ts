import type { Mapping } from '../table.ts';
import { analytics } from './analytics.ts';
import { apiGateway } from './api-gateway.ts';
import { cloudfront } from './cloudfront.ts';
import { dataStores } from './data.ts';
import { deployment } from './deployment.ts';
import { dynamodb } from './dynamodb.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { loadBalancers } from './elb.ts';
import { existence } from './existence.ts';
import { gateways } from './gateways.ts';
import { iam } from './iam.ts';
import { instances } from './instances.ts';
import { kms, secretsManager } from './kms.ts';
import { launch } from './launch.ts';
import { messaging } from './messaging.ts';
import { backup, observability } from './observability.ts';
import { rds } from './rds.ts';
import { rdsClusters } from './rds-clusters.ts';
import { s3 } from './s3.ts';
import { s3Access } from './s3-access.ts';
import { search } from './search.ts';
import { security } from './security.ts';
import { securityGroups } from './security-group.ts';
import { functions, registries } from './serverless.ts';
import { vpcs } from './vpc.ts';

/** Every mapping, in the order in which those of one type are tried. */
export const mappings: readonly Mapping[] = [
  ...s3,
  ...s3Access,
  ...rds,
  ...rdsClusters,
  ...dynamodb,
  ...instances,
  ...launch,
  ...vpcs,
  ...gateways,
  ...securityGroups,
  ...loadBalancers,
  ...eks,
  ...ecs,
  ...registries,
  ...functions,
  ...cloudfront,
  ...apiGateway,
  ...deployment,
  ...iam,
  ...kms,
  ...secretsManager,
  ...messaging,
  ...observability,
  ...backup,
  ...dataStores,
  ...analytics,
  ...search,
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
