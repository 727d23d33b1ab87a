import type { Resource } from '../model/document.ts';

/** What can stand around resources in code; `schemas/rule.json` lists them for rules. */
export type DeclarationType =
  | 'terraform_provider'
  | 'terraform_configuration'
  | 'terraform_block'
  | 'github_workflow'
  | 'github_workflow_job'
  | 'github_workflow_step';

/** A part of code in the shape of a resource, so that rules judge both in one way. */
export const declaration = (
  type: DeclarationType,
  address: string,
  attributes: Resource['attributes'],
  more: Partial<Resource> = {},
): Resource => ({
  key: `${type} ${address}`,
  type,
  mode: 'declaration',
  address,
  taggable: false,
  tags: {},
  attributes,
  unknown: {},
  defaulted: {},
  sensitive: [],
  links: {},
  related: {},
  unresolved: [],
  ...more,
});
