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
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	out := make(map[string]string, len(r.Modules))
	for path, source := range r.Modules {
		version := modules[path].RegoVersionSpan().Min()
		parsing := ast.ParserOptions{RegoVersion: version, Capabilities: caps}
		opts := format.Opts{RegoVersion: version, ParserOptions: &parsing, Capabilities: caps}
		text, err := format.SourceWithOpts(path, []byte(source), opts)
		if err != nil {
			return nil, nil, err
		}
		out[path] = string(text)
	}
	return out, nil, nil
}
