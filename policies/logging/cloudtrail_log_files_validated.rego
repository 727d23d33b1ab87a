# METADATA
# title: Validate CloudTrail log files
# description: Signed digests show whether a log file was changed or deleted after delivery; without them a trail proves nothing once its bucket was touched.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
# custom:
#   id: LOG-TRAIL-02
#   severity: medium
#   resource_types: [aws_cloudtrail]
#   decisive:
#     aws_cloudtrail: [/enable_log_file_validation]
#   remediation: Set enable_log_file_validation = true
#   frameworks:
#     CIS-AWS-3.0: ["3.2"]
#     NIST-800-53r5: [AU-9, SI-4, SI-7(7)]
#     PCI-DSS-4.0: ["10.3.2"]
#     SOC2: [CC7.2]
#   aliases:
#     checkov: [CKV_AWS_36]
#     trivy: [AVD-AWS-0016]
#     aws-config: [cloud-trail-log-file-validation-enabled]
#     security-hub: [CloudTrail.4]
#   requirement: ["000_82979fcacfb6097f.txt:194", "003_11714f712a81a514.txt:318"]
package driftgate.rules.logging.cloudtrail_log_files_validated

import data.driftgate.lib.resource

deny contains resource.finding(trail, "/enable_log_file_validation", "log files are not validated") if {
	some trail in resource.of("aws_cloudtrail")
	not trail.attributes.enable_log_file_validation == true
}
