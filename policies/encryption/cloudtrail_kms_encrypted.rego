# METADATA
# title: Encrypt CloudTrail logs with KMS
# description: Logs under the bucket's own encryption can be read by whoever may read the bucket; a KMS key asks for a second permission and records each use.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
# custom:
#   id: ENC-TRAIL-01
#   severity: medium
#   resource_types: [aws_cloudtrail]
#   presence:
#     aws_cloudtrail: [/kms_key_id]
#   remediation: Set kms_key_id = aws_kms_key.trail.arn
#   frameworks:
#     CIS-AWS-3.0: ["3.5"]
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_35]
#     trivy: [AVD-AWS-0015]
#     aws-config: [cloud-trail-encryption-enabled]
#     security-hub: [CloudTrail.2]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.cloudtrail_kms_encrypted

import data.driftgate.lib.resource

deny contains resource.finding(trail, "/kms_key_id", "logs are not encrypted with a KMS key") if {
	some trail in resource.of("aws_cloudtrail")
	not resource.is_set(trail, "kms_key_id")
}
