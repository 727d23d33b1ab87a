# METADATA
# title: Exemptions that are written on the resource
# description: |
#   A tag whose value is a date exempts its resource until that day, so that no exemption is for ever.
# scope: package
package driftgate.lib.exemption

import data.driftgate.lib.resource

# Whether a tag of r names a date (YYYY-MM-DD) that has not come yet.
holds(r, tag) if _lies_ahead(r.tags[tag])

# Auto Scaling groups have their tags as blocks.
holds(r, tag) if {
	some block in resource.blocks(r.attributes, "tag")
	block.key == tag
	_lies_ahead(block.value)
}

_lies_ahead(date) if {
	regex.match(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, date)
	substring(input.now, 0, 10) < date
}
