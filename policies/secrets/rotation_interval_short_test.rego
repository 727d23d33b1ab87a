package driftgate.rules.secrets.rotation_interval_short_test

cases := object.union_n([days, rates, crons, unreadable, {
	"known only after apply": {"resources": [open({}, {after_days: ["var.days"]})], "verdict": "unknown", "path": after_days},
	"expression known only after apply": {"resources": [open({}, {at: ["local.schedule"]})], "verdict": "unknown", "path": at},
	"rules known only after apply": {
		"resources": [{"type": type, "attributes": {}, "unknown": {"/rotation_rules": ["module.a.rules"]}}],
		"verdict": "unknown",
	},
	"too long, whatever else is open": {
		"resources": [open({"automatically_after_days": 91}, {at: ["local.schedule"]})],
		"verdict": "fail",
	},
	"another limit": {"resources": [after(31)], "params": {"max_days": 30}, "verdict": "fail"},
	"at another limit": {"resources": [after(30)], "params": {"max_days": 30}, "verdict": "pass"},
	"an expression and another limit": {"resources": [scheduled("rate(8 days)")], "params": {"max_days": 7}, "verdict": "fail"},
	"another type": {"resources": [{"type": "aws_secretsmanager_secret", "attributes": {}}], "verdict": "none"},
}])

days := {
	"30 days": {"resources": [after(30)], "verdict": "pass"},
	"30 days, and nothing else": {"resources": [{"type": type, "attributes": {"rotation_rules": [{"automatically_after_days": 30}]}}], "verdict": "pass"},
	"90 days": {"resources": [after(90)], "verdict": "pass"},
	"91 days": {"resources": [after(91)], "verdict": "fail", "path": after_days, "findings": 1},
	"1 day": {"resources": [after(1)], "verdict": "pass"},
	"0 days": {"resources": [after(0)], "verdict": "fail", "path": "/rotation_rules", "findings": 1},
	"no interval": {"resources": [rules({"duration": "3h"})], "verdict": "fail", "path": "/rotation_rules"},
	"no interval, as null": {"resources": [rules({"automatically_after_days": null, "schedule_expression": null})], "verdict": "fail", "findings": 1},
	"an empty expression": {"resources": [rules({"schedule_expression": ""})], "verdict": "fail", "path": "/rotation_rules", "findings": 1},
	"no rules": {"resources": [{"type": type, "attributes": {"rotation_rules": []}}], "verdict": "fail"},
	"expression in a state, with 0 days": {
		"resources": [rules({"automatically_after_days": 0, "schedule_expression": "rate(10 days)"})],
		"verdict": "pass",
	},
}

# Expression -> the longest gap in whole days, and whether the rule passes with that limit and fails with one less.
rates := {concat(" ", [expression, name]): row |
	some expression, longest in {"rate(10 days)": 10, "rate(1 day)": 1, "rate( 45  days )": 45, "rate(48 hours)": 2, "rate(600 hours)": 25}
	some [name, row] in rows(expression, longest)
}

crons := {concat(" ", [expression, name]): row |
	some expression, longest in {
		"cron(0 8 * * ? *)": 1,
		"cron(0 8 ? * * *)": 1,
		"cron(0 4/12 * * ? *)": 1,
		"cron(0 8 1 * ? *)": 31,
		"cron(0 8 L * ? *)": 31,
		"cron(0 8 1,15 * ? *)": 17,
		"cron(0 8 1/7 * ? *)": 7,
		"cron(0 8 */10 * ? *)": 10,
		"cron(0 8 1-5 * ? *)": 27,
		"cron(0 0 ? * SUN#1 *)": 35,
		"cron(0 0 ? * 6L *)": 35,
		"cron(0 0 ? * MON *)": 7,
		"cron(0 0 ? * mon-fri *)": 3,
		"cron(0 0 ? * 2,4 *)": 5,
		"cron(0 8 1 1/3 ? *)": 92,
		"cron(0 8 1 JAN,JUL ? *)": 184,
		"cron(0 8 L */2 ? *)": 62,
		"cron(0 8 1 12 ? *)": 366,
		"cron(0 8 L * * *)": 31,
		"cron(0 0 ? * MON,WED *)": 5,
		"cron(0 8 1 * * *)": 31,
		"cron(0 0 ? * FRI-MON *)": 7,
		"cron(0 8 1 JAN,FEB ? *)": 335,
		"cron(0 8 1 FEB,MAR ? *)": 337,
		"cron(0 8 1 MAR,APR ? *)": 335,
		"cron(0 8 1 APR,MAY ? *)": 336,
		"cron(0 8 1 MAY,JUN ? *)": 335,
		"cron(0 8 1 JUN,JUL ? *)": 336,
		"cron(0 8 1 JUL,AUG ? *)": 335,
		"cron(0 8 1 AUG,SEP ? *)": 335,
		"cron(0 8 1 SEP,OCT ? *)": 336,
		"cron(0 8 1 OCT,NOV ? *)": 335,
		"cron(0 8 1 NOV,DEC ? *)": 336,
		"cron(0 0 ? * SUN,MON *)": 6,
		"cron(0 0 ? * SUN,TUE *)": 5,
		"cron(0 0 ? * SUN,WED *)": 4,
		"cron(0 0 ? * SUN,THU *)": 4,
		"cron(0 0 ? * SUN,FRI *)": 5,
		"cron(0 0 ? * SUN,SAT *)": 6,
	}
	some [name, row] in rows(expression, longest)
}

unreadable := {concat("", ["no schedule: ", expression]): row |
	some expression in ["daily", "rate(0 days)", "rate(3 weeks)", "cron(0 8 1 * ?)", "cron(0 8 99 * ? *)", "cron(0 8 1 XXX ? *)", "cron(0 0 ? * 8 *)", "cron(0 8 32 * ? *)", "cron(0 8 0 * ? *)", "rate(10 days) "]
	row := {"resources": [scheduled(expression)], "params": {"max_days": 1000}, "verdict": "fail", "path": at, "findings": 1}
}

rows(expression, longest) := [
	["at the limit", {"resources": [scheduled(expression)], "params": {"max_days": longest}, "verdict": "pass"}],
	["over it", {"resources": [scheduled(expression)], "params": {"max_days": longest - 1}, "verdict": "fail", "path": at, "findings": 1}],
]

type := "aws_secretsmanager_secret_rotation"

after_days := "/rotation_rules/0/automatically_after_days"

at := "/rotation_rules/0/schedule_expression"

rules(block) := {"type": type, "attributes": {"rotation_rules": [block]}}

open(block, pointers) := object.union(rules(block), {"unknown": pointers})

after(number) := rules({"automatically_after_days": number, "schedule_expression": ""})

scheduled(expression) := rules({"schedule_expression": expression})
