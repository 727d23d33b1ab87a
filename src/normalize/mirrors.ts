import type { Document, Resource } from '../model/document.ts';

/** The type of which one of the two documents of a plan loses attributes. */
export const mirrored = 'aws_s3_bucket';

/**
 * Deprecated blocks of a bucket that its state fills in from the resource that took their place. Once that resource
 * is gone from a plan, the block still shows what it was, and would excuse its absence.
 */
const mirrors: Readonly<Record<string, string>> = {
  acl: 'aws_s3_bucket_acl',
  cors_rule: 'aws_s3_bucket_cors_configuration',
  lifecycle_rule: 'aws_s3_bucket_lifecycle_configuration',
  logging: 'aws_s3_bucket_logging',
  policy: 'aws_s3_bucket_policy',
  replication_configuration: 'aws_s3_bucket_replication_configuration',
  server_side_encryption_configuration: 'aws_s3_bucket_server_side_encryption_configuration',
  versioning: 'aws_s3_bucket_versioning',
  website: 'aws_s3_bucket_website_configuration',
};

/** Takes from the buckets of a plan what mirrors a resource that was linked with them before. */
export function dropMirrors(before: Document, after: Document): void {
  const was = new Map<string, Resource>();
  const companions = new Map<string, Resource>();
  for (const resource of before.resources) {
    if (resource.type === mirrored) was.set(resource.address, resource);
    else if (resource.type.startsWith(mirrored)) companions.set(resource.key, resource);
  }
  for (const bucket of after.resources) {
    if (bucket.type !== mirrored) continue;
    const earlier = was.get(bucket.previousAddress ?? bucket.address);
    for (const [attribute, companion] of Object.entries(mirrors)) {
      // A logging configuration is linked with the bucket that takes the logs as well.
      const own = earlier?.related[companion]?.some((key) =>
        companions.get(key)?.links['bucket']?.includes(earlier.key),
      );
      if (own) delete bucket.attributes[attribute];
    }
  }
}
