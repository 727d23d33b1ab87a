package typing

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// What stands in an expanded pattern for its ends, and for what may hold slashes. `wild` stands for other texts.
const (
	beginning = "\x01"
	ending    = "\x02"
	anywhere  = "\x03"
)

// maxSpelt bounds the texts of one pattern.
const maxSpelt = 256

// expand lists the texts that a regular expression spells out; false where they are too many to follow.
func expand(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpBeginText, syntax.OpBeginLine:
		return []string{beginning}, true
	case syntax.OpEndText, syntax.OpEndLine:
		return []string{ending}, true
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}, true
		}
	case syntax.OpCapture:
		return expand(re.Sub[0])
	case syntax.OpQuest:
		spelt, ok := expand(re.Sub[0])
		return append(spelt, ""), ok
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			spelt, ok := expand(sub)
			if all = append(all, spelt...); !ok || len(all) > maxSpelt {
				return nil, false
			}
		}
		return all, true
	case syntax.OpConcat:
		return expandAll(re.Sub)
	}
	if mayHoldSlash(re) {
		return []string{anywhere}, true
	}
	return []string{wild}, true
}

func expandAll(subs []*syntax.Regexp) ([]string, bool) {
	all := []string{""}
	for _, sub := range subs {
		spelt, ok := expand(sub)
		if !ok || len(all)*len(spelt) > maxSpelt {
			return nil, false
		}
		var next []string
		for _, before := range all {
			for _, after := range spelt {
				next = append(next, before+after)
			}
		}
		all = next
	}
	return all, true
}

func mayHoldSlash(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpLiteral:
		return slices.Contains(re.Rune, '/')
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if re.Rune[i] <= '/' && '/' <= re.Rune[i+1] {
				return true
			}
		}
		return false
	default:
		return slices.ContainsFunc(re.Sub, mayHoldSlash)
	}
}

// pattern holds a regular expression for pointers against the schema of a type: each text that it spells out, such as
// /rule and /scan of `^/(rule|scan)(/|$)`.
func (k *checker) pattern(t string, expression *atom) {
	text, at, ok := expression.literal()
	parsed, err := syntax.Parse(text, syntax.Perl)
	if !ok || err != nil || k.types[t] == nil {
		return
	}
	spelt, _ := expand(parsed)
	for _, each := range spelt {
		each, _, _ = strings.Cut(each, anywhere)
		if pointer, anchored := strings.CutPrefix(each, beginning); anchored && strings.HasPrefix(pointer, "/") {
			pointer, ends := strings.CutSuffix(pointer, ending)
			m := prefix
			if ends || strings.HasSuffix(pointer, "/") {
				m = whole
			}
			k.pointer(t, &atom{kind: aText, parts: pieced(pointer, at)}, m)
			continue
		}
		k.segments(t, each, at)
	}
}

// pieced is a text with holes as parts.
func pieced(text string, at *ast.Location) []part {
	var parts []part
	for i, piece := range strings.Split(text, wild) {
		if i > 0 {
			parts = append(parts, part{hole: true})
		}
		if piece != "" {
			parts = append(parts, part{text: piece, at: at})
		}
	}
	return parts
}

// segments holds the whole names of a text that may begin anywhere in a pointer against all names of the type.
func (k *checker) segments(t, text string, at *ast.Location) {
	all := strings.Split(text, "/")
	for i, segment := range all {
		begins := i > 0 || strings.HasPrefix(segment, beginning)
		ends := i < len(all)-1 || strings.HasSuffix(segment, ending)
		name := strings.Trim(segment, beginning+ending)
		if begins && ends && name != "" && !strings.Contains(name, wild) {
			k.segment(t, name, at)
		}
	}
}

// segment holds one name of a pointer against all names of the type.
func (k *checker) segment(t, name string, at *ast.Location) {
	n := k.types[t]
	if n.named(name) {
		if n.fields[name] != nil {
			k.ask(t, "/"+name)
		}
		k.sites.note(at, name, nil)
		return
	}
	k.sites.note(at, name, &fault{code: "unknown_attribute", message: fmt.Sprintf("`%s` has no attribute `%s`", t, name), known: n.allNames()})
}
