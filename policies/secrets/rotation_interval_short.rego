# METADATA
# title: Rotate secrets within the allowed period
# description: The longest time between two rotations is how long a secret that leaked unseen can be used.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
# custom:
#   id: SECR-SM-02
#   severity: medium
#   resource_types: [aws_secretsmanager_secret_rotation]
#   decisive:
#     aws_secretsmanager_secret_rotation: [/rotation_rules/*/automatically_after_days, /rotation_rules/*/schedule_expression]
#   params:
#     max_days:
#       description: longest time between two rotations, in days
#       default: 90
#   remediation: 'rotation_rules { automatically_after_days = 30 }'
#   frameworks:
#     NIST-800-53r5: [AC-2(1), AC-3(15)]
#     PCI-DSS-4.0: ["8.6.3"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_304]
#     aws-config: [secretsmanager-secret-periodic-rotation]
#     security-hub: [SecretsManager.4]
#   requirement: ["000_82979fcacfb6097f.txt:188", "001_1dc8f2cd8369b174.txt:265,270", "003_11714f712a81a514.txt:67"]
package driftgate.rules.secrets.rotation_interval_short

import data.driftgate.lib.resource
import data.driftgate.lib.schedule

deny contains resource.finding(r, path, message) if {
	some r in resource.of("aws_secretsmanager_secret_rotation")
	some rules in resource.blocks(r.attributes, "rotation_rules")
	days := object.get(rules, "automatically_after_days", null)
	days > _max_days
	path := "/rotation_rules/0/automatically_after_days"
	message := _words_too_long(days)
}

deny contains resource.finding(r, _schedule, _words_too_long(days)) if {
	some [r, expression] in _scheduled
	days := schedule.longest_gap(expression)
	days > _max_days
}

deny contains resource.finding(r, _schedule, "is no schedule that can be read") if {
	some [r, expression] in _scheduled
	not schedule.longest_gap(expression)
}

deny contains resource.finding(r, "/rotation_rules", "states no interval") if {
	some r in resource.of("aws_secretsmanager_secret_rotation")
	not _states(r, "automatically_after_days")
	not _states(r, "schedule_expression")
}

_schedule := "/rotation_rules/0/schedule_expression"

_max_days := data.params["SECR-SM-02"].max_days

# In a state, 0 days stand beside an expression.
_states(r, name) if {
	some rules in resource.blocks(r.attributes, "rotation_rules")
	not object.get(rules, name, null) in {null, "", 0}
}

_states(r, name) if resource.is_unknown(r, concat("", ["/rotation_rules/0/", name]))

_scheduled := [[r, rules.schedule_expression] |
	some r in resource.of("aws_secretsmanager_secret_rotation")
	some rules in resource.blocks(r.attributes, "rotation_rules")
	not object.get(rules, "schedule_expression", null) in {null, ""}
]

_words_too_long(days) := concat("", ["rotates every ", format_int(days, 10), " days, more than ", format_int(_max_days, 10)])
