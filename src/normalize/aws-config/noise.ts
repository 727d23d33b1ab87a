/**
 * What AWS Config records about resources, or makes of them, and that is none of its own: by type, with the reason.
 * Left out and counted (https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html).
 */
const types: Readonly<Record<string, string>> = {
  'AWS::Config::ResourceCompliance': 'a verdict of AWS Config',
  'AWS::Config::ConformancePackCompliance': 'a verdict of AWS Config',
  'AWS::SSM::ManagedInstanceInventory': 'an inventory of software',
  'AWS::SSM::PatchCompliance': 'a verdict of Systems Manager',
  'AWS::SSM::AssociationCompliance': 'a verdict of Systems Manager',
  'AWS::SSM::FileData': 'an inventory of files',
  'AWS::Backup::RecoveryPoint': 'a backup, which a backup plan makes',
};

export const noise = (type: string): string | undefined =>
  Object.hasOwn(types, type) ? types[type] : undefined;
