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
	names := slices.Concat(r.Names, r.Declarations)
	m := metadata{file: k.rule.File, lines: strings.Split(source, "\n")}
	for field, types := range map[string][]string{"resource_types": k.rule.Types, "related_types": k.rule.Related,
		"reached_types": k.rule.Reached, "context_types": k.rule.Context, "removed_types": k.rule.Removed} {
		for _, t := range types {
			if t != "*" && !slices.Contains(names, t) {
				k.sites.note(m.find(field, t), t, &fault{code: "unknown_type", message: fmt.Sprintf("the provider has no resource type `%s`", t), known: names})
			}
		}
	}
	for field, places := range map[string]map[string][]string{"decisive": k.rule.Decisive, "presence": k.rule.Presence} {
		for t, pointers := range places {
			if !slices.Contains(k.rule.Types, t) && !slices.Contains(k.rule.Related, t) && !slices.Contains(k.rule.Types, "*") {
				k.sites.note(m.find(field, t), t, &fault{code: "undeclared_type", message: fmt.Sprintf("`%s` is neither in resource_types nor in related_types, so its pointers are never looked at", t),
					known: k.declared()})
			}
			for _, pointer := range pointers {
				k.declaredPointer(m.find(t, pointer), t, pointer)
			}
		}
	}
	k.undeclared(m, r.Declarations)
}

func (k *checker) declaredPointer(at *ast.Location, t, pointer string) {
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
	k.sites.note(at, t+pointer, &fault{code: "never_read", message: fmt.Sprintf("the rule never reads `%s` of %s", pointer, t),
		hint: "leave it out, or read it: what is declared here keeps a resource from passing while it is not known"})
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
