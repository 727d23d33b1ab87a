package typing

import (
	"fmt"
	"strconv"
	"strings"
)

// mode tells whether a text is a pointer as a whole, or only the beginning of one.
type mode int

const (
	whole mode = iota
	prefix
)

const wild = "\x00"

// pointer notes that the rule asks what is known at a text that is used as a JSON pointer into the attributes of a type.
func (k *checker) pointer(t string, a *atom, m mode) {
	if text := k.place(t, a, m); text != "" {
		k.ask(t, text)
	}
}

// place holds a text that is used as a JSON pointer against the schema of a type, and gives it where it fits. Each part
// of the text is a site, so that the one that is wrong is named: in concat("/", ["/replica", i, "kms_key"]) the last.
func (k *checker) place(t string, a *atom, m mode) string {
	n := k.types[t]
	if a.kind != aText || n == nil || len(a.parts) == 0 || a.parts[0].pointer != "" {
		return ""
	}
	text, owners := "", []part{}
	for _, p := range a.parts {
		piece := p.text
		if p.hole || p.pointer != "" {
			piece = wild
		}
		text += piece
		for range len(piece) {
			owners = append(owners, p)
		}
	}
	text = strings.TrimSuffix(text, "/")
	if text == "" || strings.HasPrefix(text, wild) {
		return ""
	}
	at, wrong, name := k.walk(t, n, text, m)
	for i, p := range a.parts {
		switch {
		case p.at == nil || p.text == "" || strings.Trim(p.text, "/") == "":
		case wrong == nil:
			k.sites.note(p.at, p.text, nil)
		case owners[min(at, len(owners)-1)] == a.parts[i]:
			f := *wrong
			if f.hint == "" {
				f.hint = suggestion(name, f.known)
			}
			k.sites.note(p.at, p.text, &f)
			return ""
		}
	}
	if wrong != nil {
		return ""
	}
	return text
}

// walk follows a pointer down a schema: where in the text a segment does not fit, why, and the segment.
func (k *checker) walk(t string, n *node, text string, m mode) (int, *fault, string) {
	if !strings.HasPrefix(text, "/") {
		return 0, &fault{code: "wrong_pointer", message: fmt.Sprintf("`%s` is not a JSON pointer", strings.ReplaceAll(text, wild, "*")),
			hint: "a pointer begins with a slash"}, text
	}
	segments := strings.Split(text[1:], "/")
	at, path := 1, ""
	for i, segment := range segments {
		name := strings.ReplaceAll(strings.ReplaceAll(segment, "~1", "/"), "~0", "~")
		open := strings.Contains(segment, wild)
		_, notNumber := strconv.Atoi(segment)
		switch {
		case n.kind == "dynamic" || n.kind == "object" && open:
			return 0, nil, ""
		case n.kind == "object" && n.fields[name] != nil:
			n = n.fields[name]
		case n.kind == "object" && m == prefix && i == len(segments)-1 && begins(n, name):
			return 0, nil, ""
		case n.kind == "object":
			return at, noAttribute(t+dotted(path), n, name), name
		case n.kind == "map":
			n = n.elem
		case n.isList() && (open || segment == "*" || notNumber == nil):
			n, segment = n.elem, "*"
		case n.isList():
			return at, &fault{code: "wrong_pointer", message: fmt.Sprintf("`%s` is %s, where a pointer has an index", t+dotted(path), n.called()),
				hint: fmt.Sprintf("write an index, or * in METADATA, before `%s`", name)}, name
		default:
			return at, &fault{code: "wrong_pointer", message: fmt.Sprintf("`%s` is %s, which holds nothing", t+dotted(path), n.called()),
				hint: "end the pointer there"}, name
		}
		path += "/" + segment
		at += len(segments[i]) + 1
	}
	return 0, nil, ""
}

func begins(n *node, start string) bool {
	for name := range n.fields {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// ask notes that the rule itself looks after a pointer.
func (k *checker) ask(t, text string) {
	segments := strings.Split(text, "/")
	for i, segment := range segments {
		if _, err := strconv.Atoi(segment); err == nil || strings.Contains(segment, wild) {
			segments[i] = "*"
		}
	}
	k.asks[Read{Type: t, Pointer: strings.Join(segments, "/")}] = true
}
