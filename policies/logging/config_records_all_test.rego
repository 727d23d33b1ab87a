package driftgate.rules.logging.config_records_all_test

cases := {
	"all types": {"resources": [recorder([everything]), status(true), channel], "verdict": "pass"},
	"all types, by what is left out": {
		"resources": [recorder([{"include_global_resource_types": true, "all_supported": null, "recording_strategy": []}]), status(true), channel],
		"verdict": "pass",
	},
	"all types, by a strategy": {
		"resources": [recorder([object.union(everything, strategy("ALL_SUPPORTED_RESOURCE_TYPES"))]), status(true), channel],
		"verdict": "pass",
	},
	"some types": {
		"resources": [recorder([{"all_supported": false, "resource_types": ["AWS::EC2::Instance"]}]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group/0/all_supported",
		"findings": 1,
	},
	"some types, by a strategy": {
		"resources": [recorder([object.union({"all_supported": false}, strategy("INCLUSION_BY_RESOURCE_TYPES"))]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group/0/recording_strategy/0/use_only",
		"findings": 1,
	},
	"all but some types": {
		"resources": [recorder([excluding]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group/0/exclusion_by_resource_types/0/resource_types",
		"findings": 1,
	},
	"all but some types, without a strategy": {
		"resources": [recorder([object.remove(excluding, ["recording_strategy"])]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group/0/exclusion_by_resource_types/0/resource_types",
		"findings": 1,
	},
	"all but some types that may be left out": {
		"resources": [recorder([excluding]), status(true), channel],
		"params": {"allowed_exclusions": ["AWS::EC2::NetworkInterface"]},
		"verdict": "pass",
	},
	"a type that it leaves out known only after apply": {
		"resources": [
			object.union(
				recorder([object.union(excluding, {"exclusion_by_resource_types": [{"resource_types": [null]}]})]),
				unknown("/recording_group/0/exclusion_by_resource_types/0/resource_types/0"),
			),
			status(true), channel,
		],
		"verdict": "unknown",
	},
	"all types known only after apply": {
		"resources": [
			object.union(recorder([{"include_global_resource_types": true}]), unknown("/recording_group/0/all_supported")),
			status(true), channel,
		],
		"verdict": "unknown",
	},
	"strategy known only after apply": {
		"resources": [
			object.union(
				recorder([{"all_supported": false, "include_global_resource_types": true, "recording_strategy": [{}]}]),
				unknown("/recording_group/0/recording_strategy/0/use_only"),
			),
			status(true), channel,
		],
		"verdict": "unknown",
	},
	"left-out types known only after apply": {
		"resources": [
			object.union(
				recorder([object.union(strategy("EXCLUSION_BY_RESOURCE_TYPES"), {"all_supported": false, "exclusion_by_resource_types": [{"resource_types": []}]})]),
				unknown("/recording_group/0/exclusion_by_resource_types/0/resource_types/0"),
			),
			status(true), channel,
		],
		"verdict": "unknown",
	},
	"no global types": {
		"resources": [recorder([{"all_supported": true, "include_global_resource_types": false}]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group/0/include_global_resource_types",
		"findings": 1,
	},
	"global types left out": {"resources": [recorder([{"all_supported": true}]), status(true), channel], "verdict": "fail"},
	"group left out": {
		"resources": [recorder([]), status(true), channel],
		"verdict": "fail",
		"path": "/recording_group",
		"findings": 1,
	},
	"group left out, as null": {"resources": [recorder(null), status(true), channel], "verdict": "fail", "path": "/recording_group"},
	"group known only after apply": {
		"resources": [object.union(recorder([]), unknown("/recording_group")), status(true), channel],
		"verdict": "unknown",
	},
	"global types known only after apply": {
		"resources": [
			object.union(recorder([{"all_supported": true}]), unknown("/recording_group/0/include_global_resource_types")),
			status(true), channel,
		],
		"verdict": "unknown",
		"findings": 1,
	},
	"global types, recorded by another": {
		"resources": [recorder([{"all_supported": true}]), status(true), channel, other({})],
		"verdict": "pass",
	},
	"global types, and it is not known whether another records them": {
		"resources": [
			recorder([{"all_supported": true}]), status(true), channel,
			object.union(other({"attributes": {"recording_group": [{"all_supported": true}]}}), unknown("/recording_group/0/include_global_resource_types")),
		],
		"verdict": "unknown",
		"path": "/recording_group/0/include_global_resource_types",
	},
	"global types, recorded by one of two others, of which one is not known": {
		"resources": [
			recorder([{"all_supported": true}]), status(true), channel, other({}),
			object.union(other({"key": "third"}), unknown("/recording_group")),
		],
		"verdict": "pass",
	},
	"global types, recorded by another of the account": {
		"resources": [
			in_account(recorder([{"all_supported": true}])), status(true),
			in_account(channel), in_account(other({})),
		],
		"verdict": "pass",
	},
	"global types, recorded by one of another account": {
		"resources": [recorder([{"all_supported": true}]), status(true), channel, other({"account": "444455556666"})],
		"verdict": "fail",
	},
	"no global types outside the home region": {
		"resources": [
			located("eu-west-1", recorder([{"all_supported": true}])),
			status(true), located("eu-west-1", channel),
		],
		"params": {"home_region": "us-east-1"},
		"verdict": "pass",
	},
	"no global types in the home region": {
		"resources": [
			located("us-east-1", recorder([{"all_supported": true}])),
			status(true), located("us-east-1", channel), other({}),
		],
		"params": {"home_region": "us-east-1"},
		"verdict": "fail",
		"findings": 1,
	},
	"no global types in a region that is not known": {
		"resources": [recorder([{"all_supported": true}]), status(true), channel],
		"params": {"home_region": "us-east-1"},
		"verdict": "unknown",
		"path": "",
	},
	"global types in a region that is not known": {
		"resources": [recorder([everything]), status(true), channel],
		"params": {"home_region": "us-east-1"},
		"verdict": "pass",
	},
	"off": {"resources": [recorder([everything]), status(false), channel], "verdict": "fail", "path": "/is_enabled", "findings": 1},
	"known only after apply to be on": {
		"resources": [
			recorder([everything]), channel,
			object.union(object.remove(status(true), ["attributes"]), object.union({"attributes": {}}, unknown("/is_enabled"))),
		],
		"verdict": "unknown",
	},
	"never switched on": {"resources": [recorder([everything]), channel], "verdict": "fail", "findings": 1},
	"status that could not be told": {
		"resources": [object.union(recorder([everything]), {"unresolved": ["aws_config_configuration_recorder_status"]}), channel],
		"verdict": "unknown",
	},
	"no channel": {"resources": [recorder([everything]), status(true)], "verdict": "fail", "findings": 1},
	"channel of another region": {
		"resources": [located("eu-west-1", recorder([everything])), status(true), located("us-east-1", channel)],
		"verdict": "fail",
	},
	"channel of another account": {
		"resources": [recorder([everything]), status(true), object.union(channel, {"account": "444455556666"})],
		"verdict": "fail",
	},
	"channels of two regions": {
		"resources": [
			located("eu-west-1", recorder([everything])), status(true),
			located("us-east-1", channel), located("eu-west-1", object.union(channel, {"key": "second"})),
		],
		"verdict": "pass",
	},
	"aggregator of all regions": {
		"resources": [aggregator({"organization_aggregation_source": [{"all_regions": true}], "account_aggregation_source": []})],
		"verdict": "pass",
	},
	"aggregator of accounts in all regions": {"resources": [aggregator({"account_aggregation_source": [{"all_regions": true}]})], "verdict": "pass"},
	"aggregator of some regions": {
		"resources": [aggregator({"organization_aggregation_source": [{"all_regions": false, "regions": ["eu-west-1"]}]})],
		"verdict": "fail",
		"path": "/organization_aggregation_source/0/all_regions",
		"findings": 1,
	},
	"aggregator of accounts in some regions": {
		"resources": [aggregator({"account_aggregation_source": [{"regions": ["eu-west-1"]}]})],
		"verdict": "fail",
		"path": "/account_aggregation_source/0/all_regions",
	},
	"aggregator known only after apply": {
		"resources": [object.union(
			aggregator({"account_aggregation_source": [{"account_ids": ["111122223333"]}]}),
			unknown("/account_aggregation_source/0/all_regions"),
		)],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_config_config_rule", "attributes": {}}], "verdict": "none"},
}

everything := {"all_supported": true, "include_global_resource_types": true}

strategy(name) := {"recording_strategy": [{"use_only": name}]}

excluding := object.union(strategy("EXCLUSION_BY_RESOURCE_TYPES"), {
	"all_supported": false,
	"exclusion_by_resource_types": [{"resource_types": ["AWS::EC2::NetworkInterface"]}],
})

recorder(group) := {
	"key": "recorder",
	"type": "aws_config_configuration_recorder",
	"attributes": {"name": "default", "recording_group": group},
}

other(more) := object.union(object.union(recorder([everything]), {"key": "other"}), more)

status(enabled) := {
	"type": "aws_config_configuration_recorder_status",
	"attributes": {"is_enabled": enabled},
	"links": {"name": ["recorder"]},
}

channel := {"key": "channel", "type": "aws_config_delivery_channel", "attributes": {"s3_bucket_name": "config"}}

in_account(r) := object.union(r, {"account": "111122223333"})

located(region, r) := object.union(r, {"region": region})

aggregator(sources) := {"type": "aws_config_configuration_aggregator", "attributes": sources}

unknown(pointer) := {"unknown": {pointer: ["data.aws_ssm_parameter.a.value"]}}
