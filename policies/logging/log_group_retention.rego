# METADATA
# title: Keep log groups for the required days, and not for ever
# description: Logs that are gone within weeks cannot explain an attack that is found later; those that never expire cost more every month.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention
# custom:
#   id: LOG-CWL-01
#   severity: medium
#   resource_types: [aws_cloudwatch_log_group]
#   decisive:
#     aws_cloudwatch_log_group: [/retention_in_days]
#   params:
#     min_days:
#       description: days that log events have to be kept
#       default: 90
#     max_days:
#       description: days after which log events have to be gone
#       default: 3653
#     require_finite:
#       description: whether log events have to expire at all
#       default: true
#   remediation: Set retention_in_days = 90, or to a longer period
#   frameworks:
#     NIST-800-53r5: [AU-11, CA-7]
#     PCI-DSS-4.0: ["10.5.1"]
#     SOC2: [CC7.2]
#   aliases:
#     checkov: [CKV_AWS_66, CKV_AWS_338]
#     aws-config: [cw-loggroup-retention-period-check]
#     security-hub: [CloudWatch.16]
#   requirement: ["000_82979fcacfb6097f.txt:129", "000_82979fcacfb6097f.txt:131", "000_82979fcacfb6097f.txt:196", "003_11714f712a81a514.txt:164"]
package driftgate.rules.logging.log_group_retention

import data.driftgate.lib.resource

deny contains resource.finding(group, "/retention_in_days", message) if {
	some group in resource.of("aws_cloudwatch_log_group")
	not _may_be_of_delivery(group)
	message := _fault(_days(group))
}

undetermined contains resource.finding(group, "/log_group_class", "its retention counts unless it is of the delivery class, which is not known") if {
	some group in resource.of("aws_cloudwatch_log_group")
	_may_be_of_delivery(group)
	_fault(_days(group))
}

# CloudWatch keeps what it only delivers for two days, whatever is asked for.
not_applicable contains group.key if {
	some group in resource.of("aws_cloudwatch_log_group")
	group.attributes.log_group_class == "DELIVERY"
}

# A class that was left to AWS is the standard one.
_may_be_of_delivery(group) if count(object.get(group.unknown, "/log_group_class", [])) > 0

# 0 is for ever, which is the default.
_days(group) := to_number(object.get(group.attributes, "retention_in_days", 0))

_fault(0) := "log events never expire" if _params.require_finite

_fault(days) := "log events are kept for too few days" if {
	days != 0
	days < _params.min_days
}

_fault(days) := "log events are kept for too many days" if days > _params.max_days

_params := data.params["LOG-CWL-01"]
