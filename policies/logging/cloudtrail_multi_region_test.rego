package driftgate.rules.logging.cloudtrail_multi_region_test

cases := {
	"multi-region": {"resources": [trail({})], "verdict": "pass"},
	"all of it said": {
		"resources": [trail({"enable_logging": true, "include_global_service_events": true, "event_selector": [], "advanced_event_selector": []})],
		"verdict": "pass",
	},
	"one region": {
		"resources": [trail({"is_multi_region_trail": false})],
		"verdict": "fail",
		"path": "/is_multi_region_trail",
		"findings": 1,
	},
	"left out": {"resources": [trail({"is_multi_region_trail": null})], "verdict": "fail", "path": "/is_multi_region_trail"},
	"left out, as absent": {"resources": [{"type": "aws_cloudtrail", "attributes": {}}], "verdict": "fail", "path": "/is_multi_region_trail"},
	"logging off": {"resources": [trail({"enable_logging": false})], "verdict": "fail", "path": "/enable_logging"},
	"no global services": {
		"resources": [trail({"include_global_service_events": false})],
		"verdict": "fail",
		"path": "/include_global_service_events",
	},
	"one finding, for the first that is to mend": {
		"resources": [trail({"is_multi_region_trail": false, "enable_logging": false, "include_global_service_events": false})],
		"verdict": "fail",
		"path": "/is_multi_region_trail",
		"findings": 1,
	},
	"data events beside management events": {
		"resources": [trail({"event_selector": [{"include_management_events": true, "read_write_type": "All", "data_resource": []}]})],
		"verdict": "pass",
	},
	"selector with what is left out": {"resources": [trail({"event_selector": [{"data_resource": []}]})], "verdict": "pass"},
	"data events only": {
		"resources": [trail({"event_selector": [{"include_management_events": false, "read_write_type": "All"}]})],
		"verdict": "fail",
		"path": "/event_selector",
	},
	"write events only": {
		"resources": [trail({"event_selector": [{"include_management_events": true, "read_write_type": "WriteOnly"}]})],
		"verdict": "fail",
		"path": "/event_selector",
	},
	"write events and read events": {
		"resources": [trail({"event_selector": [
			{"include_management_events": true, "read_write_type": "WriteOnly"},
			{"include_management_events": true, "read_write_type": "ReadOnly"},
		]})],
		"verdict": "pass",
	},
	"management events by an advanced selector": {"resources": [advanced([field("eventCategory", ["Management"])])], "verdict": "pass"},
	"data events by an advanced selector": {
		"resources": [advanced([field("eventCategory", ["Data"]), field("resources.type", ["AWS::S3::Object"])])],
		"verdict": "fail",
		"path": "/advanced_event_selector",
	},
	"write events by an advanced selector": {
		"resources": [advanced([field("eventCategory", ["Management"]), field("readOnly", ["false"])])],
		"verdict": "fail",
		"path": "/advanced_event_selector",
	},
	"region known only after apply": {
		"resources": [unknown({}, {"/is_multi_region_trail": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"logging known only after apply": {
		"resources": [unknown({"is_multi_region_trail": true}, {"/enable_logging": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"selector known only after apply": {
		"resources": [unknown({"is_multi_region_trail": true, "event_selector": [{}]}, {"/event_selector/0/read_write_type": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"bucket of the data events known only after apply": {
		"resources": [unknown(
			{"is_multi_region_trail": true, "event_selector": [{"include_management_events": true, "data_resource": [{"type": "AWS::S3::Object"}]}]},
			{"/event_selector/0/data_resource/0/values/0": ["aws_s3_bucket.a.arn"]},
		)],
		"verdict": "pass",
	},
	"bucket of an advanced selector known only after apply": {
		"resources": [unknown(
			advanced([field("eventCategory", ["Management"]), {"field": "resources.ARN"}]).attributes,
			{"/advanced_event_selector/0/field_selector/1/starts_with/0": ["aws_s3_bucket.a.arn"]},
		)],
		"verdict": "pass",
	},
	"category known only after apply": {
		"resources": [unknown(
			advanced([{"field": "eventCategory"}]).attributes,
			{"/advanced_event_selector/0/field_selector/0/equals": ["data.aws_ssm_parameter.a.value"]},
		)],
		"verdict": "unknown",
	},
	"one value wrong, one known only after apply": {
		"resources": [unknown({"is_multi_region_trail": false}, {"/enable_logging": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "fail",
	},
	"beside a trail that records every region": {"resources": [trail({"is_multi_region_trail": false}), trail({})], "verdict": "pass"},
	"known only after apply, beside a trail that records every region": {
		"resources": [unknown({}, {"/is_multi_region_trail": ["data.aws_ssm_parameter.a.value"]}), trail({})],
		"verdict": "pass",
	},
	"beside a trail that may record every region": {
		"resources": [trail({"is_multi_region_trail": false}), unknown({}, {"/is_multi_region_trail": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"findings": 1,
		"path": "",
	},
	"beside another that fails": {
		"resources": [trail({"is_multi_region_trail": false}), trail({"enable_logging": false})],
		"verdict": "fail",
		"findings": 1,
	},
	"beside a trail of another account": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), in_account("444455556666", {})],
		"verdict": "fail",
	},
	"beside an organization trail of another account": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), in_account("444455556666", {"is_organization_trail": true})],
		"verdict": "pass",
	},
	"beside an organization trail that is not accepted": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), in_account("444455556666", {"is_organization_trail": true})],
		"params": {"accept_org_trail": false},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_cloudtrail_event_data_store", "attributes": {}}], "verdict": "none"},
	"beside a trail of the same account": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), in_account("111122223333", {})],
		"verdict": "pass",
	},
	"beside a trail of another account that may be the organization's": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), perhaps_organization({})],
		"verdict": "unknown",
		"path": "",
		"findings": 1,
	},
	"beside two trails, one of which may be the organization's": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), in_account("777788889999", {}), perhaps_organization({})],
		"verdict": "unknown",
	},
	"beside a trail that may be the organization's, which is not accepted": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), perhaps_organization({})],
		"params": {"accept_org_trail": false},
		"verdict": "fail",
	},
	"beside a trail that may be the organization's and records one region": {
		"resources": [in_account("111122223333", {"is_multi_region_trail": false}), perhaps_organization({"is_multi_region_trail": false})],
		"verdict": "fail",
	},
	"records every region, beside a trail that may be the organization's": {
		"resources": [in_account("111122223333", {}), perhaps_organization({})],
		"verdict": "pass",
	},
	"global services known only after apply": {
		"resources": [unknown({"is_multi_region_trail": true}, {"/include_global_service_events": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"read events and write events by advanced selectors": {
		"resources": [trail({"advanced_event_selector": [read_only("true"), read_only("false")]})],
		"verdict": "pass",
	},
	"read events by an advanced selector": {"resources": [trail({"advanced_event_selector": [read_only("true")]})], "verdict": "fail"},
	"kind of the events known only after apply": {
		"resources": [unknown(
			{"is_multi_region_trail": true, "advanced_event_selector": [{"field_selector": [field("eventCategory", ["Management"]), {"field": "readOnly"}]}]},
			{"/advanced_event_selector/0/field_selector/1/equals": ["data.aws_ssm_parameter.a.value"]},
		)],
		"verdict": "unknown",
	},
	"name of a field known only after apply": {
		"resources": [unknown(
			{"is_multi_region_trail": true, "advanced_event_selector": [{"field_selector": [{"equals": ["Management"]}]}]},
			{"/advanced_event_selector/0/field_selector/0/field": ["data.aws_ssm_parameter.a.value"]},
		)],
		"verdict": "unknown",
	},
	"buckets of an advanced selector known only after apply": {
		"resources": [unknown(
			{"is_multi_region_trail": true, "advanced_event_selector": [{"field_selector": [field("eventCategory", ["Management"]), {"field": "resources.ARN"}]}]},
			{"/advanced_event_selector/0/field_selector/1/equals": ["aws_s3_bucket.a.arn"]},
		)],
		"verdict": "pass",
	},
}

trail(attributes) := {"type": "aws_cloudtrail", "attributes": object.union({"is_multi_region_trail": true}, attributes)}

unknown(attributes, pointers) := {"type": "aws_cloudtrail", "attributes": attributes, "unknown": pointers}

in_account(account, attributes) := object.union(trail(attributes), {"account": account})

advanced(fields) := trail({"advanced_event_selector": [{"name": "a", "field_selector": fields}]})

field(name, values) := {"field": name, "equals": values}

perhaps_organization(attributes) := object.union(
	in_account("444455556666", attributes),
	{"unknown": {"/is_organization_trail": ["data.aws_ssm_parameter.a.value"]}},
)

read_only(value) := {"field_selector": [field("eventCategory", ["Management"]), field("readOnly", [value])]}
