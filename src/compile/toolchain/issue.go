package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// errorLimit bounds what one response reports; nobody mends more than a screenful at once.
const errorLimit = 20

// issue is one error with its place. File is empty and line 0 where OPA knows no place.
type issue struct {
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Column  int      `json:"column"`
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Details []string `json:"details,omitempty"`
}

// failed turns any error of OPA into a response. Errors without a code of their own get `toolchain_error`.
func failed(err error) header {
	var many ast.Errors
	var one *ast.Error
	var run *topdown.Error
	switch {
	case errors.As(err, &many):
		return listed(many)
	case errors.As(err, &one):
		return listed(ast.Errors{one})
	case errors.As(err, &run):
		return header{Errors: []issue{placed(issue{Code: run.Code, Message: run.Message}, run.Location)}}
	default:
		return header{Errors: []issue{{Code: "toolchain_error", Message: err.Error()}}}
	}
}

func listed(errs ast.Errors) header {
	h := header{}
	errs.Sort()
	for _, e := range errs {
		// OPA marks its own limit with a pseudo-error that has no place.
		if limit := e.Location == nil && e.Message == "error limit reached"; limit || len(h.Errors) == errorLimit {
			h.More = true
			continue
		}
		i := issue{Code: e.Code, Message: e.Message}
		if e.Details != nil {
			i.Details = e.Details.Lines()
		}
		h.Errors = append(h.Errors, placed(i, e.Location))
	}
	return h
}

func placed(i issue, l *ast.Location) issue {
	if l != nil && l.File != "" {
		// An empty module has a file but row 0.
		i.File, i.Line, i.Column = l.File, max(l.Row, 1), max(l.Col, 1)
	}
	return i
}
