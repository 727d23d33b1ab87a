package typing

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// objectGet is a lookup with a default; a path of several keys is an array.
func (k *checker) objectGet(object, key, otherwise value) value {
	v := object
	if len(key.atoms) == 1 && key.atoms[0].kind == aTuple {
		for _, each := range key.atoms[0].elems {
			v = k.lookup(v, each)
		}
	} else {
		v = k.lookup(v, key)
	}
	k.read(v, false, placeOf(key))
	return union(v, otherwise)
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

// concat joins an array that is written out; each of its parts keeps its place in the source.
func concat(delimiter, list value) value {
	if len(delimiter.atoms) != 1 || len(list.atoms) != 1 || list.atoms[0].kind != aTuple {
		return hole
	}
	between, _, ok := delimiter.atoms[0].literal()
	if !ok {
		return hole
	}
	texts := [][]part{nil}
	for i, elem := range list.atoms[0].elems {
		var next [][]part
		for _, before := range texts {
			if i > 0 && between != "" {
				before = append(before[:len(before):len(before)], part{text: between})
			}
			for _, after := range pieces(elem, len(texts)) {
				next = append(next, append(before[:len(before):len(before)], after...))
			}
		}
		texts = next
	}
	out := nothing
	for _, parts := range texts {
		out.atoms = append(out.atoms, &atom{kind: aText, parts: parts})
	}
	return union(out)
}

// pieces are the texts that an element of an array can be; a hole where they are too many, or not known.
func pieces(v value, ways int) [][]part {
	var out [][]part
	for _, a := range v.atoms {
		if a.kind != aText {
			return [][]part{{{hole: true}}}
		}
		out = append(out, a.parts)
	}
	if v.any || len(out)*ways > maxAtoms {
		return [][]part{{{hole: true}}}
	}
	return out
}

// starts also knows the two ways in which rules compare pointers: whether an unknown one lies below a text, or a text
// below an unknown one.
func (k *checker) starts(a, b value) value {
	for _, x := range a.atoms {
		for _, y := range b.atoms {
			switch {
			case x.hasPointer():
				k.pointer(x.pointerType(), y, prefix)
			case y.hasPointer():
				k.pointer(y.pointerType(), x, whole)
			}
		}
	}
	return onTexts(a, b, strings.HasPrefix)
}

func (k *checker) matches(expression, text value) value {
	for _, x := range text.atoms {
		for _, y := range expression.atoms {
			if x.hasPointer() {
				k.pattern(x.pointerType(), y)
			}
		}
	}
	return anything
}

// onTexts is nothing where a test of two texts fails for all that they can be.
func onTexts(a, b value, test func(string, string) bool) value {
	if a.any || b.any {
		return anything
	}
	for _, x := range a.atoms {
		for _, y := range b.atoms {
			s, _, known := x.literal()
			t, _, alsoKnown := y.literal()
			if !known || !alsoKnown || test(s, t) {
				return anything
			}
		}
	}
	return nothing
}

func trimmed(a, cut value, trim func(string, string) string) value {
	out := nothing
	for _, x := range a.atoms {
		text, at, known := x.literal()
		if !known || len(cut.atoms) != 1 {
			return hole
		}
		by, _, known := cut.atoms[0].literal()
		if !known {
			return hole
		}
		out = union(out, textAt(trim(text, by), at))
	}
	if a.any {
		return hole
	}
	return out
}

func split(text value) value {
	if len(text.atoms) == 1 && text.atoms[0].hasPointer() {
		return one(&atom{kind: aSplitPointer, typ: text.atoms[0].pointerType()})
	}
	return collection(anything, hole)
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
