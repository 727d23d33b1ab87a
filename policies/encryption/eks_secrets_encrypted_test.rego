package driftgate.rules.encryption.eks_secrets_encrypted_test

cases := {
	"secrets under a key": {"resources": [cluster([encryption(["secrets"], key)])], "verdict": "pass"},
	"key of the same plan": {
		"resources": [unknown([encryption(["secrets"], null)], key_path, "aws_kms_key.eks.arn")],
		"verdict": "pass",
	},
	"key of a data source": {
		"resources": [unknown([encryption(["secrets"], null)], key_path, "data.aws_kms_key.eks.arn")],
		"verdict": "unknown",
		"path": key_path,
	},
	"left out": {
		"resources": [{"type": "aws_eks_cluster", "attributes": {}}],
		"verdict": "fail",
		"path": "/encryption_config",
		"findings": 1,
	},
	"left out, as null": {"resources": [cluster(null)], "verdict": "fail", "path": "/encryption_config"},
	"left out, as an empty list": {"resources": [cluster([])], "verdict": "fail", "path": "/encryption_config", "findings": 1},
	"known only after apply": {
		"resources": [{"type": "aws_eks_cluster", "unknown": {"/encryption_config": []}}],
		"verdict": "unknown",
		"path": "/encryption_config",
	},
	"something else encrypted": {
		"resources": [cluster([encryption(["nodes"], key)])],
		"verdict": "fail",
		"path": "/encryption_config/0/resources",
		"findings": 1,
	},
	"nothing encrypted": {
		"resources": [cluster([encryption([], key)])],
		"verdict": "fail",
		"path": "/encryption_config/0/resources",
	},
	"resources left out": {
		"resources": [cluster([{"provider": [{"key_arn": key}]}])],
		"verdict": "fail",
		"path": "/encryption_config/0/resources",
	},
	"resources known only after apply": {
		"resources": [unknown([{"provider": [{"key_arn": key}]}], "/encryption_config/0/resources", "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": "/encryption_config/0/resources",
	},
	"one of the resources known only after apply": {
		"resources": [unknown([encryption(["nodes"], key)], "/encryption_config/0/resources/1", "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": "/encryption_config/0/resources/1",
	},
	"nothing encrypted, while the key is open": {
		"resources": [unknown([encryption([], null)], key_path, "data.aws_kms_key.eks.arn")],
		"verdict": "fail",
		"path": "/encryption_config/0/resources",
		"findings": 1,
	},
	"key left out, as null": {
		"resources": [cluster([encryption(["secrets"], null)])],
		"verdict": "fail",
		"path": key_path,
		"findings": 1,
	},
	"key as empty text": {"resources": [cluster([encryption(["secrets"], "")])], "verdict": "fail", "path": key_path},
	"no provider of the key": {"resources": [cluster([{"resources": ["secrets"], "provider": []}])], "verdict": "fail", "path": key_path},
	"another type": {"resources": [{"type": "aws_eks_node_group", "attributes": {}}], "verdict": "none"},
}

key := "arn:aws:kms:eu-west-1:111122223333:key/a"

key_path := "/encryption_config/0/provider/0/key_arn"

cluster(configurations) := {"type": "aws_eks_cluster", "attributes": {"encryption_config": configurations}}

encryption(resources, arn) := {"resources": resources, "provider": [{"key_arn": arn}]}

unknown(configurations, pointer, reference) := object.union(cluster(configurations), {"unknown": {pointer: [reference]}})
