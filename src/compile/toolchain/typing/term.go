package typing

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// result is one thing that a term can be, with the variables that it bound on the way.
type result struct {
	v value
	e env
}

// single is all that a term can be.
func (k *checker) single(t *ast.Term, e env) value {
	var out []value
	for _, r := range k.term(t, e, maxWays) {
		out = append(out, r.v)
	}
	return union(out...)
}

func (k *checker) term(t *ast.Term, e env, ways int) []result {
	just := func(v value) []result { return []result{{v, e}} }
	switch v := t.Value.(type) {
	case ast.Var:
		if bound, ok := e[v]; ok {
			return just(bound)
		}
		return just(anything)
	case ast.String:
		return just(textAt(string(v), t.Location))
	case ast.Number, ast.Boolean, ast.Null:
		return just(one(&atom{kind: aConstant, konst: v, at: t.Location}))
	case ast.Ref:
		return k.ref(v, e, ways)
	case *ast.Array:
		tuple := &atom{kind: aTuple}
		v.Foreach(func(each *ast.Term) { tuple.elems = append(tuple.elems, k.single(each, e)) })
		return just(one(tuple))
	case ast.Set:
		set := &atom{kind: aSet}
		v.Foreach(func(each *ast.Term) { set.elems = append(set.elems, k.single(each, e)) })
		return just(one(set))
	case ast.Object:
		object := &atom{kind: anObject}
		v.Foreach(func(key, each *ast.Term) {
			object.pairs = append(object.pairs, pair{k.single(key, e), k.single(each, e)})
		})
		return just(one(object))
	case *ast.ArrayComprehension:
		return just(collection(anything, k.comprehended(v.Body, v.Term, e)))
	case *ast.SetComprehension:
		elem := k.comprehended(v.Body, v.Term, e)
		return just(collection(elem, elem))
	case *ast.ObjectComprehension:
		return just(collection(k.comprehended(v.Body, v.Key, e), k.comprehended(v.Body, v.Value, e)))
	default:
		return just(anything)
	}
}

func (k *checker) comprehended(b ast.Body, t *ast.Term, e env) value {
	var out []value
	for _, each := range k.body(b, []env{e}) {
		out = append(out, k.single(t, each))
	}
	return union(out...)
}

// ref follows a reference; variables in it that have no value yet go through all that is there.
func (k *checker) ref(ref ast.Ref, e env, ways int) []result {
	start, rest := k.head(ref, e)
	results := []result{{start, e}}
	var at *ast.Location
	for i, step := range rest {
		// Variables that the compiler made up have no place: then that of what they walk through.
		if at = step.Location; at == nil {
			at = ref[len(ref)-len(rest)+i-1].Location
		}
		var next []result
		for _, r := range results {
			next = append(next, k.step(r, step, at, ways*len(results))...)
		}
		results = next
	}
	for _, r := range results {
		k.read(r.v, false, ref[len(ref)-1].Location)
	}
	return results
}

// head is where a reference starts, and the steps that are left.
func (k *checker) head(ref ast.Ref, e env) (value, ast.Ref) {
	switch name, _ := ref[0].Value.(ast.Var); {
	case name.Equal(ast.InputRootDocument.Value):
		return one(&atom{kind: anInput}), ref[1:]
	case name.Equal(ast.DefaultRootDocument.Value):
		for i := 2; i <= len(ref); i++ {
			if path := ref[:i].String(); len(k.docs[path]) > 0 {
				return k.document(path), ref[i:]
			}
		}
		return anything, nil
	default:
		v, ok := e[name]
		if !ok {
			v = anything
		}
		return v, ref[1:]
	}
}

func (k *checker) step(r result, step *ast.Term, at *ast.Location, ways int) []result {
	name, isVar := step.Value.(ast.Var)
	if bound, ok := r.e[name]; isVar && !ok {
		var out []result
		for _, p := range k.entries(r.v, at) {
			for _, e := range r.e.bind(name, p.key, ways) {
				if !p.value.empty() {
					out = append(out, result{p.value, e})
				}
			}
		}
		return out
	} else if isVar {
		return found(k.lookupAt(r.v, bound, false), r.e)
	}
	return found(k.lookup(r.v, k.single(step, r.e)), r.e)
}

func found(v value, e env) []result {
	if v.empty() {
		return nil
	}
	return []result{{v, e}}
}

// entries are the keys of a value and what stands there: one by one where the source writes them out.
func (k *checker) entries(v value, at *ast.Location) []pair {
	if v.any {
		return []pair{{anything, anything}}
	}
	var out []pair
	for _, a := range v.atoms {
		if a.holds() {
			k.sites.note(at, "[_]", nil)
		}
		switch a.kind {
		case aTuple:
			for _, each := range a.elems {
				out = append(out, pair{anything, each})
			}
		case aSet:
			for _, each := range a.elems {
				out = append(out, pair{each, each})
			}
		case anObject:
			out = append(out, a.pairs...)
		case aCollection:
			out = append(out, pair{a.key, a.elem})
		case aTypeList:
			out = append(out, pair{anything, hole})
		case anUnknownMap:
			out = append(out, pair{one(&atom{kind: aText, parts: []part{{pointer: a.typ}}}), collection(anything, hole)})
		case aRelatedMap:
			out = append(out, pair{hole, collection(anything, one(&atom{kind: aKey}))})
		default:
			below, wrong := k.at(a, hole.atoms[0])
			k.sites.note(at, "[_]", wrong)
			if wrong == nil {
				key := anything
				if a.kind == aResourceIndex {
					key = one(&atom{kind: aKey})
				}
				out = append(out, pair{key, below})
			}
		}
	}
	return out
}
