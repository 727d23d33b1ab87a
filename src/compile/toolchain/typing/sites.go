package typing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Problem is a place in a rule that does not fit the schema.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// fault says why a name does not fit, and what would.
type fault struct {
	code    string
	message string
	known   []string
	hint    string
}

// site is a place in the source that is looked at once for each type and each call that reaches it.
type site struct {
	at    *ast.Location
	name  string
	fits  bool
	fault *fault
}

type sites struct {
	all  map[string]*site
	skip []string
}

// note keeps the outcome of one look at a place; f is nil where the name fits.
func (s *sites) note(at *ast.Location, name string, f *fault) {
	if at == nil || slices.Contains(s.skip, at.File) {
		return
	}
	key := place(at) + " " + name
	seen := s.all[key]
	if seen == nil {
		seen = &site{at: at, name: name}
		s.all[key] = seen
	}
	seen.fits = seen.fits || f == nil
	if seen.fault == nil {
		seen.fault = f
	}
}

func (s *sites) problems() []Problem {
	out := []Problem{}
	for _, each := range s.all {
		if each.fits {
			continue
		}
		hint := each.fault.hint
		if hint == "" {
			hint = suggestion(strings.TrimPrefix(each.name, "type "), each.fault.known)
		}
		out = append(out, Problem{each.at.File, each.at.Row, each.at.Col, each.fault.code, each.fault.message, hint})
	}
	slices.SortFunc(out, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Message, b.Message))
	})
	return out
}

// suggestion names the known names that differ least from the one that was written.
func suggestion(name string, known []string) string {
	best, least := []string{}, max(2, len(name)/3)
	for _, each := range known {
		d := distance(name, each)
		if d < least {
			best, least = best[:0], d
		}
		if d == least && !slices.Contains(best, each) {
			best = append(best, each)
		}
	}
	switch {
	case len(best) > 0:
		return fmt.Sprintf("did you mean `%s`", strings.Join(best[:min(3, len(best))], "` or `"))
	case len(known) > 0 && len(known) <= 12:
		return fmt.Sprintf("it has `%s`", strings.Join(known, "`, `"))
	default:
		return "see the provider's documentation of the resource"
	}
}

// distance is Levenshtein's: how many letters have to be changed, added or left out.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
