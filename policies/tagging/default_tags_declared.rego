# METADATA
# title: Declare default_tags in every aws provider configuration
# description: Tags that the provider adds reach every resource, also the one that is written in a hurry; tags that each block repeats are forgotten in one.
# scope: package
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
# custom:
#   id: TAG-PROV-01
#   severity: medium
#   resource_types: [terraform_provider]
#   params:
#     default_required:
#       description: keys that default_tags have to hold, with a value
#       default: [Environment, ManagedBy, Application]
#   remediation: 'provider "aws" { default_tags { tags = { Environment = var.env } } }'
#   frameworks:
#     NIST-800-53r5: [CM-8]
#   requirement: ["000_82979fcacfb6097f.txt:221", "003_11714f712a81a514.txt:37"]
package driftgate.rules.tagging.default_tags_declared

import data.driftgate.lib.resource

deny contains resource.finding(provider, "/default_tags", "declares no default_tags") if {
	some provider in resource.of("terraform_provider")
	count(_blocks(provider)) == 0
}

deny contains resource.finding(provider, "/default_tags/0/tags", message) if {
	some provider in resource.of("terraform_provider")
	count(_blocks(provider)) > 0
	missing := [key | some key in data.params["TAG-PROV-01"].default_required; not _has(provider, key)]
	count(missing) > 0
	message := concat("", ["default_tags lack ", concat(", ", missing)])
}

_blocks(provider) := resource.blocks(provider.attributes, "default_tags")

_has(provider, key) if {
	some block in _blocks(provider)
	trim_space(block.tags[key]) != ""
}
