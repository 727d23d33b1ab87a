import type { Mapping } from '../table.ts';
import { blocks, blocksOrNone, bool, filled, first, int, list, orElse } from '../transforms.ts';

// Shapes: certificates from items captured by awslabs/aws-config-rdk, the rest from the query schema. The rules of a web
// ACL are neither in a captured item nor in the schema.

export const security: readonly Mapping[] = [
  {
    from: 'AWS::ACM::Certificate',
    to: 'aws_acm_certificate',
    rows: [
      ['id', 'certificateArn'],
      ['arn', 'certificateArn'],
      ['domain_name', 'domainName'],
      ['subject_alternative_names', 'subjectAlternativeNames', list],
      ['validation_method', 'domainValidationOptions.validationMethod', first],
      ['key_algorithm', 'keyAlgorithm', (value) => String(value).replaceAll('-', '_')],
      ['status', 'status'],
      ['type', 'type'],
      ['certificate_authority_arn', 'certificateAuthorityArn', orElse('')],
      [
        'options',
        'options',
        blocks(['certificate_transparency_logging_preference', 'certificateTransparencyLoggingPreference']),
      ],
      ['not_after', 'notAfter'],
      ['renewal_eligibility', 'renewalEligibility'],
    ],
  },
  {
    from: 'AWS::GuardDuty::Detector',
    to: 'aws_guardduty_detector',
    rows: [
      ['id', 'Id'],
      ['enable', 'Enable', bool],
      ['finding_publishing_frequency', 'FindingPublishingFrequency'],
      [
        'datasources',
        'DataSources',
        blocksOrNone(
          ['s3_logs', 'S3Logs', blocks(['enable', 'Enable', bool])],
          [
            'kubernetes',
            'Kubernetes',
            blocksOrNone(['audit_logs', 'AuditLogs', blocks(['enable', 'Enable', bool])]),
          ],
        ),
      ],
    ],
  },
  {
    from: 'AWS::WAFv2::WebACL',
    to: 'aws_wafv2_web_acl',
    rows: [
      ['id', 'id'],
      ['arn', 'resourceARN'],
      ['name', 'name'],
      ['description', 'description', orElse('', filled)],
      ['capacity', 'capacity', int],
      [
        'visibility_config',
        'visibilityConfig',
        blocks(
          ['cloudwatch_metrics_enabled', 'cloudWatchMetricsEnabled', bool],
          ['metric_name', 'metricName'],
          ['sampled_requests_enabled', 'sampledRequestsEnabled', bool],
        ),
      ],
      ['scope', 'item.arn', (value) => (/:global\/webacl\//.test(String(value)) ? 'CLOUDFRONT' : 'REGIONAL')],
    ],
  },
  {
    from: 'AWS::WAFv2::IPSet',
    to: 'aws_wafv2_ip_set',
    rows: [
      ['name', 'name'],
      ['ip_address_version', 'iPAddressVersion'],
    ],
  },
  {
    from: 'AWS::WAFv2::RuleGroup',
    to: 'aws_wafv2_rule_group',
    rows: [
      ['name', 'name'],
      ['capacity', 'capacity', int],
    ],
  },
  { from: 'AWS::WAFv2::RegexPatternSet', to: 'aws_wafv2_regex_pattern_set', rows: [['name', 'name']] },
  {
    from: 'AWS::AccessAnalyzer::Analyzer',
    to: 'aws_accessanalyzer_analyzer',
    rows: [
      ['arn', 'Arn'],
      ['analyzer_name', 'AnalyzerName'],
      ['type', 'Type'],
    ],
  },
  {
    from: 'AWS::NetworkFirewall::Firewall',
    to: 'aws_networkfirewall_firewall',
    rows: [
      ['arn', 'firewall.firewallArn'],
      ['name', 'firewall.firewallName'],
      ['delete_protection', 'firewall.deleteProtection', bool],
    ],
  },
  {
    from: 'AWS::Shield::Protection',
    to: 'aws_shield_protection',
    rows: [
      ['name', 'Name'],
      ['resource_arn', 'ResourceArn'],
    ],
  },
];
