package typing

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// known are the built-ins of which the checker knows what they make of their arguments; any other gives anything.
var known = map[string]func(k *checker, args []value) value{
	"object.get":        func(k *checker, a []value) value { return k.objectGet(a[0], a[1], a[2]) },
	"object.union":      func(_ *checker, a []value) value { return union(a[0], a[1]) },
	"internal.member_2": func(k *checker, a []value) value { return k.member(nothing, a[0], a[1]) },
	"internal.member_3": func(k *checker, a []value) value { return k.member(a[0], a[1], a[2]) },
	"concat":            func(_ *checker, a []value) value { return concat(a[0], a[1]) },
	"startswith":        func(k *checker, a []value) value { return k.starts(a[0], a[1]) },
	"endswith":          func(_ *checker, a []value) value { return onTexts(a[0], a[1], strings.HasSuffix) },
	"regex.match":       func(k *checker, a []value) value { return k.matches(a[0], a[1]) },
	"trim_prefix":       func(_ *checker, a []value) value { return trimmed(a[0], a[1], strings.TrimPrefix) },
	"trim_suffix":       func(_ *checker, a []value) value { return trimmed(a[0], a[1], strings.TrimSuffix) },
	"format_int":        func(*checker, []value) value { return hole },
	"lower":             func(*checker, []value) value { return hole },
	"upper":             func(*checker, []value) value { return hole },
	"replace":           func(*checker, []value) value { return hole },
	"split":             func(_ *checker, a []value) value { return split(a[0]) },
	"array.slice":       func(_ *checker, a []value) value { return like(a[0]) },
	"array.concat":      func(_ *checker, a []value) value { return joined(a) },
	"or":                func(_ *checker, a []value) value { return joined(a) },
	"and":               func(_ *checker, a []value) value { return joined(a) },
	"minus":             func(_ *checker, a []value) value { return like(a[0]) },
	"sort":              func(_ *checker, a []value) value { return like(a[0]) },
	"array.reverse":     func(_ *checker, a []value) value { return like(a[0]) },
	"is_array":          func(_ *checker, a []value) value { return only(a[0], "list", "set") },
	"is_object":         func(_ *checker, a []value) value { return only(a[0], "object", "map") },
	"is_string":         func(_ *checker, a []value) value { return only(a[0], "string") },
	"is_number":         func(_ *checker, a []value) value { return only(a[0], "number") },
	"is_boolean":        func(_ *checker, a []value) value { return only(a[0], "bool") },
	"is_null":           func(*checker, []value) value { return anything },
	"count":             func(*checker, []value) value { return anything },
}

func (k *checker) builtin(name string, args []value, terms []*ast.Term, at *ast.Location) value {
	for i, arg := range args {
		k.accepts(name, i, arg, terms[i], at)
	}
	if make := known[name]; make != nil {
		return make(k, args)
	}
	if name == "gt" || name == "gte" || name == "lt" || name == "lte" || name == "neq" {
		k.ordered(args[0], args[1], name)
		return anything
	}
	for i, arg := range args {
		k.read(arg, true, terms[i].Location)
		for _, a := range arg.atoms {
			k.open = k.open || a.kind == aResource || a.kind == anInput || a.kind == anAttribute && a.path == ""
		}
	}
	return anything
}

// ordered notes that a constant is held against an attribute of another type: `engine_version < 5` says nothing.
func (k *checker) ordered(a, b value, operator string) {
	if operator != "neq" {
		k.canEqual(a, b)
	}
}

// terraformTypes are OPA's types of what Terraform's are in JSON.
var terraformTypes = map[string]types.Type{
	"string": types.S, "number": types.N, "bool": types.B,
	"list": types.NewArray(nil, types.A), "set": types.NewArray(nil, types.A),
	"map": types.NewObject(nil, types.NewDynamicProperty(types.S, types.A)), "object": types.NewObject(nil, types.NewDynamicProperty(types.S, types.A)),
}

// accepts notes that a built-in is given an attribute of a type that it never takes.
func (k *checker) accepts(name string, i int, arg value, term *ast.Term, at *ast.Location) {
	want := ast.BuiltinMap[name]
	if want == nil || arg.any || strings.HasPrefix(name, "is_") || strings.HasPrefix(name, "internal.") {
		return
	}
	if term.Location != nil {
		at = term.Location
	}
	declared := unwrap(want.Decl.FuncArgs().Args[i])
	for _, a := range arg.atoms {
		var f *fault
		if t := terraformTypes[nodeKind(a)]; t != nil && !takes(declared, t) {
			f = &fault{code: "wrong_type", message: fmt.Sprintf("`%s` is %s, which %s does not take", a.typ+dotted(a.path), a.node.called(), name),
				hint: fmt.Sprintf("%s takes %s", name, types.Sprint(declared))}
		}
		k.sites.note(at, name, f)
	}
}

func nodeKind(a *atom) string {
	if a.kind != anAttribute {
		return ""
	}
	return a.node.kind
}

func takes(declared, t types.Type) bool {
	if any, ok := declared.(types.Any); ok {
		if len(any) == 0 {
			return true
		}
		for _, each := range any {
			if takes(unwrap(each), t) {
				return true
			}
		}
		return false
	}
	return fmt.Sprintf("%T", declared) == fmt.Sprintf("%T", t)
}

// unwrap takes the name off a type.
func unwrap(t types.Type) types.Type {
	if named, ok := t.(*types.NamedType); ok {
		return named.Type
	}
	return t
}
