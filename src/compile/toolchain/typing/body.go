package typing

import (
	"maps"

	"github.com/open-policy-agent/opa/v1/ast"
)

// env holds what local variables can be. It is copied when a variable is bound.
type env map[ast.Var]value

// maxWays bounds how many ways through a body are followed one by one; beyond it variables hold unions.
const maxWays = 64

// bind gives one environment for each thing that a variable can be, so that what belongs together stays together:
// a resource type and the name of its attribute.
func (e env) bind(name ast.Var, v value, ways int) []env {
	if v.empty() {
		return nil
	}
	with := func(v value) env {
		out := maps.Clone(e)
		out[name] = v
		return out
	}
	if name.IsWildcard() {
		return []env{e}
	}
	if v.any || len(v.atoms)*ways > maxWays {
		return []env{with(v)}
	}
	out := make([]env, 0, len(v.atoms))
	for _, a := range v.atoms {
		out = append(out, with(one(a)))
	}
	return out
}

// body gives the environments in which all of its expressions can hold.
func (k *checker) body(b ast.Body, envs []env) []env {
	for _, x := range b {
		var next []env
		for _, e := range envs {
			next = append(next, k.expr(x, e, len(envs))...)
		}
		envs = next
	}
	return envs
}

func (k *checker) expr(x *ast.Expr, e env, ways int) []env {
	if x.Negated {
		inner := *x
		inner.Negated = false
		k.expr(&inner, e, ways)
		return []env{e}
	}
	switch terms := x.Terms.(type) {
	case *ast.Term:
		var out []env
		for _, r := range k.term(terms, e, ways) {
			if !isFalse(r.v) {
				out = append(out, r.e)
			}
		}
		return out
	case []*ast.Term:
		return k.callExpr(terms, x.Location, e, ways)
	case *ast.Every:
		for _, d := range k.term(terms.Domain, e, ways) {
			for _, p := range k.entries(d.v, terms.Domain.Location) {
				for _, bound := range k.bindPair(terms.Key, terms.Value, p, d.e, ways) {
					k.body(terms.Body, []env{bound})
				}
			}
		}
		return []env{e}
	default:
		return []env{e}
	}
}

func (k *checker) bindPair(key, val *ast.Term, p pair, e env, ways int) []env {
	envs := []env{e}
	if key != nil {
		envs = e.bind(key.Value.(ast.Var), p.key, ways)
	}
	var out []env
	for _, each := range envs {
		out = append(out, each.bind(val.Value.(ast.Var), p.value, ways*len(envs))...)
	}
	return out
}

func isFalse(v value) bool {
	if v.empty() {
		return true
	}
	for _, a := range v.atoms {
		if b, ok := a.konst.(ast.Boolean); !ok || bool(b) {
			return false
		}
	}
	return !v.any
}

// document is what a rule of the policies gives: a value, or a set or an object of what its definitions make.
func (k *checker) document(path string) value {
	key := "document " + path
	if v, ok := k.memo[key]; ok {
		return v
	}
	k.memo[key] = anything // OPA refuses recursion
	var out []value
	for _, rule := range k.docs[path] {
		out = append(out, k.definition(rule, nil))
	}
	v := merged(out)
	k.memo[key] = v
	return v
}

// merged joins the collections that several definitions of one set or object give.
func merged(values []value) value {
	v := union(values...)
	var keys, elems []value
	for _, a := range v.atoms {
		if a.kind != aCollection {
			return v
		}
		keys, elems = append(keys, a.key), append(elems, a.elem)
	}
	if v.any || len(elems) < 2 {
		return v
	}
	return collection(union(keys...), union(elems...))
}

// call is what a function of the policies gives for some arguments.
func (k *checker) call(path string, args []value) value {
	key := "call " + path
	for _, arg := range args {
		key += arg.identity()
	}
	if v, ok := k.memo[key]; ok {
		return v
	}
	k.memo[key] = anything
	var out []value
	for _, rule := range k.docs[path] {
		out = append(out, k.definition(rule, args))
	}
	v := union(out...)
	k.memo[key] = v
	return v
}

func (k *checker) definition(rule *ast.Rule, args []value) value {
	var out []value
	for ; rule != nil; rule = rule.Else {
		envs := []env{{}}
		for i, term := range rule.Head.Args {
			if i < len(args) {
				var next []env
				for _, e := range envs {
					next = append(next, k.unify(term, args[i], e, len(envs))...)
				}
				envs = next
			}
		}
		for _, e := range k.body(rule.Body, envs) {
			out = append(out, k.made(rule.Head, e))
		}
	}
	return merged(out)
}

// made is what one way through a rule adds to it.
func (k *checker) made(h *ast.Head, e env) value {
	switch {
	case h.Key != nil && h.Value == nil:
		elem := k.single(h.Key, e)
		return collection(elem, elem)
	case h.Key != nil && !h.Ref().IsGround():
		return collection(k.single(h.Key, e), k.single(h.Value, e))
	case h.Value != nil:
		return k.single(h.Value, e)
	default:
		return anything
	}
}
