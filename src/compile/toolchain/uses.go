package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// dotted writes a package path without its `data` root: a.b.c.
func dotted(path ast.Ref) string {
	tail := path[1:]
	ref := ast.Ref{ast.VarTerm(string(tail[0].Value.(ast.String)))}
	return append(ref, tail[1:]...).String()
}

// usesOf walks a module whose references are resolved and lists what it takes from data and which built-ins it calls,
// or puts in the place of another (`with count as http.send`).
// References to local rules are left out: they are plain names in the source, written out by the resolver.
// Operators are left out too: every module uses them and no capability takes them away one by one.
func usesOf(m *ast.Module, local map[string]bool) (refs, calls []named) {
	refs, calls = []named{}, []named{}
	call := func(op *ast.Term) {
		ref, ok := op.Value.(ast.Ref)
		if !ok || ref.HasPrefix(ast.DefaultRootRef) {
			return
		}
		if b := ast.BuiltinMap[ref.String()]; b == nil || b.Infix == "" && !isInternal(b.Name) {
			calls = append(calls, named{placeOf(op.Location), ref.String()})
		}
	}
	vis := ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			if op := x.OperatorTerm(); op != nil {
				call(op)
			}
		case *ast.Term:
			switch v := x.Value.(type) {
			case ast.Call:
				call(v[0])
			case ast.Ref:
				if v.HasPrefix(ast.DefaultRootRef) && !local[ruleKey(m.Package.Path, v)] {
					refs = append(refs, named{placeOf(x.Location), v.String()})
				}
			}
		case *ast.With:
			if ref, ok := x.Value.Value.(ast.Ref); ok && ast.BuiltinMap[ref.String()] != nil {
				call(x.Value)
			}
		}
		return false
	})
	for _, rule := range m.Rules {
		vis.Walk(rule)
	}
	return inOrder(refs), inOrder(calls)
}

// localRules holds the ruleKey of every rule: a package may be spread over several modules.
func localRules(modules map[string]*ast.Module) map[string]bool {
	local := map[string]bool{}
	for _, m := range modules {
		for _, rule := range m.Rules {
			local[ruleKey(m.Package.Path, m.Package.Path.Extend(rule.Head.Ref()))] = true
		}
	}
	return local
}

// ruleKey is the part of a reference into package own that names its rule, or "".
func ruleKey(own, ref ast.Ref) string {
	if len(ref) <= len(own) || !ref.HasPrefix(own) {
		return ""
	}
	return ref[:len(own)+1].String()
}

func isInternal(name string) bool { return strings.HasPrefix(name, "internal.") }

// inOrder sorts by place; a rule written with several heads or `else` is walked more than once, so repeats go.
func inOrder(list []named) []named {
	slices.SortFunc(list, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Name, b.Name))
	})
	return slices.Compact(list)
}
