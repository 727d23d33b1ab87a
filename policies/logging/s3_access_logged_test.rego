package driftgate.rules.logging.s3_access_logged_test

cases := {
	"logged": {"resources": [bucket({}), logging({"target_bucket": "logs"}, {})], "verdict": "pass"},
	"logged to a bucket of the same plan": {
		"resources": [
			bucket({}),
			{"key": "logs", "type": "aws_s3_bucket", "attributes": {}},
			logging({}, {"unknown": {"/target_bucket": ["aws_s3_bucket.logs.id"]}, "links": {"bucket": ["bucket"], "target_bucket": ["logs"]}}),
		],
		"verdict": "pass",
	},
	"logged, beside others that could not be told": {
		"resources": [object.union(bucket({}), {"unresolved": ["aws_s3_bucket_logging"]}), logging({"target_bucket": "logs"}, {})],
		"verdict": "pass",
	},
	"target known only after apply": {
		"resources": [bucket({}), logging({}, {"unknown": {"/target_bucket": ["data.aws_s3_bucket.logs.id"]}})],
		"verdict": "unknown",
		"path": "/target_bucket",
	},
	"not logged": {"resources": [bucket({})], "verdict": "fail", "findings": 1},
	"left out, as an empty list": {"resources": [bucket({"logging": []})], "verdict": "fail"},
	"left out, as null": {"resources": [bucket({"logging": null})], "verdict": "fail"},
	"left to AWS": {"resources": [object.union(bucket({}), {"unknown": {"/logging": []}})], "verdict": "fail"},
	"logging of another bucket": {
		"resources": [
			bucket({}),
			{"key": "other", "type": "aws_s3_bucket", "attributes": {}},
			logging({"target_bucket": "logs"}, {"links": {"bucket": ["other"]}}),
		],
		"verdict": "fail",
	},
	"logging that could not be told": {
		"resources": [object.union(bucket({}), {"unresolved": ["aws_s3_bucket_logging"]})],
		"verdict": "unknown",
	},
	"logged to itself": {
		"resources": [bucket({}), logging({"target_bucket": "b"}, {"links": {"bucket": ["bucket"], "target_bucket": ["bucket"]}})],
		"verdict": "fail",
		"path": "",
		"findings": 1,
	},
	"logged to itself, by reference": {
		"resources": [bucket({}), logging({}, {
			"unknown": {"/target_bucket": ["aws_s3_bucket.b.id"]},
			"links": {"bucket": ["bucket"], "target_bucket": ["bucket"]},
		})],
		"verdict": "fail",
		"findings": 1,
	},
	"takes the logs of another": {
		"resources": [
			bucket({}),
			{"key": "other", "type": "aws_s3_bucket", "attributes": {}},
			logging({}, {"links": {"bucket": ["other"], "target_bucket": ["bucket"]}}),
		],
		"verdict": "none",
	},
	"inline": {"resources": [bucket({"logging": [{"target_bucket": "logs", "target_prefix": "b/"}]})], "verdict": "pass"},
	"inline, beside others that could not be told": {
		"resources": [object.union(bucket({"logging": [{"target_bucket": "logs"}]}), {"unresolved": ["aws_s3_bucket_logging"]})],
		"verdict": "pass",
	},
	"inline without a target, beside others that could not be told": {
		"resources": [object.union(bucket({"logging": [{"target_bucket": ""}]}), {"unresolved": ["aws_s3_bucket_logging"]})],
		"verdict": "unknown",
	},
	"inline, to a bucket of the same plan": {
		"resources": [object.union(bucket({"logging": [{}]}), {"unknown": {"/logging/0/target_bucket": ["aws_s3_bucket.logs.id"]}})],
		"verdict": "pass",
	},
	"inline, known only after apply": {
		"resources": [object.union(bucket({"logging": [{}]}), {"unknown": {"/logging/0/target_bucket": ["data.aws_s3_bucket.logs.id"]}})],
		"verdict": "unknown",
		"path": "/logging/0/target_bucket",
	},
	"inline, to itself": {
		"resources": [bucket({"logging": [{"target_bucket": "b"}]})],
		"verdict": "fail",
		"path": "/logging/0/target_bucket",
	},
	"recorded by CloudTrail": {"resources": [bucket({}), trail(all)], "verdict": "fail"},
	"recorded by CloudTrail, which is accepted": {"resources": [bucket({}), trail(all)], "params": accepted, "verdict": "pass"},
	"recorded by name, with all that is left out": {
		"resources": [bucket({}), trail({"event_selector": [{"data_resource": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::b/"]}]}]})],
		"params": accepted,
		"verdict": "pass",
	},
	"recorded in another partition": {
		"resources": [bucket({}), trail(selected("All", "AWS::S3::Object", "arn:aws-us-gov:s3:::b/"))],
		"params": accepted,
		"verdict": "pass",
	},
	"recorded in China": {
		"resources": [bucket({}), trail(selected("All", "AWS::S3::Object", "arn:aws-cn:s3:::b/"))],
		"params": accepted,
		"verdict": "pass",
	},
	"another bucket is recorded": {
		"resources": [bucket({}), trail(selected("All", "AWS::S3::Object", "arn:aws:s3:::bb/"))],
		"params": accepted,
		"verdict": "fail",
	},
	"a part of it is recorded": {
		"resources": [bucket({}), trail(selected("All", "AWS::S3::Object", "arn:aws:s3:::b/in/"))],
		"params": accepted,
		"verdict": "fail",
	},
	"only writes are recorded": {
		"resources": [bucket({}), trail(selected("WriteOnly", "AWS::S3::Object", "arn:aws:s3"))],
		"params": accepted,
		"verdict": "fail",
	},
	"something else is recorded": {
		"resources": [bucket({}), trail(selected("All", "AWS::Lambda::Function", "arn:aws:s3"))],
		"params": accepted,
		"verdict": "fail",
	},
	"the trail is off": {
		"resources": [bucket({}), trail(object.union(all, {"enable_logging": false}))],
		"params": accepted,
		"verdict": "fail",
	},
	"recorded objects known only after apply": {
		"resources": [bucket({}), object.union(
			trail({"event_selector": [{"read_write_type": "All", "data_resource": [{"type": "AWS::S3::Object", "values": []}]}]}),
			{"unknown": {"/event_selector/0/data_resource/0/values/0": ["aws_s3_bucket.b.arn"]}},
		)],
		"params": accepted,
		"verdict": "unknown",
		"findings": 1,
	},
	"advanced selectors known only after apply": {
		"resources": [bucket({}), object.union(trail({}), {"unknown": {"/advanced_event_selector": ["data.aws_s3_bucket.b.arn"]}})],
		"params": accepted,
		"verdict": "unknown",
		"path": "",
	},
	"recorded objects known only after apply, but logged": {
		"resources": [
			bucket({}), logging({"target_bucket": "logs"}, {}),
			object.union(trail({}), {"unknown": {"/event_selector": ["data.aws_s3_bucket.b.arn"]}}),
		],
		"params": accepted,
		"verdict": "pass",
	},
	"name of the trail known only after apply": {
		"resources": [bucket({}), object.union(trail({}), {"unknown": {"/s3_bucket_name": ["aws_s3_bucket.b.id"]}})],
		"params": accepted,
		"verdict": "fail",
	},
	"recorded by an advanced selector": {
		"resources": [bucket({}), advanced([data_events, objects])],
		"params": accepted,
		"verdict": "pass",
	},
	"recorded by an advanced selector, by name": {
		"resources": [bucket({}), advanced([data_events, objects, {"field": "resources.ARN", "starts_with": ["arn:aws:s3:::b/"], "not_equals": []}])],
		"params": accepted,
		"verdict": "pass",
	},
	"another bucket is recorded by an advanced selector": {
		"resources": [bucket({}), advanced([data_events, objects, {"field": "resources.ARN", "starts_with": ["arn:aws:s3:::c/"]}])],
		"params": accepted,
		"verdict": "fail",
	},
	"an advanced selector leaves out objects": {
		"resources": [bucket({}), advanced([data_events, objects, {"field": "resources.ARN", "starts_with": ["arn:aws:s3:::b/"], "not_starts_with": ["arn:aws:s3:::b/t"]}])],
		"params": accepted,
		"verdict": "fail",
	},
	"an advanced selector leaves out objects, by other operators": {
		"resources": [
			bucket({}),
			advanced([data_events, objects, object.union(own_objects, {"equals": ["arn:aws:s3:::b/a"]})]),
			advanced([data_events, objects, object.union(own_objects, {"ends_with": [".json"]})]),
			advanced([data_events, objects, object.union(own_objects, {"not_equals": ["arn:aws:s3:::b/a"]})]),
			advanced([data_events, objects, object.union(own_objects, {"not_ends_with": [".tmp"]})]),
		],
		"params": accepted,
		"verdict": "fail",
	},
	"an advanced selector for writes only": {
		"resources": [bucket({}), advanced([data_events, objects, {"field": "readOnly", "equals": ["false"]}])],
		"params": accepted,
		"verdict": "fail",
	},
	"an advanced selector for something else": {
		"resources": [bucket({}), advanced([data_events, {"field": "resources.type", "equals": ["AWS::Lambda::Function"]}])],
		"params": accepted,
		"verdict": "fail",
	},
	"an advanced selector for network activity": {
		"resources": [bucket({}), advanced([{"field": "eventCategory", "equals": ["NetworkActivity"]}, objects])],
		"params": accepted,
		"verdict": "fail",
	},
	"recorded by a trail that may be off": {
		"resources": [bucket({}), object.union(trail(all), {"unknown": {"/enable_logging": ["data.aws_ssm_parameter.on.value"]}})],
		"params": accepted,
		"verdict": "unknown",
	},
	"recorded with all others, before its name is known": {
		"resources": [nameless(["random_pet.name.id"]), trail(all)],
		"params": accepted,
		"verdict": "pass",
	},
	"recorded by a name that may be its own": {
		"resources": [nameless(["random_pet.name.id"]), trail(selected("All", "AWS::S3::Object", "arn:aws:s3:::b/"))],
		"params": accepted,
		"verdict": "unknown",
	},
	"recorded by a name, and AWS makes up its own": {
		"resources": [nameless([]), trail(selected("All", "AWS::S3::Object", "arn:aws:s3:::b/"))],
		"params": accepted,
		"verdict": "fail",
	},
	"nothing is recorded, before its name is known": {
		"resources": [nameless(["random_pet.name.id"]), trail({})],
		"params": accepted,
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_s3_directory_bucket", "attributes": {}}], "verdict": "none"},
}

accepted := {"accept_data_events": true}

bucket(attributes) := {"key": "bucket", "type": "aws_s3_bucket", "attributes": object.union({"bucket": "b"}, attributes)}

nameless(references) := {"key": "bucket", "type": "aws_s3_bucket", "attributes": {}, "unknown": {"/bucket": references}}

logging(attributes, more) := object.union(
	{"key": "logging", "type": "aws_s3_bucket_logging", "attributes": attributes, "links": {"bucket": ["bucket"]}},
	more,
)

trail(attributes) := {"type": "aws_cloudtrail", "attributes": attributes}

all := selected("All", "AWS::S3::Object", "arn:aws:s3")

selected(mode, type, value) := {"event_selector": [{"read_write_type": mode, "data_resource": [{"type": type, "values": [value]}]}]}

advanced(fields) := trail({"advanced_event_selector": [{"field_selector": fields}]})

data_events := {"field": "eventCategory", "equals": ["Data"]}

objects := {"field": "resources.type", "equals": ["AWS::S3::Object"]}

own_objects := {"field": "resources.ARN", "starts_with": ["arn:aws:s3:::b/"]}
