package typing

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// objectGet is a lookup with a default; a path of several keys is an array.
func (k *checker) objectGet(object, key, otherwise value) value {
	var found []value
	for _, path := range paths(key) {
		v := object
		for _, each := range path {
			v = k.lookup(v, each)
		}
		k.read(v, false, placeOf(path[len(path)-1]))
		found = append(found, v)
	}
	return union(append(found, otherwise)...)
}

// paths are the ways that a key of object.get can lead: an array that is written out goes down step by step.
func paths(key value) [][]value {
	if key.any {
		return [][]value{{key}}
	}
	var out [][]value
	for _, a := range key.atoms {
		switch {
		case a.kind == aTuple && len(a.elems) > 0:
			out = append(out, a.elems)
		case a.kind != aTuple:
			out = append(out, []value{one(a)})
		}
	}
	return out
}

// member tells whether something can be in a collection.
func (k *checker) member(key, v, holder value) value {
	if holder.any {
		return anything
	}
	can := false
	for _, a := range holder.atoms {
		if a.kind == aTypeList {
			k.typeNames(v)
			can = true
			continue
		}
		at := placeOf(v)
		for _, p := range k.entries(one(a), at) {
			k.read(p.value, false, at)
			can = k.canEqual(v, p.value) && (key.empty() || k.canEqual(key, p.key)) || can
		}
	}
	if can {
		return anything
	}
	return nothing
}

// typeNames holds types that are looked for in `unresolved` against those of the rule.
func (k *checker) typeNames(v value) {
	for _, a := range v.atoms {
		if name, at, ok := a.literal(); ok {
			var f *fault
			if !k.declares(name) {
				f = &fault{code: "undeclared_type", message: "`" + name + "` is not a type of this rule", known: k.declared(), hint: k.declareHint(name, "related_types")}
			}
			k.sites.note(at, name, f)
		}
	}
}

func placeOf(v value) *ast.Location {
	for _, a := range v.atoms {
		if _, at, ok := a.literal(); ok {
			return at
		}
	}
	return nil
}

// joined holds all that some arrays or sets hold.
func joined(all []value) value {
	var keys, elems []value
	for _, v := range all {
		if len(v.atoms) == 1 && v.atoms[0].kind == aSplitPointer {
			return v
		}
		each := like(v)
		if each.any {
			return anything
		}
		keys, elems = append(keys, each.atoms[0].key), append(elems, each.atoms[0].elem)
	}
	return collection(union(keys...), union(elems...))
}

// like is a collection of what some arrays or sets hold.
func like(v value) value {
	if v.any {
		return anything
	}
	var elems []value
	for _, a := range v.atoms {
		switch a.kind {
		case aSplitPointer:
			return v
		case aCollection:
			elems = append(elems, a.elem)
		case aTuple, aSet:
			elems = append(elems, a.elems...)
		default:
			return anything
		}
	}
	elem := union(elems...)
	return collection(anything, elem)
}

// only is nothing where what is asked for its type has another one for certain. Any attribute may be null.
func only(v value, kinds ...string) value {
	if v.any {
		return anything
	}
	for _, a := range v.atoms {
		kind := nodeKind(a)
		switch a.kind {
		case aText, aKey:
			kind = "string"
		case aConstant:
			kind = a.jsonKind()
		case aTuple:
			kind = "list"
		case anObject, aResource:
			kind = "object"
		}
		for _, each := range kinds {
			if kind == "" || kind == "dynamic" || kind == each {
				return anything
			}
		}
	}
	return nothing
}
