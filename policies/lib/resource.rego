# METADATA
# title: Vocabulary of rules about resources
# description: |
#   What a rule needs to look at the normalized resources of `input` and to state a finding. A value that is known
#   only after apply is absent from `attributes` and named in `unknown`; a value that was left out and has a
#   documented default is present.
# scope: package
package driftgate.lib.resource

# The resources of one type, of those the rule is asked about.
of(type) := [r | some r in input.resources; r.type == type]

# The resources of one type that the rule's metadata names in context_types: all of the document.
context(type) := object.get(object.get(input, "context", {}), type, [])

# The resources of one type that are linked with r; the type is named in the rule's related_types.
related(r, type) := [other |
	some key in object.get(r.related, type, [])
	other := input.related[key]
]

# The resources that an attribute of r names, by value or by reference; their types are named in related_types.
linked(r, attribute) := [other |
	some key in object.get(r.links, attribute, [])
	other := input.related[key]
]

# The instances of a nested block: a list in the provider's shape, empty where the block was left out.
# A block of a state that was written by hand, or a single nested object, counts as one.
blocks(parent, name) := [b | some b in object.get(parent, name, []); is_object(b)] if is_array(object.get(parent, name, []))

blocks(parent, name) := [parent[name]] if is_object(object.get(parent, name, []))

blocks(parent, name) := [] if is_null(object.get(parent, name, []))

# Whether the attribute at a top-level name has a value: something other than null, "" and [], or a value known only
# after apply that refers to an attribute of another resource (an ARN, an id).
is_set(r, name) if not _empty(object.get(r.attributes, name, null))

is_set(r, name) if refers_to_resource(r, concat("", ["/", name]))

_empty(null) := true

_empty("") := true

_empty([]) := true

_empty({}) := true

# Whether a value is true: as a boolean, or as the text that the provider keeps where null has a meaning of its own.
is_true(true) := true

is_true(value) if lower(value) in {"true", "t", "1"}

# Whether the configuration decides the attribute at a top-level name: it has a value, or an expression whose value is
# known only after apply. An attribute that was left to AWS is unknown too, but nothing is referred to.
is_given(r, name) if is_set(r, name)

is_given(r, name) if count(object.get(r.unknown, concat("", ["/", name]), [])) > 0

# Whether the value at a pointer is known only after apply and refers to an attribute of a managed resource.
refers_to_resource(r, pointer) if {
	some reference in r.unknown[pointer]
	regex.match(`^(module\.[^.\[]+(\[[^\]]*\])?\.)*aws_[a-z0-9_]+\.`, reference)
}

# Whether the value at a pointer, or one that holds it, is known only after apply.
is_unknown(r, pointer) if {
	some unknown, _ in r.unknown
	startswith(concat("", [pointer, "/"]), concat("", [unknown, "/"]))
}

# A violation of the rule by r, decided by the attribute at a JSON pointer ("" for the resource as a whole).
finding(r, path, message) := {"key": r.key, "path": path, "message": message}

# A violation of the rule by r, decided by an attribute of another resource.
finding_at(r, other, path, message) := {"key": r.key, "at": other.key, "path": path, "message": message}

# A violation of the rule by r, because no linked resource of a type exists (or none that satisfies the rule).
absent(r, type, message) := {"key": r.key, "path": "", "missing": type, "message": message}

# The pointer of one tag; its key may hold a slash, and in a `tag` block the value has a place of its own.
tag_path(r, key) := path if {
	indexes := [index | some index, block in object.get(r.attributes, "tag", []); block.key == key]
	path := concat("", ["/tag/", format_int(min(indexes), 10), "/value"])
} else := concat("", [r.tags_path, "/", _escaped(key)])

# Whether r has a tag whose value is known only after apply.
is_tag_unknown(r, key) if {
	some pointer in tag_pointers(key)
	r.unknown[pointer]
}

is_tag_unknown(r, key) if {
	some index, block in object.get(r.attributes, "tag", [])
	block.key == key
	r.unknown[concat("", ["/tag/", format_int(index, 10), "/value"])]
}

# Where a tag stands in the maps of tags.
tag_pointers(key) := [concat("", ["/tags_all/", _escaped(key)]), concat("", ["/tags/", _escaped(key)])]

_escaped(key) := replace(replace(key, "~", "~0"), "/", "~1")
