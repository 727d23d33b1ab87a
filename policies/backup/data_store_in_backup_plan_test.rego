package driftgate.rules.backup.data_store_in_backup_plan_test

cases := {
	"no selection": {"resources": [db({}, {})], "environment": "prod", "verdict": "fail", "findings": 1},
	"selection that could not be told": {
		"resources": [db({}, {"unresolved": ["aws_backup_selection"]})],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 1,
	},
	"named by reference": {
		"resources": [db({}, {}), selection({}, {"unknown": open("/resources/0"), "links": {"resources": ["db"]}})],
		"environment": "prod",
		"verdict": "pass",
	},
	"another is named by reference": {
		"resources": [
			db({}, {}), object.union(db({}, {}), {"key": "other"}),
			selection({}, {"unknown": open("/resources/0"), "links": {"resources": ["other"]}}),
		],
		"environment": "prod",
		"verdict": "fail",
	},
	"everything": {"resources": [db({}, {}), selection({"resources": ["*"]}, {})], "environment": "prod", "verdict": "pass"},
	"nothing is named": {"resources": [db({}, {}), selection({}, {})], "environment": "prod", "verdict": "pass"},
	"nothing is named, as null": {"resources": [db({}, {}), selection({"resources": []}, {})], "environment": "prod", "verdict": "pass"},
	"all instances": {"resources": [db({}, {}), all_of("rds:*:*:db:*")], "environment": "prod", "verdict": "pass"},
	"all of the service": {"resources": [db({}, {}), selection({"resources": ["arn:aws:rds:*"]}, {})], "environment": "prod", "verdict": "pass"},
	"all clusters": {"resources": [db({}, {}), all_of("rds:*:*:cluster:*")], "environment": "prod", "verdict": "fail"},
	"all of another service": {"resources": [db({}, {}), all_of("dynamodb:*:*:*")], "environment": "prod", "verdict": "fail"},
	"by name": {"resources": [db({"identifier": "main"}, {}), all_of("rds:*:*:db:main")], "environment": "prod", "verdict": "pass"},
	"by a part of its name": {"resources": [db({"identifier": "main"}, {}), all_of("rds:*:*:db:ma*")], "environment": "prod", "verdict": "pass"},
	"by another name": {"resources": [db({"identifier": "main"}, {}), all_of("rds:*:*:db:other")], "environment": "prod", "verdict": "fail"},
	"by a name that it may have": {"resources": [db({}, {}), all_of("rds:*:*:db:ma*")], "environment": "prod", "verdict": "unknown", "findings": 1},
	"by the name of a cluster": {"resources": [db({}, {}), all_of("rds:*:*:cluster:main")], "environment": "prod", "verdict": "fail"},
	"by its region": {"resources": [db({}, {"region": "eu-west-1"}), all_of("rds:eu-west-1:*:db:*")], "environment": "prod", "verdict": "pass"},
	"by another region": {"resources": [db({}, {"region": "eu-west-1"}), all_of("rds:us-east-1:*:db:*")], "environment": "prod", "verdict": "fail"},
	"by a region that it may be in": {"resources": [db({}, {}), all_of("rds:us-east-1:*:db:*")], "environment": "prod", "verdict": "unknown"},
	"by its account": {"resources": [db({}, {"account": "111122223333"}), all_of("rds:*:111122223333:db:*")], "environment": "prod", "verdict": "pass"},
	"by another account": {"resources": [db({}, {"account": "111122223333"}), all_of("rds:*:444455556666:db:*")], "environment": "prod", "verdict": "fail"},
	"by an account that it may be in": {"resources": [db({}, {}), all_of("rds:*:444455556666:db:*")], "environment": "prod", "verdict": "unknown"},
	"of the same region": {
		"resources": [db({}, {"region": "eu-west-1"}), selection({"resources": ["*"]}, {"region": "eu-west-1"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"of another region": {
		"resources": [db({}, {"region": "eu-west-1"}), selection({"resources": ["*"]}, {"region": "us-east-1"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"resources known only after apply": {
		"resources": [db({}, {"unresolved": ["aws_backup_selection"]}), selection({}, {"unknown": open("/resources")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"resources known only after apply, of something else": {
		"resources": [db({}, {}), selection({}, {"unknown": open("/resources")})],
		"environment": "prod",
		"verdict": "fail",
	},
	"left out": {
		"resources": [db({"identifier": "main"}, {}), selection({"resources": ["*"], "not_resources": ["arn:aws:rds:*:*:db:main"]}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"left out by reference": {
		"resources": [db({}, {}), selection({"resources": ["*"]}, {"unknown": open("/not_resources/0"), "links": {"not_resources": ["db"]}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"another is left out": {
		"resources": [db({"identifier": "main"}, {}), selection({"resources": ["*"], "not_resources": ["arn:aws:rds:*:*:db:other"]}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"perhaps left out": {
		"resources": [db({}, {}), selection({"resources": ["*"], "not_resources": ["arn:aws:rds:*:*:db:main"]}, {})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"what is left out is known only after apply": {
		"resources": [db({}, {}), selection({"resources": ["*"]}, {"unknown": open("/not_resources"), "unresolved": ["aws_db_instance"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"another that could not be told is selected": {
		"resources": [db({}, {}), selection({"resources": ["*"]}, {"unknown": open("/resources/1"), "unresolved": ["aws_db_instance"]})],
		"environment": "prod",
		"verdict": "pass",
	},
	"what is left out is left to AWS": {
		"resources": [db({}, {}), selection({"resources": ["*"]}, {"unknown": {"/not_resources": []}})],
		"environment": "prod",
		"verdict": "pass",
	},
	"by one of two tags": {"resources": [tagged({"Backup": "daily"}), by_tags({"Backup": "daily", "Data": "yes"})], "environment": "prod", "verdict": "pass"},
	"by a tag of another value": {"resources": [tagged({"Backup": "weekly"}), by_tags({"Backup": "daily"})], "environment": "prod", "verdict": "fail"},
	"by a tag that it does not have": {"resources": [db({}, {}), by_tags({"Backup": "daily"})], "environment": "prod", "verdict": "fail"},
	"by a tag that is known only after apply": {
		"resources": [object.union(tagged({}), {"unknown": open("/tags_all/Backup")}), by_tags({"Backup": "daily"})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by tags that are known only after apply": {
		"resources": [db({}, {"unknown": open("/tags_all")}), by_tags({"Backup": "daily"})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by a tag, where others are known only after apply": {
		"resources": [db({"tags": {"Backup": "weekly"}}, {"unknown": open("/tags_all")}), by_tags({"Backup": "daily"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"by a value that is known only after apply": {
		"resources": [tagged({"Backup": "daily"}), selection({"selection_tag": [{"key": "Backup"}]}, {"unknown": open("/selection_tag/0/value")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by tags that are not known yet at all": {
		"resources": [tagged({"Backup": "daily"}), selection({}, {"unknown": open("/selection_tag")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by an ARN and a tag": {
		"resources": [tagged({"Backup": "daily"}), selection({"resources": ["arn:aws:s3:::*"], "selection_tag": [{"key": "Backup", "value": "daily"}]}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"by all of two conditions": {
		"resources": [tagged({"Backup": "daily", "Data": "yes"}), conditional({"string_equals": [on("Backup", "daily"), on("Data", "yes")]})],
		"environment": "prod",
		"verdict": "pass",
	},
	"by one of two conditions": {
		"resources": [tagged({"Backup": "daily"}), conditional({"string_equals": [on("Backup", "daily"), on("Data", "yes")]})],
		"environment": "prod",
		"verdict": "fail",
	},
	"by a condition that is like its tag": {"resources": [tagged({"Backup": "daily-35"}), conditional({"string_like": [on("Backup", "daily*")]})], "environment": "prod", "verdict": "pass"},
	"by a condition that is not like its tag": {"resources": [tagged({"Backup": "weekly"}), conditional({"string_like": [on("Backup", "daily*")]})], "environment": "prod", "verdict": "fail"},
	"by another value": {"resources": [tagged({"Backup": "daily"}), conditional({"string_not_equals": [on("Backup", "never")]})], "environment": "prod", "verdict": "pass"},
	"by another value, without the tag": {"resources": [tagged({}), conditional({"string_not_equals": [on("Backup", "never")]})], "environment": "prod", "verdict": "pass"},
	"not by this value": {"resources": [tagged({"Backup": "never"}), conditional({"string_not_equals": [on("Backup", "never")]})], "environment": "prod", "verdict": "fail"},
	"by another pattern": {"resources": [tagged({}), conditional({"string_not_like": [on("Backup", "n*")]})], "environment": "prod", "verdict": "pass"},
	"not by this pattern": {"resources": [tagged({"Backup": "never"}), conditional({"string_not_like": [on("Backup", "n*")]})], "environment": "prod", "verdict": "fail"},
	"by another value, known only after apply": {
		"resources": [object.union(tagged({}), {"unknown": open("/tags_all/Backup")}), conditional({"string_not_equals": [on("Backup", "never")]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by another pattern, known only after apply": {
		"resources": [object.union(tagged({}), {"unknown": open("/tags_all/Backup")}), conditional({"string_not_like": [on("Backup", "n*")]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by a condition that is known only after apply": {
		"resources": [tagged({"Backup": "daily"}), object.union(
			conditional({"string_equals": [{"key": "aws:ResourceTag/Backup"}]}),
			{"unknown": open("/condition/0/string_equals/0/value")},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"by conditions that are not known yet at all": {
		"resources": [tagged({"Backup": "daily"}), selection({}, {"unknown": open("/condition")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"an Aurora cluster": {"resources": [store("aws_rds_cluster", {"cluster_identifier": "a"}), all_of("rds:*:*:cluster:a")], "environment": "prod", "verdict": "pass"},
	"a table": {"resources": [store("aws_dynamodb_table", {"name": "a"}), all_of("dynamodb:*:*:table/a")], "environment": "prod", "verdict": "pass"},
	"a file system": {"resources": [store("aws_efs_file_system", {"id": "fs-1"}), all_of("elasticfilesystem:*:*:file-system/fs-1")], "environment": "prod", "verdict": "pass"},
	"a volume": {"resources": [store("aws_ebs_volume", {"id": "vol-1"}), all_of("ec2:*:*:volume/vol-1")], "environment": "prod", "verdict": "pass"},
	"a bucket": {"resources": [store("aws_s3_bucket", {"bucket": "a"}), all_of("s3:::a")], "environment": "prod", "verdict": "pass"},
	"a bucket, by a pattern": {"resources": [store("aws_s3_bucket", {"bucket": "a"}), all_of("s3:*:*:*")], "environment": "prod", "verdict": "pass"},
	"a bucket, by a pattern with a region": {"resources": [store("aws_s3_bucket", {"bucket": "a"}), all_of("s3:eu-west-1::a")], "environment": "prod", "verdict": "fail"},
	"an instance, by a pattern without a region": {"resources": [db({}, {"region": "eu-west-1", "account": "111122223333"}), all_of("rds:::db:*")], "environment": "prod", "verdict": "fail"},
	"a DocumentDB cluster": {"resources": [store("aws_docdb_cluster", {})], "environment": "prod", "verdict": "none"},
	"a DocumentDB cluster, by parameter": {
		"resources": [store("aws_docdb_cluster", {"cluster_identifier": "a"}), all_of("rds:*:*:cluster:b")],
		"environment": "prod",
		"params": {"types": ["documentdb"]},
		"verdict": "fail",
	},
	"a selected DocumentDB cluster, by parameter": {
		"resources": [store("aws_docdb_cluster", {"cluster_identifier": "a"}), all_of("rds:*:*:cluster:a")],
		"environment": "prod",
		"params": {"types": ["documentdb"]},
		"verdict": "pass",
	},
	"a Windows file system, by parameter": {
		"resources": [store("aws_fsx_windows_file_system", {"id": "fs-1"}), all_of("fsx:*:*:file-system/fs-1")],
		"environment": "prod",
		"params": {"types": ["fsx"]},
		"verdict": "pass",
	},
	"a Windows file system": {"resources": [store("aws_fsx_windows_file_system", {})], "environment": "prod", "verdict": "none"},
	"not one of the kinds": {"resources": [db({}, {})], "environment": "prod", "params": {"types": ["s3"]}, "verdict": "none"},
	"selected by a plan elsewhere": {
		"resources": [tagged({"Backup": "weekly"})],
		"environment": "prod",
		"params": {"selected_tags": {"Backup": ["daily", "weekly"]}},
		"verdict": "pass",
	},
	"not selected by a plan elsewhere": {
		"resources": [tagged({"Backup": "monthly"})],
		"environment": "prod",
		"params": {"selected_tags": {"Backup": ["daily", "weekly"]}},
		"verdict": "fail",
	},
	"exempt": {"resources": [tagged({"Backup": "none"})], "environment": "prod", "verdict": "none"},
	"exempt by another tag": {
		"resources": [tagged({"scratch": "yes"})],
		"environment": "prod",
		"params": {"exempt_tags": {"scratch": "yes"}},
		"verdict": "none",
	},
	"member of a cluster": {"resources": [db({"engine": "aurora-mysql"}, {})], "environment": "prod", "verdict": "none"},
	"replica": {"resources": [db({"replicate_source_db": "main"}, {})], "environment": "prod", "verdict": "none"},
	"perhaps a replica": {"resources": [db({}, {"unknown": open("/replicate_source_db")})], "environment": "prod", "verdict": "unknown"},
	"another environment": {"resources": [db({}, {})], "environment": "staging", "verdict": "none"},
	"environments are a parameter": {"resources": [db({}, {})], "environment": "dev", "params": {"environments": ["dev"]}, "verdict": "fail"},
	"another type": {"resources": [{"type": "aws_instance", "attributes": {}}], "environment": "prod", "verdict": "none"},
	"a table, where tables are not asked for": {"resources": [store("aws_dynamodb_table", {})], "environment": "prod", "params": {"types": ["rds"]}, "verdict": "none"},
	"an Aurora cluster, where they are not asked for": {"resources": [store("aws_rds_cluster", {})], "environment": "prod", "params": {"types": ["rds"]}, "verdict": "none"},
	"a file system, where they are not asked for": {"resources": [store("aws_efs_file_system", {})], "environment": "prod", "params": {"types": ["rds"]}, "verdict": "none"},
	"a volume, where they are not asked for": {"resources": [store("aws_ebs_volume", {})], "environment": "prod", "params": {"types": ["rds"]}, "verdict": "none"},
	"a bucket, where they are not asked for": {"resources": [store("aws_s3_bucket", {})], "environment": "prod", "params": {"types": ["rds"]}, "verdict": "none"},
	"everything, where another selection could not be told": {
		"resources": [db({}, {"unresolved": ["aws_backup_selection"]}), selection({"resources": ["*"]}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"exempt by one of two tags": {
		"resources": [tagged({"scratch": "yes"})],
		"environment": "prod",
		"params": {"exempt_tags": {"scratch": "yes", "Backup": "none"}},
		"verdict": "none",
	},
}

db(attributes, more) := object.union({"key": "db", "type": "aws_db_instance", "attributes": object.union({"engine": "postgres"}, attributes)}, more)

tagged(tags) := db({"tags_all": tags}, {})

store(type, attributes) := {"key": "store", "type": type, "attributes": attributes}

selection(attributes, more) := object.union({"type": "aws_backup_selection", "attributes": object.union({"name": "s"}, attributes)}, more)

all_of(pattern) := selection({"resources": [concat("", ["arn:aws:", pattern])]}, {})

by_tags(tags) := selection({"resources": ["*"], "selection_tag": [{"type": "STRINGEQUALS", "key": key, "value": value} | some key, value in tags]}, {})

conditional(block) := selection({"resources": ["*"], "condition": [block]}, {})

on(tag, value) := {"key": concat("", ["aws:ResourceTag/", tag]), "value": value}

open(pointer) := {pointer: ["data.aws_ssm_parameter.a.value"]}
