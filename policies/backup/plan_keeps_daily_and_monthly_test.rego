package driftgate.rules.backup.plan_keeps_daily_and_monthly_test

cases := {
	"daily and monthly": {"resources": [plan([daily(30), monthly(90)])], "environment": "prod", "verdict": "pass"},
	"daily, for as long as monthly": {"resources": [plan([daily(90)])], "environment": "prod", "verdict": "pass"},
	"daily, for ever": {"resources": [plan([{"schedule": "cron(0 5 ? * * *)"}])], "environment": "prod", "verdict": "pass"},
	"daily, for ever, as null": {"resources": [plan([daily(null)])], "environment": "prod", "verdict": "pass"},
	"daily, for ever, as a state has it": {"resources": [plan([daily(0)])], "environment": "prod", "verdict": "pass"},
	"schedule left out": {"resources": [plan([{"schedule": null, "lifecycle": [{"delete_after": 90}]}])], "environment": "prod", "verdict": "pass"},
	"schedule left out, as empty": {"resources": [plan([{"schedule": "", "lifecycle": []}])], "environment": "prod", "verdict": "pass"},
	"daily, for too few days": {
		"resources": [plan([daily(29), monthly(90)])],
		"environment": "prod",
		"verdict": "fail",
		"path": "/rule",
		"findings": 1,
	},
	"monthly, for too few days": {"resources": [plan([daily(35), monthly(89)])], "environment": "prod", "verdict": "fail", "findings": 1},
	"no monthly": {"resources": [plan([daily(35)])], "environment": "prod", "verdict": "fail", "findings": 1},
	"no daily": {"resources": [plan([monthly(90)])], "environment": "prod", "verdict": "fail", "findings": 1},
	"no rule": {"resources": [plan([])], "environment": "prod", "verdict": "fail", "findings": 2},
	"on working days": {"resources": [plan([on("cron(0 5 ? * MON-FRI *)")])], "environment": "prod", "verdict": "fail", "findings": 1},
	"every second day": {"resources": [plan([on("cron(0 5 1/2 * ? *)")])], "environment": "prod", "verdict": "fail", "findings": 1},
	"every day, by other words": {"resources": [plan([on("cron(15 * 1-31 1-12 ? *)")])], "environment": "prod", "verdict": "pass"},
	"every day, by weekdays": {"resources": [plan([on("CRON(0 0/6 ? Jan-Dec Sun-Sat *)")])], "environment": "prod", "verdict": "pass"},
	"every day of one month": {"resources": [plan([on("cron(0 5 * 1 ? *)")])], "environment": "prod", "verdict": "fail", "findings": 2},
	"every day of one year": {"resources": [plan([on("cron(0 5 * * ? 2026)")])], "environment": "prod", "verdict": "fail", "findings": 2},
	"every day, without a year": {"resources": [plan([on("cron(0 5 * * ?)")])], "environment": "prod", "verdict": "pass"},
	"no cron expression": {"resources": [plan([on("every day")])], "environment": "prod", "verdict": "fail", "findings": 2},
	"monthly on the first and the 29th": {"resources": [plan([daily(35), on("cron(0 5 29,1 * ? *)")])], "environment": "prod", "verdict": "pass"},
	"monthly on the 28th": {"resources": [plan([daily(35), on("cron(0 5 28 * ? *)")])], "environment": "prod", "verdict": "pass"},
	"monthly on the 31st": {"resources": [plan([daily(35), on("cron(0 5 31 * ? *)")])], "environment": "prod", "verdict": "fail", "findings": 1},
	"monthly on the last day": {"resources": [plan([daily(35), on("cron(0 5 L * ? *)")])], "environment": "prod", "verdict": "pass"},
	"monthly on the working day next to the 15th": {"resources": [plan([daily(35), on("cron(0 5 15W * ? *)")])], "environment": "prod", "verdict": "pass"},
	"monthly on the second Sunday": {"resources": [plan([daily(35), on("cron(0 5 ? * 1#2 *)")])], "environment": "prod", "verdict": "pass"},
	"monthly on the fifth Sunday": {"resources": [plan([daily(35), on("cron(0 5 ? * 1#5 *)")])], "environment": "prod", "verdict": "fail"},
	"quarterly": {"resources": [plan([daily(35), on("cron(0 5 1 1,4,7,10 ? *)")])], "environment": "prod", "verdict": "fail"},
	"in two plans": {"resources": [plan([daily(30)]), plan([monthly(90)])], "environment": "prod", "verdict": "pass"},
	"in two plans of two accounts": {
		"resources": [plan([daily(30)]), object.union(plan([monthly(90)]), {"account": "444455556666"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"in two plans of two regions": {
		"resources": [plan([daily(30)]), object.union(plan([monthly(90)]), {"region": "us-east-1"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"in two plans of two environments": {
		"resources": [plan([daily(30)]), object.union(plan([monthly(90)]), {"environment": {"name": "staging", "from": "tag"}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"schedule known only after apply": {
		"resources": [open({"lifecycle": [{"delete_after": 90}]}, "/rule/0/schedule")],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 2,
	},
	"schedule known only after apply, for too few days": {
		"resources": [open({"schedule": "x", "lifecycle": [{"delete_after": 7}]}, "/rule/0/schedule")],
		"environment": "prod",
		"verdict": "fail",
	},
	"days known only after apply": {
		"resources": [open({"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"delete_after": 1}]}, "/rule/0/lifecycle/0/delete_after")],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 2,
	},
	"days of a weekly rule known only after apply": {
		"resources": [open({"schedule": "cron(0 5 ? * SUN *)", "lifecycle": [{"delete_after": 1}]}, "/rule/0/lifecycle/0/delete_after")],
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"days known only after apply, beside rules that do": {
		"resources": [{
			"type": "aws_backup_plan",
			"attributes": {"rule": [daily(30), monthly(90), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{}]}]},
			"unknown": {"/rule/2/lifecycle/0/delete_after": ["data.aws_ssm_parameter.days.value"]},
		}],
		"environment": "prod",
		"verdict": "pass",
	},
	"rule known only after apply": {
		"resources": [{"type": "aws_backup_plan", "attributes": {"rule": [{}]}, "unknown": {"/rule/0": ["data.aws_ssm_parameter.days.value"]}}],
		"environment": "prod",
		"verdict": "unknown",
	},
	"rules known only after apply": {
		"resources": [{"type": "aws_backup_plan", "attributes": {}, "unknown": {"/rule": ["data.aws_ssm_parameter.days.value"]}}],
		"environment": "prod",
		"verdict": "unknown",
	},
	"90 days in cold storage": {
		"resources": [plan([{"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"cold_storage_after": 30, "delete_after": 120}]}])],
		"environment": "prod",
		"verdict": "pass",
	},
	"less than 90 days in cold storage": {
		"resources": [plan([daily(120), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"cold_storage_after": 31, "delete_after": 120}]}])],
		"environment": "prod",
		"verdict": "fail",
		"path": "/rule/1/lifecycle/0/cold_storage_after",
		"findings": 1,
	},
	"no cold storage, as a state has it": {
		"resources": [plan([daily(120), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"cold_storage_after": 0, "delete_after": 30}]}])],
		"environment": "prod",
		"verdict": "pass",
	},
	"cold storage for ever": {
		"resources": [plan([{"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"cold_storage_after": 30, "delete_after": null}]}])],
		"environment": "prod",
		"verdict": "pass",
	},
	"days are parameters": {
		"resources": [plan([daily(7), monthly(30)])],
		"environment": "prod",
		"params": {"daily_days": 7, "monthly_days": 30},
		"verdict": "pass",
	},
	"environments are a parameter": {
		"resources": [plan([daily(7)])],
		"environment": "dev",
		"params": {"environments": ["dev"]},
		"verdict": "fail",
	},
	"another environment": {"resources": [plan([daily(7)])], "environment": "staging", "verdict": "none"},
	"another type": {"resources": [{"type": "aws_backup_vault", "attributes": {}}], "environment": "prod", "verdict": "none"},
	"daily, for one day": {"resources": [plan([daily(1), monthly(90)])], "environment": "prod", "verdict": "fail", "findings": 1},
	"a day before cold storage": {
		"resources": [plan([daily(120), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"cold_storage_after": 1, "delete_after": 60}]}])],
		"environment": "prod",
		"verdict": "fail",
	},
	"days known only after apply, beside a weekly rule": {
		"resources": [{
			"type": "aws_backup_plan",
			"attributes": {"rule": [on("cron(0 5 ? * SUN *)"), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{}]}]},
			"unknown": {"/rule/1/lifecycle/0/delete_after": ["data.aws_ssm_parameter.days.value"]},
		}],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 1,
	},
	"days known only after apply, beside a rule for a week": {
		"resources": [{
			"type": "aws_backup_plan",
			"attributes": {"rule": [daily(7), {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{}]}]},
			"unknown": {"/rule/1/lifecycle/0/delete_after": ["data.aws_ssm_parameter.days.value"]},
		}],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 2,
	},
	"daily, for ever, lifecycle as null": {"resources": [plan([{"schedule": "cron(0 5 * * ? *)", "lifecycle": null}])], "environment": "prod", "verdict": "pass"},
}

plan(rules) := {"type": "aws_backup_plan", "attributes": {"name": "p", "rule": rules}}

daily(days) := {"schedule": "cron(0 5 * * ? *)", "lifecycle": [{"delete_after": days}]}

monthly(days) := {"schedule": "cron(0 5 1 * ? *)", "lifecycle": [{"delete_after": days}]}

on(schedule) := {"schedule": schedule, "lifecycle": [{"delete_after": 365}]}

# The value that is not known is absent.
open(rule, pointer) := {
	"type": "aws_backup_plan",
	"attributes": {"rule": [json.remove(rule, {trim_prefix(pointer, "/rule/0/")})]},
	"unknown": {pointer: ["data.aws_ssm_parameter.a.value"]},
}
