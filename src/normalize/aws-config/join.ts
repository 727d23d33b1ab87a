import type { Resource } from '../../model/document.ts';
import { isObject } from './lookup.ts';

/** The blocks of an instance name their volumes, whose items say the rest. Block attribute <- volume attribute. */
const ofVolume: readonly (readonly [block: string, volume: string])[] = [
  ['encrypted', 'encrypted'],
  ['iops', 'iops'],
  ['kms_key_id', 'kms_key_id'],
  ['snapshot_id', 'snapshot_id'],
  ['throughput', 'throughput'],
  ['volume_size', 'size'],
  ['volume_type', 'type'],
];

const devices = ['root_block_device', 'ebs_block_device'];

/** Whether an attribute of an instance's block comes from the item of a volume. */
export const isJoined = (type: string, block: string, attribute: string): boolean =>
  type === 'aws_instance' && devices.includes(block) && ofVolume.some(([own]) => own === attribute);

/** Fills block devices of instances from the volumes of the same document. */
export function joinBlocks(resources: readonly Resource[]): void {
  const volumes = new Map<unknown, Resource>();
  for (const each of resources) if (each.type === 'aws_ebs_volume') volumes.set(each.attributes['id'], each);
  if (volumes.size === 0) return;
  for (const { type, attributes, unknown } of resources) {
    if (type !== 'aws_instance') continue;
    for (const name of devices) {
      const blocks = attributes[name];
      for (const [index, device] of (Array.isArray(blocks) ? blocks : []).entries()) {
        const volume = isObject(device) ? volumes.get(device['volume_id']) : undefined;
        if (volume === undefined) continue;
        for (const [own, theirs] of ofVolume) {
          const pointer = `/${name}/${index}/${own}`;
          // A root device has no snapshot_id in the provider's schema.
          if (unknown[pointer] === undefined || volume.attributes[theirs] === undefined) continue;
          device[own] = volume.attributes[theirs];
          delete unknown[pointer];
        }
      }
    }
  }
}

/**
 * The key of a table's encryption is named also where it is the one that AWS keeps (alias/aws/dynamodb), which is none in
 * Terraform. The items of keys tell them apart; a key of another account is a customer's.
 */
export function joinKeys(resources: readonly Resource[], managed: ReadonlySet<string>): void {
  const own = new Set<unknown>();
  for (const { type, arn } of resources) if (type.startsWith('aws_kms_')) own.add(arn);
  for (const { type, attributes, unknown, account } of resources) {
    const encryption = type === 'aws_dynamodb_table' ? attributes['server_side_encryption'] : undefined;
    const [block] = Array.isArray(encryption) ? encryption : [];
    const arn = isObject(block) ? block['kms_key_arn'] : undefined;
    if (!isObject(block) || typeof arn !== 'string') continue;
    if (managed.has(arn)) block['kms_key_arn'] = null;
    else if (!own.has(arn) && arn.split(':')[4] === account) {
      delete block['kms_key_arn'];
      unknown['/server_side_encryption/0/kms_key_arn'] = [];
    }
  }
}
