package typing

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
)

// lookup gives what stands at a key. A key that is a text of the source is a site: it has to fit one of the holders.
func (k *checker) lookup(holder, key value) value { return k.lookupAt(holder, key, true) }

// lookupAt is lookup with a key that may have come by a variable. Then an object that the source writes out need not
// have it: what a function gives may name more than the entries of a table.
func (k *checker) lookupAt(holder, key value, written bool) value {
	if key.any {
		key = hole
	}
	var out []value
	for _, name := range key.atoms {
		if holder.any {
			out = append(out, anything)
		}
		var first *fault
		fits := holder.any
		for _, h := range holder.atoms {
			v, wrong := k.at(h, name)
			if wrong == nil {
				fits = true
				out = append(out, v)
			} else if first == nil && (written || wrong.code != "unknown_key") {
				first = wrong
			}
		}
		// Pointers are noted part by part.
		if text, at, ok := name.literal(); ok && (fits || first != nil) && !holder.isPointerMap() {
			if fits {
				first = nil
			}
			k.sites.note(at, text, first)
		}
	}
	return union(out...)
}

func (k *checker) at(h, key *atom) (value, *fault) {
	name, _, literal := key.literal()
	switch h.kind {
	case anInput, aResource:
		if !literal {
			k.open = true
			return anything, nil
		}
		return k.field(h, name)
	case anAttribute:
		return k.below(h, key)
	case anUnknownMap:
		k.pointer(h.typ, key, whole)
		return collection(anything, hole), nil
	case aLinkMap:
		// Its keys are pointers without the slash in front. The engine itself waits for links.
		if literal {
			k.pointer(h.typ, &atom{kind: aText, parts: append([]part{{text: "/"}}, key.parts...)}, whole)
		}
		return collection(anything, one(&atom{kind: aKey})), nil
	case aProvenanceMap:
		k.place(h.typ, key, whole)
		return provenance, nil
	case aRelatedMap:
		if literal && !slices.Contains(k.linked(), name) {
			return nothing, &fault{code: "undeclared_type", message: fmt.Sprintf("the rule is given no linked `%s`", name),
				known: k.linked(), hint: k.declareHint(name, "related_types")}
		}
		if !literal {
			name = ""
		}
		return collection(anything, one(&atom{kind: aKey, typ: name})), nil
	case aResourceIndex:
		return k.resources(key, k.linked()), nil
	case aTypeIndex:
		types := k.rule.Context
		if h.typ == "removed" {
			types = k.rule.Removed
		}
		if literal && !slices.Contains(types, name) {
			return nothing, &fault{code: "undeclared_type", message: fmt.Sprintf("the rule is given no `%s` in input.%s", name, h.typ),
				known: types, hint: k.declareHint(name, h.typ+"_types")}
		}
		if literal {
			types = []string{name}
		}
		return collection(anything, k.ofTypes(types)), nil
	case aCollection:
		return h.elem, nil
	case aTuple:
		if n, ok := number(key); ok && n < len(h.elems) {
			return h.elems[n], nil
		} else if ok {
			return nothing, nil
		}
		if literal {
			return nothing, &fault{code: "wrong_type", message: fmt.Sprintf("an array has no key `%s`", name), hint: "use an index or [_]"}
		}
		return union(h.elems...), nil
	case aSet:
		return one(key), nil
	case anObject:
		return k.inObject(h, key)
	case aText, aKey, aConstant:
		f := &fault{code: "wrong_type", message: "a plain value holds nothing", hint: "use the value itself"}
		if literal {
			f.message = fmt.Sprintf("a plain value has no key `%s`", name)
		}
		return nothing, f
	default:
		return anything, nil
	}
}

// inObject looks a key up in an object that the source writes out.
func (k *checker) inObject(h, key *atom) (value, *fault) {
	name, at, literal := key.literal()
	var all, same []value
	names, certain := []string{}, literal
	for _, p := range h.pairs {
		all = append(all, p.value)
		for _, a := range p.key.atoms {
			text, written, ok := a.literal()
			certain = certain && ok
			if ok && key.isTypeName() {
				k.typeName(text, written, text == name || k.declares(text))
			}
			names = append(names, text)
			if !ok || text == name {
				same = append(same, p.value)
			}
		}
		certain = certain && !p.key.any
	}
	switch {
	case !certain:
		return union(all...), nil
	case len(same) > 0:
		return union(same...), nil
	case at == nil:
		// A table by resource type need not name every type.
		return nothing, nil
	default:
		return nothing, &fault{code: "unknown_key", message: fmt.Sprintf("the object has no key `%s`", name), known: names}
	}
}

// below gives what an attribute holds at a key.
func (k *checker) below(h, key *atom) (value, *fault) {
	name, _, literal := key.literal()
	child := func(n *node, segment string) value {
		return one(&atom{kind: anAttribute, typ: h.typ, node: n, path: h.path + "/" + segment})
	}
	switch n := h.node; n.kind {
	case "object":
		if !literal {
			k.open = k.open || h.path == ""
			return anything, nil
		}
		if below := n.fields[name]; below != nil {
			return child(below, name), nil
		}
		return nothing, noAttribute(h.typ+dotted(h.path), n, name)
	case "map":
		if !literal {
			name = "*"
		}
		return child(n.elem, name), nil
	case "list", "set":
		if literal {
			return nothing, &fault{code: "wrong_type", message: fmt.Sprintf("`%s` is %s, which has no key `%s`", h.typ+dotted(h.path), n.called(), name),
				hint: "walk through it (some block in ...) or take an index"}
		}
		return child(n.elem, "*"), nil
	case "dynamic":
		return anything, nil
	default:
		return nothing, &fault{code: "wrong_type", message: fmt.Sprintf("`%s` is %s, which holds nothing", h.typ+dotted(h.path), n.called()), hint: "use the value itself"}
	}
}

func noAttribute(where string, n *node, name string) *fault {
	return &fault{code: "unknown_attribute", message: fmt.Sprintf("`%s` has no attribute `%s`", where, name), known: n.names()}
}

func number(a *atom) (int, bool) {
	if n, ok := a.konst.(ast.Number); ok {
		i, err := strconv.Atoi(string(n))
		return i, err == nil && i >= 0
	}
	return 0, false
}
