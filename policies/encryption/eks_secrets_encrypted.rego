# METADATA
# title: Encrypt Kubernetes secrets with a KMS key of your own
# description: Without a key of its own, a cluster's secrets are readable to whoever gets at etcd or its backups, and AWS alone holds the key that EKS uses by default.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
# custom:
#   id: ENC-EKS-01
#   severity: high
#   resource_types: [aws_eks_cluster]
#   decisive:
#     aws_eks_cluster: [/encryption_config/*/resources/*]
#   presence:
#     aws_eks_cluster: [/encryption_config/*/provider/*/key_arn]
#   remediation: encryption_config { resources = ["secrets"] provider { key_arn = aws_kms_key.eks.arn } }
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_58]
#     trivy: [AVD-AWS-0039]
#     aws-config: [eks-cluster-secrets-encrypted, eks-secrets-encrypted]
#     security-hub: [EKS.3]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:90,304"]
package driftgate.rules.encryption.eks_secrets_encrypted

import data.driftgate.lib.resource

deny contains resource.finding(cluster, "/encryption_config", "secrets are not encrypted with a KMS key of your own") if {
	some cluster in resource.of("aws_eks_cluster")
	count(_configurations(cluster)) == 0
}

deny contains resource.finding(cluster, path, "encryption does not take in secrets") if {
	some cluster in resource.of("aws_eks_cluster")
	some index, configuration in _configurations(cluster)
	path := _at(index, "resources")
	not "secrets" in object.get(configuration, "resources", [])
	not _may_name_secrets(cluster, path)
}

deny contains resource.finding(cluster, path, "encryption names no key") if {
	some cluster in resource.of("aws_eks_cluster")
	some index, configuration in _configurations(cluster)
	path := _at(index, "provider/0/key_arn")
	not _has_key(configuration)
	not resource.refers_to_resource(cluster, path)
}

_configurations(cluster) := resource.blocks(cluster.attributes, "encryption_config")

_at(index, name) := concat("", ["/encryption_config/", format_int(index, 10), "/", name])

_has_key(configuration) if {
	some provider in resource.blocks(configuration, "provider")
	not object.get(provider, "key_arn", null) in {null, ""}
}

# An element that is known only after apply.
_may_name_secrets(cluster, path) if {
	some pointer, _ in cluster.unknown
	startswith(pointer, concat("", [path, "/"]))
}
