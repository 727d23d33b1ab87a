# METADATA
# title: Encrypt SQS queues at rest
# description: Messages often carry the same records as the databases around them, and wait on disk for up to 14 days.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
# custom:
#   id: ENC-SQS-01
#   severity: medium
#   resource_types: [aws_sqs_queue]
#   decisive:
#     aws_sqs_queue: [/sqs_managed_sse_enabled]
#   presence:
#     aws_sqs_queue: [/kms_master_key_id]
#   remediation: Set kms_master_key_id, or sqs_managed_sse_enabled = true
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_27]
#     trivy: [AVD-AWS-0096]
#     security-hub: [SQS.1]
#   requirement: ["000_82979fcacfb6097f.txt:287", "001_1dc8f2cd8369b174.txt:165-176", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.sqs_queue_encrypted

import data.driftgate.lib.resource

# Queues made since October 2022 are encrypted unless that is switched off.
deny contains resource.finding(queue, "/sqs_managed_sse_enabled", "messages are not encrypted at rest") if {
	some queue in resource.of("aws_sqs_queue")
	queue.attributes.sqs_managed_sse_enabled == false
	not resource.is_given(queue, "kms_master_key_id")
}

settled contains queue.key if {
	some queue in resource.of("aws_sqs_queue")
	_encrypted(queue)
}

_encrypted(queue) if queue.attributes.sqs_managed_sse_enabled == true

_encrypted(queue) if resource.is_set(queue, "kms_master_key_id")
