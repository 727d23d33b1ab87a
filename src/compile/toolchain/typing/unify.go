package typing

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// unify holds a pattern (a variable, a value, or an array or object of patterns) against a value.
func (k *checker) unify(pattern *ast.Term, v value, e env, ways int) []env {
	if v.empty() {
		return nil
	}
	switch p := pattern.Value.(type) {
	case ast.Var:
		if bound, ok := e[p]; ok {
			return k.same(bound, v, e)
		}
		return e.bind(p, v, ways)
	case *ast.Array:
		return k.unifyArray(p, v, e, ways)
	default:
		return k.same(k.single(pattern, e), v, e)
	}
}

func (k *checker) unifyArray(p *ast.Array, v value, e env, ways int) []env {
	if v.any {
		v = collection(anything, anything)
	}
	var out []env
	for _, a := range v.atoms {
		if a.kind == aTuple && len(a.elems) != p.Len() {
			continue
		}
		envs, n := []env{e}, 0
		p.Foreach(func(each *ast.Term) {
			elem := anything
			switch {
			case a.kind == aTuple:
				elem = a.elems[n]
			case a.kind == aCollection:
				elem = a.elem
			case a.kind == aSplitPointer:
				if name, ok := each.Value.(ast.String); ok && name != "" && k.types[a.typ] != nil {
					k.segment(a.typ, string(name), each.Location)
				}
			}
			var next []env
			for _, each2 := range envs {
				next = append(next, k.unify(each, elem, each2, ways*len(envs))...)
			}
			envs, n = next, n+1
		})
		out = append(out, envs...)
	}
	return out
}

// same keeps an environment if two values can be equal.
func (k *checker) same(a, b value, e env) []env {
	if k.canEqual(a, b) {
		return []env{e}
	}
	return nil
}

func (k *checker) canEqual(a, b value) bool {
	if a.any || b.any {
		k.fits(a, b)
		return true
	}
	can := false
	for _, x := range a.atoms {
		for _, y := range b.atoms {
			// Both ways round, so that each is noted.
			can = k.alike(x, y) || can
		}
	}
	if can {
		k.fits(a, b)
	}
	return can
}

// fits notes that constants are held against something that they may equal.
func (k *checker) fits(values ...value) {
	for _, v := range values {
		for _, a := range v.atoms {
			if text, at, ok := a.literal(); ok {
				k.sites.note(at, "= "+text, nil)
			} else if a.kind == aConstant {
				k.sites.note(a.at, "= "+a.konst.String(), nil)
			}
		}
	}
}

// alike tells whether two atoms can be equal. A text or number that is held against an attribute of another type is
// a site: `storage_encrypted == "true"` never holds.
func (k *checker) alike(a, b *atom) bool {
	if a.kind != anAttribute && b.kind == anAttribute || a.kind == aText && b.kind == aText && a.hasPointer() {
		a, b = b, a
	}
	text, at, literal := b.literal()
	switch {
	case a.kind == aText && b.hasPointer():
		k.pointer(b.pointerType(), a, whole)
		return true
	case a.kind == anAttribute && (literal || b.kind == aConstant):
		if !literal {
			text, at = b.konst.String(), b.at
		}
		f := k.mismatch(a, b)
		k.sites.note(at, "= "+text, f)
		return f == nil
	case a.kind == aText && literal:
		other, otherAt, known := a.literal()
		switch {
		case known && a.isTypeName():
			k.typeName(text, at, other == text)
		case known && b.isTypeName():
			k.typeName(other, otherAt, other == text)
		case a.isTypeName():
			k.typeName(text, at, k.declares(text))
		}
		return !known || other == text
	case a.kind == aConstant && b.kind == aConstant:
		return a.konst.Compare(b.konst) == 0
	case a.kind == aConstant && literal, a.kind == aText && b.kind == aConstant:
		return false
	case a.kind == aKey && b.kind == aKey:
		return a.typ == "" || b.typ == "" || a.typ == b.typ
	case a.kind == aTuple && b.kind == aTuple:
		return len(a.elems) == len(b.elems)
	default:
		return true
	}
}

// mismatch tells that an attribute can never have the type of a constant.
func (k *checker) mismatch(a, b *atom) *fault {
	want, got := a.node.kind, b.jsonKind()
	if want == "dynamic" || got == "null" || want == got {
		return nil
	}
	return &fault{code: "wrong_type", message: fmt.Sprintf("`%s` is %s and never equals a %s", a.typ+dotted(a.path), a.node.called(), got),
		hint: fmt.Sprintf("compare it with a value of type %s", want)}
}

// jsonKind names the type of a constant as Terraform does.
func (a *atom) jsonKind() string {
	switch a.konst.(type) {
	case ast.Number:
		return "number"
	case ast.Boolean:
		return "bool"
	case ast.Null:
		return "null"
	default:
		return "string"
	}
}

func (a *atom) hasPointer() bool { return a.pointerType() != "" }

// pointerType is the resource type of which a text is a pointer to something unknown, or begins with one.
func (a *atom) pointerType() string {
	if a.kind == aText && len(a.parts) > 0 {
		return a.parts[0].pointer
	}
	return ""
}
