# METADATA
# title: Default encryption of EBS volumes
# description: What an account's and region's aws_ebs_encryption_by_default (context_types) does to new volumes.
# scope: package
package driftgate.lib.ebs

import data.driftgate.lib.resource

# Whether new volumes that r makes are encrypted, asked for or not.
is_encrypted_by_default(r) if {
	some by_default in _defaults(r)
	object.get(by_default.attributes, "enabled", null) != false
	not resource.is_unknown(by_default, "/enabled")
}

# Whether a default may encrypt them that is known only after apply.
is_default_open(r) if {
	some by_default in _defaults(r)
	resource.is_unknown(by_default, "/enabled")
}

_defaults(r) := [by_default |
	some by_default in resource.context("aws_ebs_encryption_by_default")
	_may_equal(r, by_default, "account")
	_may_equal(r, by_default, "region")
]

_may_equal(a, b, name) if object.get(a, name, null) == object.get(b, name, null)

_may_equal(a, b, name) if null in {object.get(a, name, null), object.get(b, name, null)}
