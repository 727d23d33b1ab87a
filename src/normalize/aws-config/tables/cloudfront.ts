import type { Mapping, Row } from '../table.ts';
import {
  blocks,
  blocksIf,
  blocksOrNone,
  bool,
  filled,
  has,
  int,
  list,
  orElse,
  without,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk. CloudFront has its lists as {quantity, items}, without items where there
// are none. Record sets of Route 53 are not recorded.

const behavior: readonly Row[] = [
  ['target_origin_id', 'targetOriginId'],
  ['viewer_protocol_policy', 'viewerProtocolPolicy'],
  ['allowed_methods', 'allowedMethods.items', list],
  ['cached_methods', 'allowedMethods.cachedMethods.items', list],
  ['compress', 'compress', bool],
  ['cache_policy_id', 'cachePolicyId', orElse('')],
  ['min_ttl', 'minTTL', int],
  ['default_ttl', 'defaultTTL', int],
  ['max_ttl', 'maxTTL', int],
  ['forwarded_values', 'forwardedValues', blocksOrNone(['query_string', 'queryString', bool])],
];

const origin: readonly Row[] = [
  ['origin_id', 'id'],
  ['domain_name', 'domainName'],
  ['origin_path', 'originPath', orElse('')],
  ['origin_access_control_id', 'originAccessControlId', orElse('')],
  [
    'custom_origin_config',
    'customOriginConfig',
    blocksOrNone(
      ['http_port', 'hTTPPort', int],
      ['https_port', 'hTTPSPort', int],
      ['origin_protocol_policy', 'originProtocolPolicy'],
      ['origin_ssl_protocols', 'originSslProtocols.items', list],
      ['origin_read_timeout', 'originReadTimeout', int],
      ['origin_keepalive_timeout', 'originKeepaliveTimeout', int],
    ),
  ],
  [
    's3_origin_config',
    's3OriginConfig',
    blocksIf(has('originAccessIdentity'), ['origin_access_identity', 'originAccessIdentity']),
  ],
];

const config = (path: string): string => `distributionConfig.${path}`;

export const cloudfront: readonly Mapping[] = [
  {
    from: 'AWS::CloudFront::Distribution',
    to: 'aws_cloudfront_distribution',
    rows: [
      ['id', 'id'],
      ['arn', 'arn'],
      ['domain_name', 'domainName'],
      ['enabled', config('enabled'), bool],
      ['comment', config('comment'), filled],
      ['default_root_object', config('defaultRootObject'), filled],
      ['price_class', config('priceClass')],
      ['http_version', config('httpVersion'), (value) => String(value).toLowerCase()],
      ['is_ipv6_enabled', config('isIPV6Enabled'), bool],
      ['web_acl_id', config('webACLId'), filled],
      ['aliases', config('aliases.items'), orElse([], list)],
      [
        'logging_config',
        config('logging'),
        blocksIf(
          has('bucket'),
          ['bucket', 'bucket'],
          ['prefix', 'prefix', orElse('')],
          ['include_cookies', 'includeCookies', bool],
        ),
      ],
      [
        'viewer_certificate',
        config('viewerCertificate'),
        blocks(
          ['cloudfront_default_certificate', 'cloudFrontDefaultCertificate', bool],
          ['acm_certificate_arn', 'aCMCertificateArn', orElse('')],
          ['iam_certificate_id', 'iAMCertificateId', orElse('')],
          ['minimum_protocol_version', 'minimumProtocolVersion'],
          ['ssl_support_method', 'sSLSupportMethod', orElse('')],
        ),
      ],
      [
        'restrictions',
        config('restrictions'),
        blocks([
          'geo_restriction',
          'geoRestriction',
          blocks(['restriction_type', 'restrictionType'], ['locations', 'items', orElse([], list)]),
        ]),
      ],
      ['default_cache_behavior', config('defaultCacheBehavior'), blocks(...behavior)],
      [
        'ordered_cache_behavior',
        config('cacheBehaviors.items'),
        blocksOrNone(['path_pattern', 'pathPattern'], ...behavior),
      ],
      ['origin', config('origins.items'), blocks(...origin)],
      ['last_modified_time', 'lastModifiedTime'],
    ],
  },
  {
    from: 'AWS::Route53::HostedZone',
    to: 'aws_route53_zone',
    rows: [
      ['id', 'Id'],
      ['zone_id', 'Id'],
      ['name', 'Name', without('.')],
      ['comment', 'HostedZoneConfig.Comment', orElse('')],
      ['name_servers', 'NameServers', list],
      ['vpc', 'VPCs', blocksOrNone(['vpc_id', 'VPCId'], ['vpc_region', 'VPCRegion'])],
    ],
  },
];
