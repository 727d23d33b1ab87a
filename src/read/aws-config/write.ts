import type { ConfigInput, ConfigItem } from '../../model/config-item.ts';

/**
 * A snapshot in the form in which AWS Config delivers one, an item a line. What the recorders record stands behind the
 * items, so that who reads it can tell a resource that is not there from one that is not recorded.
 */
export async function* snapshotLines(input: ConfigInput, counted: { items: number }): AsyncGenerator<string> {
  yield '{"fileVersion":"1.0","configurationItems":[';
  for await (const item of input.items()) {
    yield `${counted.items === 0 ? '' : ','}\n${JSON.stringify(toWire(item))}`;
    counted.items += 1;
  }
  const { recordings, info } = input;
  yield `\n],"configSnapshotId":${JSON.stringify(info.digest)}`;
  yield recordings === undefined ? '}\n' : `,"recordings":${JSON.stringify(recordings)}}\n`;
}

const statuses = {
  recorded: 'OK',
  deleted: 'ResourceDeleted',
  'not-recorded': 'ResourceNotRecorded',
} as const;

/** Without `tags` where the source carries none: none is not the same as not known. */
const toWire = ({ type, account, region, id, name, arn, status, capturedAt, tags, ...own }: ConfigItem) => ({
  resourceType: type,
  resourceId: id,
  ...(name === undefined ? {} : { resourceName: name }),
  ...(arn === undefined ? {} : { ARN: arn }),
  awsAccountId: account,
  awsRegion: region,
  configurationItemStatus: statuses[status],
  configurationItemCaptureTime: capturedAt,
  ...(tags === undefined ? {} : { tags }),
  configuration: own.configuration,
  supplementaryConfiguration: own.supplementary,
});
