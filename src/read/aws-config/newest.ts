/**
 * `ACCOUNT_Config_REGION_ConfigSnapshot_20261121T063000Z_ID.json.gz`. Months and days of the folders around it are not
 * padded, so that only this instant sorts (https://docs.aws.amazon.com/config/latest/developerguide/view-manage-resource-config-history.html).
 */
const snapshotName = /(\d{12}_Config_[a-z0-9-]+_ConfigSnapshot)_(\d{8}T\d{6}Z)_[^/]*$/;

/**
 * Of the snapshots of an account and region the newest alone shows what is there: an older one shows what is deleted by
 * now as well. Files of other names, such as history, are all kept: their items say what was deleted.
 */
export function newestSnapshots(names: readonly string[]): {
  readonly kept: readonly string[];
  readonly older: number;
} {
  const newest = new Map<string, { name: string; at: string }>();
  const others: string[] = [];
  for (const name of names) {
    const [, place, at] = snapshotName.exec(name) ?? [];
    if (place === undefined || at === undefined) others.push(name);
    else if (at > (newest.get(place)?.at ?? '')) newest.set(place, { name, at });
  }
  const kept = [...others, ...[...newest.values()].map(({ name }) => name)].sort();
  return { kept, older: names.length - kept.length };
}
