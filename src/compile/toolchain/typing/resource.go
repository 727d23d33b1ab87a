package typing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// inputFields and resourceFields are `input` and its resources as policies/README.md describes them.
var inputFields = map[string]func(k *checker) value{
	"resources":   func(k *checker) value { return collection(anything, k.ofTypes(k.rule.Types)) },
	"related":     func(*checker) value { return one(&atom{kind: aResourceIndex}) },
	"context":     func(*checker) value { return one(&atom{kind: aTypeIndex, typ: "context"}) },
	"removed":     func(*checker) value { return one(&atom{kind: aTypeIndex, typ: "removed"}) },
	"environment": func(*checker) value { return hole },
	"now":         func(*checker) value { return hole },
}

var resourceFields = map[string]func(k *checker, t string) value{
	"type": func(_ *checker, t string) value {
		if t == "*" {
			return one(&atom{kind: aText, parts: []part{{hole: true, typeName: true}}})
		}
		return one(&atom{kind: aText, parts: []part{{text: t, typeName: true}}})
	},
	"attributes": func(k *checker, t string) value {
		if k.types[t] == nil {
			return anything
		}
		return one(&atom{kind: anAttribute, typ: t, node: k.types[t]})
	},
	"key":         func(_ *checker, t string) value { return one(&atom{kind: aKey, typ: t}) },
	"unknown":     func(_ *checker, t string) value { return one(&atom{kind: anUnknownMap, typ: t}) },
	"links":       func(_ *checker, t string) value { return one(&atom{kind: aLinkMap, typ: t}) },
	"provenance":  func(_ *checker, t string) value { return one(&atom{kind: aProvenanceMap, typ: t}) },
	"related":     func(*checker, string) value { return one(&atom{kind: aRelatedMap}) },
	"unresolved":  func(*checker, string) value { return one(&atom{kind: aTypeList}) },
	"tags":        func(*checker, string) value { return collection(hole, hole) },
	"tags_path":   func(*checker, string) value { return hole },
	"actions":     func(*checker, string) value { return collection(anything, hole) },
	"address":     func(*checker, string) value { return hole },
	"name":        func(*checker, string) value { return hole },
	"account":     func(*checker, string) value { return hole },
	"region":      func(*checker, string) value { return hole },
	"environment": func(*checker, string) value { return hole },
	"taggable":    func(*checker, string) value { return anything },
}

// provenance says where the value of an argument comes from, as schemas/document.json describes it.
var provenance = one(&atom{kind: anObject, pairs: []pair{
	{textAt("constant", nil), anything},
	{textAt("references", nil), collection(anything, hole)},
	{textAt("defaults", nil), collection(anything, hole)},
}})

func (k *checker) field(h *atom, name string) (value, *fault) {
	if h.kind == anInput {
		if get, ok := inputFields[name]; ok {
			return get(k), nil
		}
		return nothing, &fault{code: "unknown_field", message: fmt.Sprintf("input has no field `%s`", name), known: keys(inputFields)}
	}
	if get, ok := resourceFields[name]; ok {
		return get(k, h.typ), nil
	}
	f := &fault{code: "unknown_field", message: fmt.Sprintf("a resource has no field `%s`", name), known: keys(resourceFields)}
	if n := k.types[h.typ]; n != nil && n.fields[name] != nil {
		f.hint = fmt.Sprintf("did you mean `attributes.%s`", name)
	}
	return nothing, f
}

// resources are those that a key can name, of some types.
func (k *checker) resources(key *atom, types []string) value {
	if key.kind == aKey && key.typ != "" {
		if !slices.Contains(types, key.typ) {
			return nothing
		}
		types = []string{key.typ}
	}
	return k.ofTypes(types)
}

func (k *checker) ofTypes(types []string) value {
	out := nothing
	for _, t := range types {
		out.atoms = append(out.atoms, &atom{kind: aResource, typ: t})
	}
	return out
}

// declared are all types that the METADATA of the rule names.
func (k *checker) declared() []string {
	return slices.Concat(k.rule.Types, k.linked(), k.rule.Context, k.rule.Removed)
}

// linked are the types of input.related.
func (k *checker) linked() []string { return slices.Concat(k.rule.Related, k.rule.Reached) }

func (k *checker) declares(t string) bool {
	all := k.declared()
	return slices.Contains(all, t) || slices.Contains(all, "*") && k.names[t]
}

func (k *checker) declareHint(name, field string) string {
	if !strings.HasPrefix(name, "aws_") || len(k.declared()) > 0 && strings.HasPrefix(suggestion(name, k.declared()), "did") {
		return ""
	}
	return fmt.Sprintf("name it in %s of the METADATA", field)
}

// typeName notes whether a text that is held against the type of a resource names one that the rule is given.
func (k *checker) typeName(text string, at *ast.Location, fits bool) {
	var f *fault
	if known := k.declared(); !fits && slices.Contains(known, "*") {
		f = k.noType(text)
	} else if !fits {
		f = &fault{code: "undeclared_type", message: fmt.Sprintf("the rule is given no `%s`", text),
			known: known, hint: k.declareHint(text, "resource_types")}
	}
	k.sites.note(at, "type "+text, f)
}

func (k *checker) noType(name string) *fault {
	return &fault{code: "unknown_type", message: fmt.Sprintf("the provider has no resource type `%s`", name), known: keys(k.names)}
}

func (a *atom) isTypeName() bool { return a.kind == aText && len(a.parts) == 1 && a.parts[0].typeName }

// dotted writes a pointer as people do: .ingress[_].cidr_blocks
func dotted(pointer string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pointer, "/*", "[_]"), "/", ".")
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
