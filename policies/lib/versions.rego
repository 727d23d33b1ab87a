# METADATA
# title: Versions
# description: A version is the list of its numbers, so that 10.11 is later than 10.6.
# scope: package
package driftgate.lib.versions

# The first numbers in a text: [16] of "postgres16", [8, 0] of "8.0.mysql_aurora.3.08.0", [] where there are none.
numbers(text) := [to_number(part) |
	some part in split(regex.find_all_string_submatch_n(`[0-9]+(\.[0-9]+)*`, text, 1)[0][0], ".")
]

# Whether something that is so since a version is so in the one that a text names: "on" or "off", and "open" where the
# text says too little, as "11" does against [11, 8].
since(text, first) := "on" if {
	numbers(text) >= first
} else := "open" if {
	array.slice(first, 0, count(numbers(text))) == numbers(text)
} else := "off"
