package typing

import (
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// value is what an expression can be: anything, or one of some atoms. Without atoms it can be nothing: what stands
// behind it is never reached.
type value struct {
	any   bool
	atoms []*atom
}

type kind int

const (
	anInput kind = iota
	aResource
	anAttribute    // a place in a resource's attributes
	anUnknownMap   // r.unknown
	aLinkMap       // r.links
	aProvenanceMap // r.provenance
	aRelatedMap    // r.related
	aTypeList      // r.unresolved
	aKey           // r.key, a key of r.related or r.links
	aResourceIndex // input.related: key -> resource
	aTypeIndex     // input.context, input.removed: type -> resources
	aText          // a string of which parts may be known
	aSplitPointer  // a pointer of r.unknown, split at slashes
	aConstant      // number, boolean, null
	aCollection    // array, set or object of like elements
	aTuple         // an array that is written out
	aSet           // a set that is written out
	anObject       // an object that is written out
)

// atom is one thing that a value can be. It is never changed once it is made.
type atom struct {
	kind  kind
	typ   string // resource type; of aTypeIndex: context or removed
	node  *node
	path  string // JSON pointer of anAttribute, with * for any index
	parts []part // of aText
	konst ast.Value
	at    *ast.Location // where a constant stands
	key   value         // of aCollection
	elem  value
	elems []value // of aTuple and aSet
	pairs []pair  // of anObject
	id    string
}

// part is a piece of text: known (typeName where it is that of a resource), the pointer of something unknown in a type,
// or a hole.
type part struct {
	text    string
	at      *ast.Location
	pointer string // resource type
	hole    bool

	typeName bool
}

type pair struct{ key, value value }

var (
	anything = value{any: true}
	nothing  = value{}
	hole     = one(&atom{kind: aText, parts: []part{{hole: true}}})
)

func one(a *atom) value { return value{atoms: []*atom{a}} }

func (v value) empty() bool { return !v.any && len(v.atoms) == 0 }

// maxAtoms bounds a value; one that can be more can be anything.
const maxAtoms = 64

func union(values ...value) value {
	var out value
	if len(values) == 1 && len(values[0].atoms) <= 1 {
		return values[0]
	}
	seen := map[string]bool{}
	for _, v := range values {
		if v.any {
			return anything
		}
		for _, a := range v.atoms {
			if id := a.identity(); !seen[id] {
				seen[id] = true
				out.atoms = append(out.atoms, a)
			}
		}
	}
	if len(out.atoms) > maxAtoms {
		return anything
	}
	return out
}

func textAt(text string, at *ast.Location) value {
	return one(&atom{kind: aText, parts: []part{{text: text, at: at}}})
}

// literal gives the text of an atom that is known as a whole, and where it stands.
func (a *atom) literal() (string, *ast.Location, bool) {
	if a.kind != aText {
		return "", nil, false
	}
	text := ""
	for _, p := range a.parts {
		if p.hole || p.pointer != "" {
			return "", nil, false
		}
		text += p.text
	}
	if len(a.parts) == 0 {
		return "", nil, true
	}
	return text, a.parts[len(a.parts)-1].at, true
}

// holds tells that an atom is a collection, whatever it holds.
func (a *atom) holds() bool {
	return a.kind == aCollection || a.kind == aTuple || a.kind == aSet || a.kind == anObject
}

// isPointerMap tells that the keys of a value are pointers into attributes.
func (v value) isPointerMap() bool {
	return len(v.atoms) > 0 && (v.atoms[0].kind == anUnknownMap || v.atoms[0].kind == aLinkMap || v.atoms[0].kind == aProvenanceMap)
}

func collection(key, elem value) value { return one(&atom{kind: aCollection, key: key, elem: elem}) }

// ids numbers atoms, so that those that hold others have short identities.
var ids = map[string]string{}

// identity tells atoms apart; texts at different places are different, so that each can be reported.
func (a *atom) identity() string {
	if a.id != "" {
		return a.id
	}
	words := []string{strconv.Itoa(int(a.kind)), a.typ, a.path}
	for _, p := range a.parts {
		words = append(words, strconv.Quote(p.text), place(p.at), p.pointer, strconv.FormatBool(p.hole), strconv.FormatBool(p.typeName))
	}
	if a.konst != nil {
		words = append(words, a.konst.String(), place(a.at))
	}
	words = append(words, a.key.identity(), a.elem.identity())
	for _, v := range a.elems {
		words = append(words, v.identity())
	}
	for _, p := range a.pairs {
		words = append(words, p.key.identity(), p.value.identity())
	}
	content := strings.Join(words, "|")
	if ids[content] == "" {
		ids[content] = strconv.Itoa(len(ids))
	}
	a.id = ids[content]
	return a.id
}

func (v value) identity() string {
	if v.any {
		return "any"
	}
	words := make([]string, len(v.atoms))
	for i, a := range v.atoms {
		words[i] = a.identity()
	}
	return "<" + strings.Join(words, " ") + ">"
}

func place(l *ast.Location) string {
	if l == nil {
		return ""
	}
	return "@" + l.File + ":" + strconv.Itoa(l.Row) + ":" + strconv.Itoa(l.Col)
}
