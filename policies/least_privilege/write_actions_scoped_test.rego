package driftgate.rules.least_privilege.write_actions_scoped_test

cases := object.union(said, listed)

said := {
	"a write on one resource": {"resources": [policy([allow("s3:PutObject", "arn:aws:s3:::a/*")])], "verdict": "pass"},
	"a write on one resource and everything": {
		"resources": [policy([allow("s3:PutObject", ["arn:aws:s3:::a/*", "*"])])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"a write on a resource that is not known yet": {"resources": [policy([allow("s3:PutObject", "driftgate:unknown")])], "verdict": "pass"},
	"a write on every bucket": {"resources": [policy([allow("s3:PutObject", "arn:aws:s3:::*")])], "verdict": "fail"},
	"a write on every object of buckets that start alike": {"resources": [policy([allow("s3:PutObject", "arn:aws:s3:::logs-*")])], "verdict": "pass"},
	"a write on everything of the account": {
		"resources": [policy([allow("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:111122223333:*")])],
		"verdict": "fail",
	},
	"a write on everything of another service": {
		"resources": [policy([allow(["dynamodb:PutItem", "s3:GetObject"], ["arn:aws:s3:::*", "arn:aws:dynamodb:eu-west-1:111122223333:table/a"])])],
		"verdict": "pass",
	},
	"a write on all but one": {
		"resources": [policy([{"Effect": "Allow", "Action": "s3:PutObject", "NotResource": "arn:aws:s3:::a/*"}])],
		"verdict": "fail",
	},
	"a change of permissions": {"resources": [policy([allow("iam:AttachRolePolicy", "*")])], "verdict": "fail"},
	"a read": {"resources": [policy([allow(["s3:GetObject", "ec2:Describe*", "iam:List*"], "*")])], "verdict": "pass"},
	"a write that takes no resource": {"resources": [policy([allow(["cloudwatch:PutMetricData", "s3:CreateJob", "xray:PutTraceSegments"], "*")])], "verdict": "pass"},
	"a tag": {"resources": [policy([allow(["ec2:CreateTags", "s3:TagResource"], "*")])], "verdict": "pass"},
	"an action whose name goes on": {"resources": [policy([allow("cloudformation:CreateStack", "*")])], "verdict": "fail"},
	"actions whose names go on, as a pattern": {"resources": [policy([allow("cloudformation:CreateStack*", "*")])], "verdict": "fail"},
	"a pattern that takes in a write": {"resources": [policy([allow("s3:Put*", "*")])], "verdict": "fail"},
	"a pattern that is longer than a beginning": {"resources": [policy([allow("s3:DeleteObj*", "*")])], "verdict": "fail"},
	"a pattern with one letter open": {"resources": [policy([allow("sqs:SendMessag?", "*")])], "verdict": "fail"},
	"a pattern of reads": {"resources": [policy([allow("sqs:Get*", "*")])], "verdict": "pass"},
	"every action of a service": {"resources": [policy([allow("sqs:*", "*")])], "verdict": "fail", "findings": 1},
	"every action of a service that is not looked at": {"resources": [policy([allow("braket:*", "*")])], "verdict": "pass"},
	"every action": {"resources": [policy([allow("*", "*")])], "verdict": "fail", "findings": 1},
	"every action on every bucket": {"resources": [policy([allow("*", "arn:aws:s3:::*")])], "verdict": "fail"},
	"every action on one bucket": {"resources": [policy([allow("*", "arn:aws:s3:::a")])], "verdict": "pass"},
	"all actions but a few": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}])],
		"verdict": "fail",
		"findings": 1,
	},
	"all actions but a few, on every ARN": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:*"}])],
		"verdict": "fail",
	},
	"an action that is not known yet, on every ARN": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:*")])],
		"verdict": "unknown",
	},
	"all actions but a few, on one resource": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "s3:DeleteBucket", "Resource": "arn:aws:s3:::a"}])],
		"verdict": "pass",
	},
	"four writes": {
		"resources": [policy([allow(["sqs:SendMessage", "sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:CreateQueue"], "*")])],
		"verdict": "fail",
		"findings": 1,
	},
	"three writes, among reads": {
		"resources": [policy([allow(["sqs:SendMessage", "sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:PurgeQueue"], "*")])],
		"verdict": "fail",
		"findings": 1,
	},
	"logs": {"resources": [policy([allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "*")])], "verdict": "pass"},
	"logs, where they are not ignored": {
		"resources": [policy([allow("logs:PutLogEvents", "arn:aws:logs:*:*:*")])],
		"params": {"ignore_actions": []},
		"verdict": "fail",
	},
	"a write that is ignored": {
		"resources": [policy([allow("ec2:CreateNetworkInterface", "*")])],
		"params": {"ignore_actions": ["ec2:*NetworkInterface"]},
		"verdict": "pass",
	},
	"a write under a tag": {"resources": [policy([on_tag("StringEquals", "aws:ResourceTag/App")])], "verdict": "pass"},
	"a write under a tag, by the service's key": {"resources": [policy([on_tag("StringLike", "ec2:ResourceTag/App")])], "verdict": "pass"},
	"a write under another condition": {"resources": [policy([on_tag("StringEquals", "aws:RequestedRegion")])], "verdict": "fail"},
	"a write under another condition, which the parameter accepts": {
		"resources": [policy([on_tag("StringEquals", "aws:RequestedRegion")])],
		"params": {"scoping_conditions": ["aws:RequestedRegion"]},
		"verdict": "pass",
	},
	"a write under any tag but one": {"resources": [policy([on_tag("StringNotEquals", "aws:ResourceTag/App")])], "verdict": "fail"},
	"a write under a tag, if there is one": {"resources": [policy([on_tag("StringEqualsIfExists", "aws:ResourceTag/App")])], "verdict": "fail"},
	"a denial": {"resources": [policy([{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])], "verdict": "pass"},
	"a denial of all but a few": {"resources": [policy([{"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}])], "verdict": "pass"},
	"taken back": {
		"resources": [policy([allow("s3:Put*", "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])],
		"verdict": "pass",
	},
	"taken back in part": {
		"resources": [policy([allow("s3:Put*", "*"), {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}])],
		"verdict": "fail",
	},
	"an action that is not known yet": {
		"resources": [policy([allow("driftgate:unknown", "*")])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"an action that is not known yet, on one resource": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:s3:::a")])],
		"verdict": "pass",
	},
	"not JSON": {"resources": [of("aws_iam_policy", {"policy": "{"})], "verdict": "fail", "path": "/policy"},
	"left out, as null": {"resources": [of("aws_iam_policy", {"policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_policy", "unknown": {"/policy": ["aws_s3_bucket.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy of a role": {"resources": [of("aws_iam_role_policy", {"policy": wide})], "verdict": "fail"},
	"policy of a user": {"resources": [of("aws_iam_user_policy", {"policy": wide})], "verdict": "fail"},
	"policy of a group": {"resources": [of("aws_iam_group_policy", {"policy": wide})], "verdict": "fail"},
	"inline policy of a role": {
		"resources": [of("aws_iam_role", {"inline_policy": [{"policy": wide}]})],
		"verdict": "fail",
		"path": "/inline_policy/0/policy",
	},
	"permission set": {
		"resources": [of("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": wide})],
		"verdict": "fail",
		"path": "/inline_policy",
	},
	"another type": {"resources": [of("aws_s3_bucket_policy", {"policy": wide})], "verdict": "none"},
}

# One action of each part of the table of actions.
listed := {concat(" ", ["on everything:", service, action]): {"resources": [policy([allow(concat(":", [service, action]), "*")])], "verdict": "fail", "findings": 1} |
	some service, actions in {
		"acm": ["createacmedomain"],
		"apigateway": ["add"],
		"athena": ["cancel"],
		"autoscaling": ["attach", "enable"],
		"backup": ["associate"],
		"cloudformation": ["cancelupdate", "updatestack"],
		"cloudfront": ["allow", "deleteorigin", "updateconnection", "updatestreaming"],
		"codebuild": ["batchdelete"],
		"codecommit": ["associate", "deleterepository"],
		"codepipeline": ["create"],
		"cognito-idp": ["add", "adminuser", "deletegroup", "updateidentity"],
		"dynamodb": ["associate", "updateglobal"],
		"ec2": ["accept", "associateipamresource", "canceldeclarative", "createdhcp", "createmac", "createstore", "deletecustomer", "deletemanaged", "deletetraffic", "disableaddress", "disablevgw", "disassociateipamresource", "enableapplication", "enablevgw", "modifyimage", "modifyinstancemetadataoptions", "modifypublic", "modifyvpcblockpublicaccessexclusion", "provisionpublic", "replacetransit", "restorevolume"],
		"ecr": ["batchdelete", "upload"],
		"ecs": ["allow", "putcluster"],
		"eks": ["activate", "update"],
		"elasticache": ["authorize"],
		"elasticfilesystem": ["backup", "replicationwrite"],
		"elasticloadbalancing": ["addlistener", "setsubnets"],
		"es": ["adddata", "deleteelasticsearchdomain", "updatedata"],
		"events": ["activate"],
		"execute-api": ["invalidate"],
		"firehose": ["create"],
		"glue": ["authorize", "createpartition", "deleteconnection", "deletetable", "register", "stopjob", "updateintegration"],
		"iam": ["accept", "createuser", "deletesigning", "updategroup"],
		"kinesis": ["associate"],
		"kms": ["cancel", "updatealias"],
		"lambda": ["add", "resume"],
		"logs": ["associatekms", "deleteloganomaly", "integrate", "updateloganomaly"],
		"organizations": ["accept", "remove"],
		"rds": ["addrole", "createdbshard", "modifyactivity", "modifyglobal"],
		"redshift": ["associate", "createsnapshot", "deletesnapshot", "modifyqev2"],
		"route53": ["activate", "enable"],
		"s3": ["abort", "deleteobjectversionannotation", "putaccesspointconfiguration", "putbucketownership", "putmulti", "replicateobject"],
		"scheduler": ["create"],
		"secretsmanager": ["cancel"],
		"sns": ["add"],
		"sqs": ["add"],
		"ssm": ["associate", "deleteparameter", "registertarget"],
		"states": ["create"],
		"sts": ["assume"],
		"wafv2": ["associate"],
	}
	some action in actions
}

of(type, attributes) := {"type": type, "attributes": attributes}

policy(statements) := of("aws_iam_policy", {"policy": json.marshal({"Statement": statements})})

allow(action, on) := {"Effect": "Allow", "Action": action, "Resource": on}

on_tag(operator, key) := object.union(allow("ec2:TerminateInstances", "*"), {"Condition": {operator: {key: "app"}}})

wide := json.marshal({"Statement": allow("s3:PutObject", "*")})
