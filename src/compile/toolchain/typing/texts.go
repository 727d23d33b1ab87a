package typing

import "strings"

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
