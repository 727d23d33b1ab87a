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
  mapOf,
  matching,
  orElse,
  text,
  without,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. CloudFront has its lists as {quantity, items}
// without items where there are none.

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

export const delivery: readonly Mapping[] = [
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
  {
    from: 'AWS::ApiGateway::RestApi',
    to: 'aws_api_gateway_rest_api',
    rows: [
      ['id', 'id'],
      ['name', 'name'],
      ['description', 'description', orElse('', filled)],
      ['api_key_source', 'apiKeySource'],
      ['binary_media_types', 'binaryMediaTypes', orElse([], list)],
      ['minimum_compression_size', 'minimumCompressionSize', orElse('', text)],
      ['endpoint_configuration', 'endpointConfiguration', blocks(['types', 'types', list])],
      ['created_date', 'createdDate'],
    ],
  },
  {
    from: 'AWS::ApiGateway::Stage',
    to: 'aws_api_gateway_stage',
    rows: [
      ['stage_name', 'stageName'],
      ['rest_api_id', 'item.id', matching(/\/restapis\/([^/]+)\/stages\//)],
      ['deployment_id', 'deploymentId'],
      ['description', 'description', orElse('', filled)],
      ['cache_cluster_enabled', 'cacheClusterEnabled', bool],
      ['cache_cluster_size', 'cacheClusterSize', orElse('', text)],
      ['client_certificate_id', 'clientCertificateId', orElse('')],
      ['xray_tracing_enabled', 'tracingEnabled', bool],
      [
        'access_log_settings',
        'accessLogSettings',
        blocksOrNone(['destination_arn', 'destinationArn', without(':*')], ['format', 'format']),
      ],
      ['web_acl_arn', 'webAclArn', orElse('')],
    ],
  },
  {
    from: 'AWS::ApiGatewayV2::Api',
    to: 'aws_apigatewayv2_api',
    rows: [
      ['id', 'apiId'],
      ['name', 'name'],
      ['protocol_type', 'protocolType'],
      ['route_selection_expression', 'routeSelectionExpression'],
      ['api_key_selection_expression', 'apiKeySelectionExpression'],
      ['disable_execute_api_endpoint', 'disableExecuteApiEndpoint', bool],
      ['description', 'description', orElse('')],
      ['version', 'version', orElse('')],
      ['api_endpoint', 'apiEndpoint'],
      [
        'cors_configuration',
        'corsConfiguration',
        blocksOrNone(
          ['allow_origins', 'allowOrigins', orElse([], list)],
          ['allow_methods', 'allowMethods', orElse([], list)],
          ['allow_headers', 'allowHeaders', orElse([], list)],
        ),
      ],
    ],
  },
  {
    from: 'AWS::ApiGatewayV2::Stage',
    to: 'aws_apigatewayv2_stage',
    rows: [
      ['name', 'stageName'],
      ['deployment_id', 'deploymentId'],
      ['auto_deploy', 'autoDeploy', bool],
    ],
  },
  {
    from: 'AWS::CloudFormation::Stack',
    to: 'aws_cloudformation_stack',
    rows: [
      ['id', 'stackId'],
      ['name', 'stackName'],
      ['disable_rollback', 'disableRollback', bool],
      ['notification_arns', 'notificationARNs', list],
      ['capabilities', 'capabilities', list],
      // Values of parameters are the user's, and a parameter without NoEcho may hold anything.
      [
        'parameters',
        'parameters',
        (value, item) => names(mapOf('parameterKey', 'parameterValue')(value, item)),
      ],
    ],
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'aws_sfn_state_machine',
    rows: [
      ['id', 'Arn'],
      ['arn', 'Arn'],
      ['name', 'StateMachineName'],
      ['role_arn', 'RoleArn'],
      ['type', 'StateMachineType'],
      ['definition', 'DefinitionString'],
      [
        'logging_configuration',
        'LoggingConfiguration',
        blocksOrNone(
          ['level', 'Level'],
          ['include_execution_data', 'IncludeExecutionData', bool],
          [
            'log_destination',
            'Destinations.CloudWatchLogsLogGroup.LogGroupArn',
            orElse('', (value) => (Array.isArray(value) ? (value[0] ?? '') : value)),
          ],
        ),
      ],
      ['tracing_configuration', 'TracingConfiguration', blocksOrNone(['enabled', 'Enabled', bool])],
    ],
  },
  {
    from: 'AWS::StepFunctions::Activity',
    to: 'aws_sfn_activity',
    rows: [
      ['id', 'Arn'],
      ['name', 'Name'],
    ],
  },
  {
    // `source` and `artifacts` are lists; plain values of environment variables are masked by AWS, and are not read.
    from: 'AWS::CodeBuild::Project',
    to: 'aws_codebuild_project',
    rows: [
      ['name', 'name'],
      ['description', 'description', orElse('')],
      ['service_role', 'serviceRole'],
      ['build_timeout', 'timeoutInMinutes', int],
      ['queued_timeout', 'queuedtimeoutInMinutes', int],
      ['encryption_key', 'encryptionKey'],
      ['source_version', 'sourceVersion', orElse('')],
      [
        'source',
        'source',
        blocks(
          ['type', 'type'],
          ['location', 'location', orElse('')],
          ['buildspec', 'buildSpec', orElse('')],
          ['insecure_ssl', 'insecureSsl', orElse(false, bool)],
          ['git_clone_depth', 'gitCloneDepth', orElse(0, int)],
        ),
      ],
      [
        'artifacts',
        'artifacts',
        blocks(
          ['type', 'type'],
          ['location', 'location', orElse('')],
          ['encryption_disabled', 'encryptionDisabled', orElse(false, bool)],
        ),
      ],
      [
        'environment',
        'environment',
        blocks(
          ['compute_type', 'computeType'],
          ['image', 'image'],
          ['type', 'type'],
          ['privileged_mode', 'privilegedMode', bool],
          [
            'environment_variable',
            'environmentVariables',
            blocksOrNone(['name', 'name'], ['type', 'type', orElse('PLAINTEXT')]),
          ],
        ),
      ],
      [
        'vpc_config',
        'vpcConfig',
        blocksIf(
          has('vpcId'),
          ['vpc_id', 'vpcId'],
          ['subnets', 'subnets.subnet', list],
          ['subnets', 'subnets', list],
          ['security_group_ids', 'securityGroupIds', list],
        ),
      ],
      [
        'logs_config',
        'logsConfig',
        blocksOrNone(['cloudwatch_logs', 'cloudWatchLogs', blocksOrNone(['status', 'status'])]),
      ],
      ['cache', 'cache', blocksOrNone(['type', 'type'])],
    ],
  },
  {
    from: 'AWS::CodePipeline::Pipeline',
    to: 'aws_codepipeline',
    rows: [
      ['id', 'pipeline.name'],
      ['name', 'pipeline.name'],
      ['role_arn', 'pipeline.roleArn'],
    ],
  },
];

function names(map: unknown) {
  return Object.fromEntries(Object.keys(map as object).map((key) => [key, '(sensitive)']));
}
