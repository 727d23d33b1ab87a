/** What code holds around resources, in the shape of resources; `schemas/rule.json` lists these types for rules. */
export const declarationTypes = [
  'terraform_provider',
  'terraform_configuration',
  'terraform_block',
  'github_workflow',
  'github_workflow_job',
  'github_workflow_step',
] as const;

export type DeclarationType = (typeof declarationTypes)[number];
