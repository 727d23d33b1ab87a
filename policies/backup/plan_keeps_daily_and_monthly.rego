# METADATA
# title: Define daily backups kept 30 days and monthly ones kept 90 days
# description: Daily backups bound what is lost by a failure, monthly ones reach back to before a fault that was found late.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html
#   - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
# custom:
#   id: BKP-PLAN-01
#   severity: high
#   evaluate: document
#   resource_types: [aws_backup_plan]
#   decisive:
#     aws_backup_plan: [/rule/*/schedule, /rule/*/lifecycle/*/delete_after]
#   params:
#     daily_days:
#       description: days that daily backups have to be kept
#       default: 30
#     monthly_days:
#       description: days that monthly backups have to be kept
#       default: 90
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#   remediation: "Add rule { schedule = \"cron(0 5 * * ? *)\", lifecycle { delete_after = 35 } }, and one with \"cron(0 5 1 * ? *)\" and delete_after = 90"
#   frameworks:
#     NIST-800-53r5: [CP-9]
#     SOC2: [A1.2]
#   aliases:
#     aws-config: [backup-plan-min-frequency-and-min-retention-check, backup-recovery-point-minimum-retention-check]
#   requirement: ["000_82979fcacfb6097f.txt:153,207", "000_82979fcacfb6097f.txt:196", "000_82979fcacfb6097f.txt:279", "003_11714f712a81a514.txt:132", "003_11714f712a81a514.txt:134", "003_11714f712a81a514.txt:135", "004_4ffee0017967b171.txt:68,71,169"]
package driftgate.rules.backup.plan_keeps_daily_and_monthly

import data.driftgate.lib.resource

# The plans of an environment stand for each other: one may be the daily one, another the monthly one.
deny contains resource.finding(plan, "/rule", message) if {
	some plan in _plans
	some often, days in _days
	not [often, _place(plan)] in _perhaps_kept
	message := concat("", ["no ", often, " backups are kept for ", format_int(days, 10), " days"])
}

undetermined contains resource.finding(plan, "/rule", message) if {
	some plan in _plans
	some often, days in _days
	not [often, _place(plan)] in _kept
	message := concat("", ["whether ", often, " backups are kept for ", format_int(days, 10), " days is known only after apply"])
}

deny contains resource.finding(plan, path, "leaves less than 90 days in cold storage, which AWS Backup refuses") if {
	some plan in _plans
	some i, rule in resource.blocks(plan.attributes, "rule")
	some lifecycle in resource.blocks(rule, "lifecycle")
	lifecycle.cold_storage_after > 0
	_ends(lifecycle) < lifecycle.cold_storage_after + 90
	path := _at(i, "lifecycle/0/cold_storage_after")
}

# What is open in one rule does not matter where another one does.
settled contains plan.key if some plan in _plans

_plans := resource.of("aws_backup_plan")

_days := {"daily": data.params["BKP-PLAN-01"].daily_days, "monthly": data.params["BKP-PLAN-01"].monthly_days}

_place(plan) := [object.get(plan, name, "") | some name in ["account", "region", "environment"]]

_kept contains [often, _place(plan)] if {
	some plan in _plans
	some i, rule in resource.blocks(plan.attributes, "rule")
	some often, days in _days
	_runs(rule, often)
	_keeps(rule, days)
	not _is_open(plan, i, "schedule")
	not _is_open(plan, i, "lifecycle/0/delete_after")
}

# Whatever is open counts as left out, which runs daily and keeps for ever.
_perhaps_kept contains [often, _place(plan)] if {
	some plan in _plans
	some rule in resource.blocks(plan.attributes, "rule")
	some often, days in _days
	_runs(rule, often)
	_keeps(rule, days)
}

_perhaps_kept contains [often, _place(plan)] if {
	some plan in _plans
	resource.is_unknown(plan, "/rule")
	some often, _ in _days
}

_is_open(plan, i, name) if resource.is_unknown(plan, _at(i, name))

_at(i, name) := concat("/", ["/rule", format_int(i, 10), name])

# Left out, the schedule is cron(0 5 ? * * *).
_runs(rule, _) if object.get(rule, "schedule", null) in {null, ""}

_runs(rule, often) if {
	fields := split(trim_suffix(upper(rule.schedule), ")"), " ")
	regex.match(`^(\*|\*/1|1/1|1-12|JAN-DEC)$`, fields[3])
	array.slice(fields, 5, 6) in [[], ["*"]]
	_runs_on(often, fields[2], fields[4])
}

_runs_on("daily", day, weekday) if {
	regex.match(`^(\*|\?|\*/1|1/1|1-31)$`, day)
	regex.match(`^(\*|\?|1-7|SUN-SAT)$`, weekday)
}

# No month is without one of the first 28 days, its last one, and each day of the week four times.
_runs_on("monthly", day, weekday) if {
	some part in split(day, ",")
	regex.match(`^(\*|\?|L|LW|([1-9]|1[0-9]|2[0-8])W?)([/-].*)?$`, part)
	not endswith(weekday, "#5")
}

# A backup without an end is kept for ever; a state has 0 where there is none.
_keeps(rule, _) if count([end | some lifecycle in resource.blocks(rule, "lifecycle"); end := _ends(lifecycle)]) == 0

_keeps(rule, days) if {
	some lifecycle in resource.blocks(rule, "lifecycle")
	_ends(lifecycle) >= days
}

_ends(lifecycle) := lifecycle.delete_after if {
	lifecycle.delete_after > 0
}
