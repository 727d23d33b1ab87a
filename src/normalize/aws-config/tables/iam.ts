import type { Companion, Mapping, Row } from '../table.ts';
import {
  blocks,
  filled,
  has,
  inTurn,
  int,
  list,
  orElse,
  policy,
  startsWith,
  whereFirst,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. Policies are percent-encoded JSON in the
// answers of the API and objects in some files. Access keys, passwords and MFA devices are not recorded.

const inline = [
  ['name', 'policyName'],
  ['policy', 'policyDocument', policy],
] as const satisfies readonly Row[];

/** Inline policies and attachments of a role, a user or a group; Terraform names the owner by its name. */
const companions = (owner: 'role' | 'user' | 'group', policies: string): readonly Companion[] => [
  {
    to: `aws_iam_${owner}_policy`,
    at: policies,
    name: 'policyName',
    rows: [[owner, `config.${owner}Name`], ...inline],
  },
  {
    to: `aws_iam_${owner}_policy_attachment`,
    at: 'attachedManagedPolicies',
    name: 'policyArn',
    rows: [
      [owner, `config.${owner}Name`],
      ['policy_arn', 'policyArn'],
    ],
  },
];

const boundary: Row = [
  'permissions_boundary',
  'permissionsBoundary.permissionsBoundaryArn',
  orElse(null, filled),
];

export const iam: readonly Mapping[] = [
  {
    from: 'AWS::IAM::Role',
    to: 'aws_iam_service_linked_role',
    when: ['path', startsWith('/aws-service-role/')],
    rows: [
      ['id', 'arn'],
      ['arn', 'arn'],
      ['name', 'roleName'],
      ['path', 'path'],
      ['unique_id', 'roleId'],
    ],
  },
  {
    from: 'AWS::IAM::Role',
    to: 'aws_iam_role',
    rows: [
      ['id', 'roleName'],
      ['name', 'roleName'],
      ['unique_id', 'roleId'],
      ['arn', 'arn'],
      ['path', 'path'],
      ['create_date', 'createDate'],
      ['assume_role_policy', 'assumeRolePolicyDocument', policy],
      boundary,
      ['managed_policy_arns', 'attachedManagedPolicies.policyArn', list],
      ['inline_policy', 'rolePolicyList', blocks(...inline)],
    ],
    companions: companions('role', 'rolePolicyList'),
  },
  {
    from: 'AWS::IAM::User',
    to: 'aws_iam_user',
    rows: [
      ['id', 'userName'],
      ['name', 'userName'],
      ['unique_id', 'userId'],
      ['arn', 'arn'],
      ['path', 'path'],
      boundary,
    ],
    companions: [
      ...companions('user', 'userPolicyList'),
      {
        to: 'aws_iam_user_group_membership',
        at: '.',
        when: has('groupList'),
        rows: [
          ['user', 'userName'],
          ['groups', 'groupList', list],
        ],
        orNone: true,
      },
    ],
  },
  {
    from: 'AWS::IAM::Group',
    to: 'aws_iam_group',
    rows: [
      ['id', 'groupName'],
      ['name', 'groupName'],
      ['unique_id', 'groupId'],
      ['arn', 'arn'],
      ['path', 'path'],
    ],
    companions: companions('group', 'groupPolicyList'),
  },
  {
    from: 'AWS::IAM::Policy',
    to: 'aws_iam_policy',
    rows: [
      ['id', 'arn'],
      ['name', 'policyName'],
      ['policy_id', 'policyId'],
      ['arn', 'arn'],
      ['path', 'path'],
      ['description', 'description', orElse(null, filled)],
      ['policy', 'policyVersionList', inTurn(whereFirst('isDefaultVersion', true, 'document'), policy)],
      ['attachment_count', 'attachmentCount', int],
    ],
  },
  {
    // CloudFormation shape, as the three below.
    from: 'AWS::IAM::InstanceProfile',
    to: 'aws_iam_instance_profile',
    rows: [
      ['name', 'InstanceProfileName'],
      ['path', 'Path'],
    ],
  },
  {
    from: 'AWS::IAM::OIDCProvider',
    to: 'aws_iam_openid_connect_provider',
    rows: [
      ['client_id_list', 'ClientIdList', list],
      ['thumbprint_list', 'ThumbprintList', list],
      ['url', 'Url'],
    ],
  },
  { from: 'AWS::IAM::SAMLProvider', to: 'aws_iam_saml_provider', rows: [['name', 'Name']] },
  { from: 'AWS::IAM::ServerCertificate', to: 'aws_iam_server_certificate', rows: [['path', 'Path']] },
];
