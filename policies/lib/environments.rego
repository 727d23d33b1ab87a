# METADATA
# title: Parameters that differ by environment
# description: |
#   A parameter such as {"prod": 30, "default": 7}: what it asks of a resource, whose environment may not be known.
#   Or one such as [prod, staging], in which "*" is every environment.
# scope: package
package driftgate.lib.environments

# The values that hold for r: one, or while its environment is not known all that it may turn out to be.
values(by_environment, r, otherwise) := {object.get(by_environment, r.environment, _fallback(by_environment, otherwise))}

values(by_environment, r, otherwise) := {value | some value in by_environment} | {_fallback(by_environment, otherwise)} if {
	not r.environment
}

_fallback(by_environment, otherwise) := object.get(by_environment, "default", otherwise)

# Whether the environment of r is among the names.
is_listed(_, names) if "*" in names

is_listed(r, names) if r.environment in names

# Whether it depends on the environment of r, which is not known.
may_be_listed(r, names) if {
	count(names) > 0
	not "*" in names
	object.get(r, "environment", null) == null
}
