# METADATA
# title: Record all resources with AWS Config
# description: What Config does not record has no history, and is seen neither by its rules nor by a comparison of the live estate with the code.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
#   - ref: https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
# custom:
#   id: LOG-CONFIG-01
#   severity: high
#   resource_types: [aws_config_configuration_recorder, aws_config_configuration_aggregator]
#   related_types: [aws_config_configuration_recorder_status]
#   context_types: [aws_config_configuration_recorder, aws_config_delivery_channel]
#   decisive:
#     aws_config_configuration_recorder:
#       - /recording_group/*/all_supported
#       - /recording_group/*/include_global_resource_types
#       - /recording_group/*/recording_strategy/*/use_only
#       - /recording_group/*/exclusion_by_resource_types/*/resource_types/*
#     aws_config_configuration_recorder_status: [/is_enabled]
#     aws_config_configuration_aggregator: [/account_aggregation_source/*/all_regions, /organization_aggregation_source/*/all_regions]
#   params:
#     home_region:
#       description: region whose recorder has to record global resource types; empty if it may be any one of an account
#       default: ""
#     allowed_exclusions:
#       description: resource types that a recorder may leave out, for example AWS::EC2::NetworkInterface
#       default: []
#   remediation: "Set recording_group { all_supported = true, include_global_resource_types = true }, and switch the recorder on with an aws_config_configuration_recorder_status"
#   frameworks:
#     CIS-AWS-3.0: ["3.3"]
#     NIST-800-53r5: [CM-3, CM-8]
#     SOC2: [CC7.1]
#   aliases:
#     checkov: [CKV2_AWS_45, CKV2_AWS_48, CKV_AWS_121]
#     trivy: [AVD-AWS-0019]
#     security-hub: [Config.1]
#   requirement: ["001_1dc8f2cd8369b174.txt:77,81", "001_1dc8f2cd8369b174.txt:197,204,211,358,372", "003_11714f712a81a514.txt:324"]
package driftgate.rules.logging.config_records_all

import data.driftgate.lib.resource

deny contains resource.finding(recorder, path, "records some resource types only") if {
	some recorder in _recorders
	path := {
		"all_supported": "/recording_group/0/all_supported",
		"INCLUSION_BY_RESOURCE_TYPES": "/recording_group/0/recording_strategy/0/use_only",
	}[_strategy(recorder)]
}

deny contains resource.finding(recorder, "/recording_group/0/exclusion_by_resource_types/0/resource_types", "leaves out resource types") if {
	some recorder in _recorders
	some exclusion in resource.blocks(_group(recorder), "exclusion_by_resource_types")
	some type in exclusion.resource_types
	is_string(type)
	not type in _params.allowed_exclusions
}

deny contains resource.finding(recorder, _globals_path(recorder), "global resource types, such as IAM roles, are not recorded") if {
	some recorder in _without_globals
	_is_home(recorder)
}

undetermined contains resource.finding(recorder, _globals_path(recorder), "whether another recorder has the global resource types is known only after apply") if {
	some recorder in _without_globals
	_params.home_region == ""
	not _others_stand_in(recorder)
	_may_stand_in(recorder)
}

undetermined contains resource.finding(recorder, "", "whether it is the one to record global resource types depends on its region, which is not known") if {
	some recorder in _without_globals
	_params.home_region != ""
	not recorder.region
}

deny contains resource.absent(recorder, "aws_config_configuration_recorder_status", "nothing switches the recorder on") if {
	some recorder in _recorders
	count(_statuses(recorder)) == 0
}

deny contains resource.finding_at(recorder, status, "/is_enabled", "the recorder is off") if {
	some recorder in _recorders
	some status in _statuses(recorder)
	not status.attributes.is_enabled == true
}

deny contains resource.absent(recorder, "aws_config_delivery_channel", "nothing delivers what the recorder finds") if {
	some recorder in _recorders
	every channel in resource.context("aws_config_delivery_channel") {
		not _same_place(channel, recorder)
	}
}

deny contains resource.finding(aggregator, path, "collects from some regions only") if {
	some aggregator in resource.of("aws_config_configuration_aggregator")
	some [name, path] in [
		["account_aggregation_source", "/account_aggregation_source/0/all_regions"],
		["organization_aggregation_source", "/organization_aggregation_source/0/all_regions"],
	]
	some source in resource.blocks(aggregator.attributes, name)
	not source.all_regions == true
}

_recorders := resource.of("aws_config_configuration_recorder")

_statuses(recorder) := resource.related(recorder, "aws_config_configuration_recorder_status")

# Without a group all types of the region are recorded.
_group(recorder) := group if {
	group := resource.blocks(recorder.attributes, "recording_group")[0]
} else := {}

# How types are chosen: by all_supported alone, which is the default, unless a strategy says more.
_strategy(recorder) := use_only if {
	use_only := resource.blocks(_group(recorder), "recording_strategy")[0].use_only
} else := "EXCLUSION_BY_RESOURCE_TYPES" if {
	count(resource.blocks(_group(recorder), "exclusion_by_resource_types")) > 0
} else := "all_supported" if {
	_group(recorder).all_supported == false
	not resource.is_unknown(recorder, "/recording_group/0/recording_strategy/0/use_only")
} else := "ALL_SUPPORTED_RESOURCE_TYPES"

# Exclusion takes in global types by itself.
_without_globals contains recorder if {
	some recorder in _recorders
	_strategy(recorder) == "ALL_SUPPORTED_RESOURCE_TYPES"
	not _with_globals(recorder)
}

_globals_path(recorder) := "/recording_group" if {
	count(_group(recorder)) == 0
} else := "/recording_group/0/include_global_resource_types"

_with_globals(recorder) if _group(recorder).include_global_resource_types == true

_is_home(recorder) if recorder.region == _params.home_region

_is_home(recorder) if {
	_params.home_region == ""
	not _others_stand_in(recorder)
	not _may_stand_in(recorder)
}

_others_stand_in(recorder) if {
	some other in _of_account(recorder)
	_with_globals(other)
}

# Whether another recorder may turn out to have them.
_may_stand_in(recorder) if {
	some other in _of_account(recorder)
	other.key != recorder.key
	resource.is_unknown(other, "/recording_group/0/include_global_resource_types")
}

_of_account(recorder) := [other |
	some other in resource.context("aws_config_configuration_recorder")
	object.get(other, "account", "") == object.get(recorder, "account", "")
]

_same_place(one, other) if {
	object.get(one, "account", "") == object.get(other, "account", "")
	object.get(one, "region", "") == object.get(other, "region", "")
}

_params := data.params["LOG-CONFIG-01"]
