# METADATA
# title: Environments that a parameter lists
# description: For rules of which a part holds in some environments only. "*" is every environment.
# scope: package
package driftgate.lib.environments

is_listed(_, names) if "*" in names

is_listed(r, names) if r.environment in names

# Whether it depends on the environment of r, which is not known.
may_be_listed(r, names) if {
	count(names) > 0
	not "*" in names
	object.get(r, "environment", null) == null
}
