import type { StateInput } from '../model/input.ts';
import type { RawObject, RawStateResource } from '../model/raw.ts';
import { instanceAddress } from './address.ts';
import { elementsOf, type JsonDocument, topValue } from './document.ts';
import { readError } from './fault.ts';
import { maskOfPaths } from './sensitive-paths.ts';
import { type Fields, isObject } from './shape.ts';
import { sourceInfo } from './source-info.ts';

/** A raw tfstate, version 4: what `terraform state pull` writes and backends store. */
export function toTfstate(document: JsonDocument): StateInput {
  const { uri, scan, source } = document;
  const version = topValue(document, 'version');
  if (typeof version !== 'number') throw readError(uri, 'expected `version` of the state to be a number');
  if (version !== 4) {
    throw readError(
      uri,
      `expected a state of version 4, got ${version < 4 ? 'an older' : 'a newer'} one`,
      version < 4 ? 'terraform state pull > state.json, with Terraform 0.12 or later' : 'update driftgate',
    );
  }
  const resources = scan.top.get('resources');
  if (!resources || source.bytes[resources[0]] !== 91) {
    throw readError(
      uri,
      'expected `resources`, which a state must have',
      'terraform state pull > state.json',
    );
  }
  return {
    info: sourceInfo(document, 'state', '4'),
    *resources() {
      for (const { value, where } of elementsOf(document, 'resources')) yield* instancesOf(uri, value, where);
    },
    resourceCount: scan.instanceCount,
  };
}

function* instancesOf(uri: string, value: unknown, where: string): Generator<RawStateResource> {
  if (!isObject(value)) throw readError(uri, `expected an object for ${where}`);
  const { module, mode, type, name, provider, instances } = value;
  if (typeof mode !== 'string' || typeof type !== 'string' || typeof name !== 'string') {
    throw readError(uri, `expected \`mode\`, \`type\` and \`name\` to be strings in ${where}`);
  }
  if (module !== undefined && typeof module !== 'string') {
    throw readError(uri, `expected \`module\` to be a string in ${where}`);
  }
  if (!Array.isArray(instances)) throw readError(uri, `expected \`instances\` to be a list in ${where}`);
  const shared = {
    mode,
    type,
    name,
    ...(module ? { module_address: module } : {}),
    ...providerParts(provider),
  };
  for (const [n, instance] of instances.entries()) {
    yield {
      ...shared,
      ...toInstance(uri, instance, `instance ${n} of ${where}`, { mode, type, name, module }),
    };
  }
}

interface Identity {
  mode: string;
  type: string;
  name: string;
  module: string | undefined;
}

function toInstance(uri: string, value: unknown, where: string, { mode, type, name, module }: Identity) {
  if (!isObject(value)) throw readError(uri, `expected an object for ${where}`);
  const index = indexOf(uri, value, where);
  const identity = {
    mode,
    type,
    name,
    ...(module ? { module } : {}),
    ...(index === undefined ? {} : { index }),
  };
  return {
    address: instanceAddress(identity),
    ...(index === undefined ? {} : { index }),
    ...(typeof value['schema_version'] === 'number' ? { schema_version: value['schema_version'] } : {}),
    values: attributesOf(uri, value, where),
    sensitive_values: maskOfPaths(value['sensitive_attributes']),
    ...(value['status'] === 'tainted' ? { tainted: true } : {}),
    ...(typeof value['deposed'] === 'string' ? { deposed_key: value['deposed'] } : {}),
    ...(Array.isArray(value['dependencies']) ? { depends_on: value['dependencies'] as string[] } : {}),
  };
}

function indexOf(uri: string, { index_key: key }: Fields, where: string): number | string | undefined {
  if (key === undefined || key === null) return undefined;
  if (typeof key === 'number' || typeof key === 'string') return key;
  throw readError(uri, `expected \`index_key\` to be a number or a string in ${where}`);
}

function attributesOf(uri: string, instance: Fields, where: string): RawObject {
  const { attributes, attributes_flat: flat } = instance;
  if (isObject(attributes)) return attributes as RawObject;
  if (flat !== undefined && flat !== null) {
    throw readError(
      uri,
      `expected \`attributes\`, got those of Terraform 0.11 (\`attributes_flat\`) in ${where}`,
      'terraform apply -refresh-only with Terraform 0.12 or later, then terraform state pull > state.json',
    );
  }
  if (attributes === undefined || attributes === null) return {};
  throw readError(uri, `expected \`attributes\` to be an object in ${where}`);
}

/** `module.a.provider["registry.terraform.io/hashicorp/aws"].west`, or `provider.aws.west` of 0.12. */
function providerParts(provider: unknown): { provider_name?: string; provider_alias?: string } {
  const match =
    typeof provider === 'string'
      ? /(?:^|\.)provider(?:\["([^"]*)"\]|\.([^.[\]]+))(?:\.([^.[\]]+))?$/.exec(provider)
      : null;
  const name = match?.[1] ?? match?.[2];
  if (name === undefined) return {};
  return { provider_name: name, ...(match?.[3] === undefined ? {} : { provider_alias: match[3] }) };
}
