# METADATA
# title: Keep resources and data in allowed regions
# description: |
#   Laws and contracts say where data may lie, and what stands in a region that nobody watches is found by others first.
#   Which regions are allowed is for each organization to say: without allowed_regions or classified_regions the rule
#   judges nothing.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html
# custom:
#   id: NET-REGION-01
#   severity: high
#   resource_types: ["*"]
#   reads: [region, scope, replica, rule, replication_configuration, tags, tags_all, tag]
#   decisive:
#     aws_backup_plan: [/rule/*/copy_action/*/destination_vault_arn]
#     aws_dynamodb_table: [/replica/*/region_name]
#     aws_dynamodb_global_table: [/replica/*/region_name]
#     aws_ecr_replication_configuration: [/replication_configuration/*/rule/*/destination/*/region]
#     aws_secretsmanager_secret: [/replica/*/region]
#   params:
#     allowed_regions:
#       description: "regions by environment, for example {default: [eu-west-1, eu-central-1], prod: [eu-west-1]}; `default` is for the others"
#       default: {}
#     classified_regions:
#       description: "regions by the value of classification_tag, for example {restricted: [eu-west-1]}; they hold besides allowed_regions"
#       default: {}
#     classification_tag:
#       description: tag that classifies the data of a resource
#       default: DataClassification
#     global_types:
#       description: how the types begin that are in no region, or that CloudFront needs in us-east-1
#       default: [aws_account_, aws_acm_certificate, aws_budgets_, aws_ce_, aws_cloudfront_, aws_costoptimizationhub_, aws_cur_, aws_ecrpublic_, aws_globalaccelerator_, aws_iam_, aws_networkmanager_, aws_organizations_, aws_route53_cidr_, aws_route53_delegation_set, aws_route53_health_check, aws_route53_hosted_zone_dnssec, aws_route53_key_signing_key, aws_route53_query_log, aws_route53_record, aws_route53_traffic_policy, aws_route53_vpc_association_authorization, aws_route53_zone, aws_route53domains_, aws_s3_account_public_access_block, aws_savingsplans_, aws_shield_, aws_waf_]
#   remediation: Set the region of the provider, or of the resource, to an allowed one
#   frameworks:
#     NIST-800-53r5: [AC-4, SA-9(5)]
#     SOC2: [C1.1]
#   requirement: ["000_82979fcacfb6097f.txt:87", "000_82979fcacfb6097f.txt:195", "003_11714f712a81a514.txt:13,313"]
package driftgate.rules.network.regions_allowed

import data.driftgate.lib.resource

deny contains resource.finding(r, path, message) if {
	some r in _judged
	not _may_be_global(r)
	some [path, region, what] in _places(r)
	_is_forbidden(r, region)
	message := concat("", [what, region, ", which is not an allowed region"])
}

undetermined contains resource.finding(r, "/scope", "its region is not an allowed one, unless it protects CloudFront, which is not known") if {
	some r in _judged
	_may_be_global(r)
	some [_, region, _] in _places(r)
	_is_forbidden(r, region)
}

undetermined contains resource.finding(r, "/region", "its region is not known") if {
	some r in _judged
	not r.region
}

undetermined contains object.union(resource.finding(r, path, _no_environment), {"why": "environment"}) if {
	some r in _judged
	some [path, region, _] in _places(r)
	some list in _by_environment(r)
	not region in list
}

undetermined contains resource.finding(r, resource.tag_path(r, _params.classification_tag), "its classification, which decides on the regions, is not known") if {
	some r in _judged
	resource.is_tag_unknown(r, _params.classification_tag)
	some [_, region, _] in _places(r)
	some list in _params.classified_regions
	not region in list
}

not_applicable contains r.key if {
	some r in input.resources
	not r.key in _judged_keys
}

_no_environment := "some environments are not allowed in this region, and its environment is not known: name it with --env"

_judged := [r |
	some r in input.resources
	count(_params.allowed_regions) + count(_params.classified_regions) > 0
	not _is_global(r)
]

_judged_keys := {r.key | some r in _judged}

_is_global(r) if {
	some prefix in _params.global_types
	startswith(r.type, prefix)
}

# AWS WAF keeps what protects CloudFront in us-east-1.
_is_global(r) if r.attributes.scope == "CLOUDFRONT"

_may_be_global(r) if {
	startswith(r.type, "aws_wafv2_")
	resource.is_unknown(r, "/scope")
}

# A region is forbidden where no list that can hold for the resource has it, or the one for its data does not.
_is_forbidden(r, region) if {
	lists := _by_environment(r)
	count(lists) > 0
	every list in lists {
		not region in list
	}
}

_is_forbidden(r, region) if {
	some classification, list in _params.classified_regions
	lower(r.tags[_params.classification_tag]) == lower(classification)
	not region in list
}

# In an environment that is not known any list can hold.
_by_environment(r) := [list | some list in _params.allowed_regions] if {
	not r.environment
} else := [_params.allowed_regions[r.environment]] if {
	_params.allowed_regions[r.environment]
} else := [list | list := _params.allowed_regions["default"]]

# Where a resource is, and where it copies data to: [pointer, region, words].
_places(r) := array.concat([[_path(r), r.region, "is in "]], _copies(r)) if {
	r.region
} else := _copies(r)

# A region that the provider or an ARN tells is not in the attributes.
_path(r) := "/region" if {
	is_string(r.attributes.region)
} else := ""

_copies(r) := [[at, region, "copies data to "] |
	some index, replica in resource.blocks(r.attributes, "replica")
	at := concat("/", ["/replica", format_int(index, 10), _region_of_replica[r.type]])
	region := replica[_region_of_replica[r.type]]
] if {
	_region_of_replica[r.type]
} else := [[at, region, "copies backups to "] |
	some i, rule in resource.blocks(r.attributes, "rule")
	some j, action in resource.blocks(rule, "copy_action")
	at := concat("/", ["/rule", format_int(i, 10), "copy_action", format_int(j, 10), "destination_vault_arn"])
	region := split(action.destination_vault_arn, ":")[3]
] if {
	r.type == "aws_backup_plan"
} else := [[at, region, "copies images to "] |
	some configuration in resource.blocks(r.attributes, "replication_configuration")
	some i, rule in resource.blocks(configuration, "rule")
	some j, destination in resource.blocks(rule, "destination")
	at := concat("/", ["/replication_configuration/0/rule", format_int(i, 10), "destination", format_int(j, 10), "region"])
	region := destination.region
] if {
	r.type == "aws_ecr_replication_configuration"
} else := []

_region_of_replica := {
	"aws_dynamodb_table": "region_name",
	"aws_dynamodb_global_table": "region_name",
	"aws_secretsmanager_secret": "region",
}

_params := data.params["NET-REGION-01"]
