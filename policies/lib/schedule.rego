# METADATA
# title: Schedule expressions
# description: |
#   How far apart the runs of a `rate()` or `cron()` expression lie at most, in the syntax of Secrets Manager: the
#   fields of cron are minutes, hours, day of month, month, day of week, year; years are always `*`.
# scope: package
package driftgate.lib.schedule

# The longest time between two runs in days; undefined for a text that is no schedule.
longest_gap(expression) := days if {
	some [_, count, unit] in regex.find_all_string_submatch_n(`^rate\(\s*([1-9][0-9]*)\s+(hour|day)s?\s*\)$`, expression, 1)
	days := to_number(count) / _per_day[unit]
}

longest_gap(expression) := days if {
	some [_, inside] in regex.find_all_string_submatch_n(`^cron\((.*)\)$`, expression, 1)
	fields := regex.find_all_string_submatch_n(`\S+`, inside, -1)
	count(fields) == 6
	months := _values(fields[3][0], 1, 12, _months)
	count(months) > 0
	days := _cron_gap(fields[2][0], months, fields[4][0])
}

_per_day := {"hour": 24, "day": 1}

# Months that are left out decide; a day within the month makes little difference beside them.
_cron_gap(_, months, _) := _widest({_starts[month] | some month in months}, 366) if count(months) < 12

_cron_gap(month_day, months, week_day) := _day_gap(month_day, week_day) if count(months) == 12

_day_gap(_, week_day) := _widest(days, 7) if {
	not week_day in {"*", "?"}
	days := _values(week_day, 1, 7, _week_days)
	count(days) > 0
}

# The third Monday, the last Friday.
_day_gap(_, week_day) := 35 if regex.match(`^[0-9A-Za-z]+(#[1-5]|L)$`, week_day)

_day_gap(month_day, week_day) := _widest(days, 31) if {
	week_day in {"*", "?"}
	days := _values(month_day, 1, 31, {})
	count(days) > 0
}

_day_gap("L", week_day) := 31 if week_day in {"*", "?"}

# The widest distance between neighbours on a circle.
_widest(positions, round) := max([gap |
	some position in positions
	later := [other | some other in positions; other > position]
	gap := min(array.concat(later, [min(positions) + round])) - position
])

# The numbers that a field names: `*`, `?`, `4`, `MON`, `1-5`, `1/7`, `*/3`, and lists of these.
_values(field, low, high, names) := {number |
	some part in split(field, ",")
	some [_, first, _, last, _, step] in regex.find_all_string_submatch_n(`^([0-9]+|[A-Z]{3}|[*?])(-([0-9]+|[A-Z]{3}))?(/([1-9][0-9]*))?$`, upper(part), 1)
	from := _number(first, low, names)
	to := _end(last, step, first, from, high, names)
	some number in numbers.range(from, to)
	from <= number
	low <= number
	number <= high
	(number - from) % _step(step) == 0
}

_number(text, low, _) := low if text in {"*", "?"}

_number(text, _, _) := to_number(text) if regex.match(`^[0-9]+$`, text)

_number(text, _, names) := names[text]

_end(last, _, _, _, _, names) := _number(last, 0, names) if last != ""

_end("", step, first, _, high, _) := high if {
	some given in [step != "", first in {"*", "?"}]
	given
}

_end("", "", first, from, _, _) := from if not first in {"*", "?"}

_step("") := 1

_step(text) := to_number(text) if text != ""

_months := {
	"JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6,
	"JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10, "NOV": 11, "DEC": 12,
}

_week_days := {"SUN": 1, "MON": 2, "TUE": 3, "WED": 4, "THU": 5, "FRI": 6, "SAT": 7}

# The day of a leap year on which a month begins.
_starts := {1: 0, 2: 31, 3: 60, 4: 91, 5: 121, 6: 152, 7: 182, 8: 213, 9: 244, 10: 274, 11: 305, 12: 335}
