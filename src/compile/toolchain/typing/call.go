package typing

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// callExpr follows a call; behind its arguments it may name what takes the result.
func (k *checker) callExpr(terms []*ast.Term, at *ast.Location, e env, ways int) []env {
	operator := terms[0].Value.String()
	if operator == "eq" || operator == "assign" || operator == "equal" {
		return k.equality(terms[1], terms[2], e, ways)
	}
	arity := len(terms) - 1
	rules := k.docs[operator]
	builtin := ast.BuiltinMap[operator]
	switch {
	case len(rules) > 0:
		arity = len(rules[0].Head.Args)
	case builtin != nil:
		arity = len(builtin.Decl.FuncArgs().Args)
	}
	args := make([]value, 0, arity)
	for _, term := range terms[1 : arity+1] {
		v := k.single(term, e)
		if v.empty() {
			return nil
		}
		args = append(args, v)
	}
	var v value
	if len(rules) > 0 {
		v = k.call(operator, args)
	} else {
		v = k.builtin(operator, args, terms[1:arity+1], at)
	}
	if len(terms)-1 > arity {
		return k.unify(terms[arity+1], v, e, ways)
	}
	if isFalse(v) {
		return nil
	}
	return []env{e}
}

// equality binds whichever side is a pattern with variables that have no value yet.
func (k *checker) equality(a, b *ast.Term, e env, ways int) []env {
	if isPattern(b, e) && !isPattern(a, e) {
		a, b = b, a
	}
	var out []env
	for _, r := range k.term(b, e, ways) {
		out = append(out, k.unify(a, r.v, r.e, ways)...)
	}
	return out
}

func isPattern(t *ast.Term, e env) bool {
	switch v := t.Value.(type) {
	case ast.Var:
		_, bound := e[v]
		return !bound
	case *ast.Array:
		free := false
		v.Foreach(func(each *ast.Term) { free = free || isPattern(each, e) })
		return free
	default:
		return false
	}
}
