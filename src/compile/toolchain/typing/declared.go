package typing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// declaredIn holds the METADATA of a rule against the schema and against what the rule was seen to read.
func (k *checker) declaredIn(source string, r Request) {
	m := metadata{file: k.rule.File, lines: strings.Split(source, "\n")}
	known := func(t string) bool { return t == "*" || k.names[t] || slices.Contains(r.Declarations, t) }
	for field, types := range map[string][]string{"resource_types": k.rule.Types, "related_types": k.rule.Related,
		"reached_types": k.rule.Reached, "context_types": k.rule.Context, "removed_types": k.rule.Removed} {
		for _, t := range types {
			if !known(t) {
				k.sites.note(m.find(field, t), t, k.noType(t))
			}
		}
	}
	waited := slices.Concat(k.rule.Types, k.rule.Related)
	k.declaredPlaces(m, "decisive", k.rule.Decisive, waited, known)
	k.declaredPlaces(m, "presence", k.rule.Presence, waited, known)
	k.declaredPlaces(m, "incidental", k.rule.Incidental, k.declared(), known)
	k.undeclared(m, r.Declarations)
}

// declaredPlaces holds the pointers of one field against the types of which that field says something.
func (k *checker) declaredPlaces(m metadata, field string, places map[string][]string, of []string, known func(string) bool) {
	for t, pointers := range places {
		at := m.find(field, t)
		switch {
		case !known(t):
			k.sites.note(at, t, k.noType(t))
		case !slices.Contains(of, t) && !slices.Contains(of, "*"):
			k.sites.note(at, t, &fault{code: "undeclared_type", message: fmt.Sprintf("`%s` is neither in resource_types nor in related_types, so its pointers are never looked at", t),
				known: k.declared()})
		}
		for _, pointer := range pointers {
			k.declaredPointer(m.find(t, pointer), field, t, pointer)
		}
	}
}

func (k *checker) declaredPointer(at *ast.Location, field, t, pointer string) {
	n := k.types[t]
	if n == nil {
		return
	}
	if _, wrong, name := k.walk(t, n, pointer, whole); wrong != nil {
		if wrong.hint == "" {
			wrong.hint = suggestion(name, wrong.known)
		}
		k.sites.note(at, t+pointer, wrong)
		return
	}
	for _, r := range slices.Concat(listed(k.reads), listed(k.asks)) {
		// A rule about every type reads what it declares for one of them.
		if (r.Type == t || r.Type == "*") && (covers(pointer, r.Pointer) || r.Whole && covers(r.Pointer, pointer)) {
			return
		}
	}
	if k.open {
		return
	}
	hint := "leave it out, or read it: what is declared here keeps a resource from passing while it is not known"
	if field == "incidental" {
		hint = "leave it out"
	}
	k.sites.note(at, field+" "+t+pointer, &fault{code: "never_read", message: fmt.Sprintf("the rule never reads `%s` of %s", pointer, t), hint: hint})
}

// undeclared notes what a rule reads although nothing says what happens while it is not known.
func (k *checker) undeclared(m metadata, declarations []string) {
	for _, r := range listed(k.reads) {
		if !r.Whole || identity[r.Pointer] || slices.Contains(declarations, r.Type) {
			continue
		}
		stated := k.asks[Read{Type: r.Type, Pointer: r.Pointer}]
		for a := range k.asks {
			stated = stated || a.Type == r.Type && (covers(a.Pointer, r.Pointer) || covers(r.Pointer, a.Pointer))
		}
		for _, places := range []map[string][]string{k.rule.Decisive, k.rule.Presence, k.rule.Incidental} {
			for _, pointer := range slices.Concat(places[r.Type], places["*"]) {
				stated = stated || covers(pointer, r.Pointer) || covers(r.Pointer, pointer)
			}
		}
		at := k.reads[r]
		if at == nil {
			at = m.find("decisive", "")
		}
		if !stated {
			k.sites.note(at, r.Type+r.Pointer, &fault{code: "undeclared_read",
				message: fmt.Sprintf("the rule reads `%s` of %s, and nothing says what holds while that is not known", r.Pointer, r.Type),
				hint:    "name it in decisive or presence, ask for it in `unknown`, or name it in incidental if no verdict turns on it"})
		}
	}
}

// identity are attributes by which resources are told apart or found: links say what is not known about them, and tags
// that are not known are in the resource's `unknown` only.
var identity = map[string]bool{"/id": true, "/arn": true, "/tags": true, "/tags_all": true, "/tag/*/key": true, "/tag/*/value": true}

// covers tells whether a place is the other or holds it; * is any one segment.
func covers(holder, place string) bool {
	h, p := strings.Split(holder, "/"), strings.Split(place, "/")
	if len(h) > len(p) {
		return false
	}
	for i := range h {
		if h[i] != p[i] && h[i] != "*" && p[i] != "*" {
			return false
		}
	}
	return true
}

// metadata finds words of a METADATA block, which OPA gives no places for.
type metadata struct {
	file  string
	lines []string
}

// find gives the place of a word behind a key of the block, or that of the key.
func (m metadata) find(key, word string) *ast.Location {
	within := regexp.MustCompile(`(^|[\s\["',{])` + regexp.QuoteMeta(word) + `($|[\s\]"',}:])`)
	opening := regexp.MustCompile(`^#\s+("?)` + regexp.QuoteMeta(key) + `"?:`)
	at, inside := &ast.Location{File: m.file, Row: 1, Col: 1}, false
	for i, line := range m.lines {
		if !strings.HasPrefix(line, "#") {
			break
		}
		if opening.MatchString(line) {
			at, inside = &ast.Location{File: m.file, Row: i + 1, Col: strings.Index(line, key) + 1}, true
		}
		if span := within.FindStringIndex(line); inside && word != "" && span != nil {
			return &ast.Location{File: m.file, Row: i + 1, Col: span[0] + strings.Index(line[span[0]:], word) + 1}
		}
	}
	return at
}
