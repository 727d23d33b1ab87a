import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { DriftgateError } from '../model/errors.ts';

const unpack = promisify(brotliDecompress);

/** The type of an attribute as Terraform writes it: `"string"`, `["list", "string"]`, `["object", { name: type }]`. */
export type AttributeType =
  | string
  | readonly ['list' | 'set' | 'map', AttributeType]
  | readonly ['object', Readonly<Record<string, AttributeType>>];

export interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

export interface NestedBlock {
  readonly nesting_mode: 'single' | 'list' | 'set' | 'map';
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

/** Resource type -> its attributes and blocks, of every release of the provider that was looked at. */
export type Provider = Readonly<Record<string, Block>>;

/**
 * What attributes the Terraform AWS provider has: the union of releases of both major versions, see
 * `schemas/aws/generate.mjs`. In the format of `terraform providers schema -json`.
 */
export async function loadProvider(): Promise<Provider> {
  const packed = await readFile(new URL('../../schemas/aws/provider.json.br', import.meta.url)).catch(
    (cause: unknown) => {
      throw new DriftgateError('compile', 'the schema of the AWS provider is missing', {
        hint: 'install driftgate again',
        cause,
      });
    },
  );
  const { provider_schemas } = JSON.parse((await unpack(packed)).toString('utf8'));
  const resources = provider_schemas['registry.terraform.io/hashicorp/aws'].resource_schemas;
  return Object.fromEntries(
    Object.entries(resources as Record<string, { block: Block }>).map(([type, { block }]) => [type, block]),
  );
}

/**
 * One block that stands for every type at once: the attributes that any type has, with their type where all agree.
 * For rules about `*`.
 */
export function anyType(provider: Provider): Block {
  const attributes = new Map<string, Attribute>();
  const add = (name: string, type: AttributeType): void => {
    const other = attributes.get(name);
    const same = other === undefined || JSON.stringify(other.type) === JSON.stringify(type);
    attributes.set(name, { type: same ? type : 'dynamic' });
  };
  for (const block of Object.values(provider)) {
    for (const [name, { type }] of Object.entries(block.attributes ?? {})) add(name, type);
    for (const name of Object.keys(block.block_types ?? {})) add(name, 'dynamic');
  }
  return { attributes: Object.fromEntries(attributes) };
}
