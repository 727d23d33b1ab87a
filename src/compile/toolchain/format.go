package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// formatModules gives each module as `opa fmt` writes it. All modules must parse: half a result would be easy to miss.
func formatModules(r *request) (any, []byte, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	if _, err := r.parse(caps); err != nil {
		return nil, nil, err
	}
	parsing := ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: caps}
	opts := format.Opts{RegoVersion: ast.RegoV1, ParserOptions: &parsing, Capabilities: caps}
	out := make(map[string]string, len(r.Modules))
	for path, source := range r.Modules {
		text, err := format.SourceWithOpts(path, []byte(source), opts)
		if err != nil {
			return nil, nil, err
		}
		out[path] = string(text)
	}
	return out, nil, nil
}
