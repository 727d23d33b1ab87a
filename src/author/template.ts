import type { Place } from './place.ts';

/** What the rule begins as: an attribute that must have a value, or a tag that must be there. */
export interface Requirement {
  readonly title: string;
  readonly remediation: string;
  /** Attribute that decides. */
  readonly attribute: string;
  /** Rego that holds for a resource `r` that violates the rule. */
  readonly violated: string;
  readonly message: string;
  readonly satisfying: Readonly<Record<string, unknown>>;
  readonly violating: Readonly<Record<string, unknown>>;
}

/** `name` must be `true`, `name=VALUE` must be that value. */
export function attributeRequirement(type: string, attribute: string, value: unknown): Requirement {
  const wanted = JSON.stringify(value);
  return {
    title: `Set ${attribute} of ${type} to ${wanted}`,
    remediation: `Set ${attribute} = ${wanted}`,
    attribute,
    violated: `not r.attributes.${attribute} == ${wanted}`,
    message: `${attribute} is not ${wanted.replaceAll('"', "'")}`,
    satisfying: { [attribute]: value },
    violating: { [attribute]: otherThan(value) },
  };
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `not-${value}` : null;
}

/** Something to start from where nothing else was asked for. */
export const tagRequirement = (type: string): Requirement => ({
  title: `Name the owner of each ${type} in a tag`,
  remediation: 'Set the tag Owner',
  attribute: 'tags_all',
  violated: 'not r.attributes.tags_all.Owner',
  message: 'has no tag Owner',
  satisfying: { tags_all: { Owner: 'team-a' } },
  violating: { tags_all: {} },
});

/** Text as YAML has it in one line. */
const yaml = (text: string): string => (/^[A-Za-z][\w .,/()=-]*$/.test(text) ? text : JSON.stringify(text));

export const ruleText = (place: Place, wants: Requirement): string => `# METADATA
# title: ${yaml(wants.title)}
# description: Say in a sentence or two what happens to those who do otherwise.
# scope: package
# custom:
#   id: ${place.id}
#   severity: ${place.severity}
#   resource_types: [${place.type}]
#   decisive:
#     ${place.type}: [/${wants.attribute}]
#   remediation: ${yaml(wants.remediation)}
package ${place.package}

import data.driftgate.lib.resource

deny contains resource.finding(r, "/${wants.attribute}", ${JSON.stringify(wants.message)}) if {
	some r in resource.of("${place.type}")
	${wants.violated}
}
`;

export const testText = (place: Place, wants: Requirement): string => `package ${place.package}_test

cases := {
	"as required": {"resources": [subject(${JSON.stringify(wants.satisfying)})], "verdict": "pass"},
	"otherwise": {
		"resources": [subject(${JSON.stringify(wants.violating)})],
		"verdict": "fail",
		"path": "/${wants.attribute}",
		"findings": 1,
	},
	"left out": {"resources": [subject({})], "verdict": "fail", "path": "/${wants.attribute}"},
	"left out, as null": {"resources": [subject({"${wants.attribute}": null})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(subject({}), {"unknown": {"/${wants.attribute}": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "${otherType(place.type)}", "attributes": {}}], "verdict": "none"},
}

subject(attributes) := {"type": "${place.type}", "attributes": attributes}
`;

const otherType = (type: string): string => (type === 'aws_instance' ? 'aws_vpc' : 'aws_instance');

/** A plan in the form of `terraform show -json` that makes one resource right and one wrong. */
export function planText({ type }: Place, { satisfying, violating }: Requirement): string {
  const change = (name: string, after: object): object => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: { id: true, arn: true },
      before_sensitive: false,
      after_sensitive: {},
    },
  });
  const plan = {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: {} },
    resource_changes: [change('right', satisfying), change('wrong', violating)],
    configuration: { root_module: {} },
    errored: false,
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}
