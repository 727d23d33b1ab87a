import type { Mapping } from '../table.ts';
import { blocks, blocksOrNone, bool, filled, list, matching, orElse, text, without } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian.

export const apiGateway: readonly Mapping[] = [
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
];
