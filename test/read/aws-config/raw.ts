/** An item as a snapshot file has it. */
export const rawItem = (type: string, id: string, more: object = {}): Record<string, unknown> => ({
  resourceType: type,
  resourceId: id,
  resourceName: id,
  ARN: `arn:aws:${type.split('::')[1]?.toLowerCase()}:eu-central-1:444455556666:table/${id}`,
  awsAccountId: '444455556666',
  awsRegion: 'eu-central-1',
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: '2026-11-18T06:30:00.000Z',
  tags: {},
  configuration: {},
  supplementaryConfiguration: {},
  ...more,
});

/** A file as a delivery channel writes it. */
export const deliveryOf = (items: readonly object[]): string =>
  JSON.stringify({ fileVersion: '1.0', configSnapshotId: 's', configurationItems: items });
