# METADATA
# title: Parameters that differ by environment
# description: |
#   A parameter such as {"prod": 30, "default": 7}: what it asks of a resource, whose environment may not be known.
# scope: package
package driftgate.lib.environments

# The values that hold for r: one, or while its environment is not known all that it may turn out to be.
values(by_environment, r, otherwise) := {object.get(by_environment, r.environment, _fallback(by_environment, otherwise))}

values(by_environment, r, otherwise) := {value | some value in by_environment} | {_fallback(by_environment, otherwise)} if {
	not r.environment
}

_fallback(by_environment, otherwise) := object.get(by_environment, "default", otherwise)
