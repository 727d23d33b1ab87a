package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// capabilities of the request, or those `opa build` takes by default.
func (r *request) capabilities() (*ast.Capabilities, error) {
	if len(r.Capabilities) == 0 {
		return ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1)), nil
	}
	caps, err := ast.LoadCapabilitiesJSON(bytes.NewReader(r.Capabilities))
	if err != nil {
		return nil, fmt.Errorf("capabilities: %w", err)
	}
	return caps, nil
}

// parse reads all modules in path order and reports the errors of all of them at once.
func (r *request) parse(caps *ast.Capabilities) (map[string]*ast.Module, error) {
	parsed := make(map[string]*ast.Module, len(r.Modules))
	var all ast.Errors
	for _, path := range util.KeysSorted(r.Modules) {
		module, err := r.parseOne(path, caps)
		if err == nil {
			parsed[path] = module
			continue
		}
		var many ast.Errors
		var one *ast.Error
		switch {
		case errors.As(err, &many):
			all = append(all, many...)
		case errors.As(err, &one):
			all = append(all, one)
		default:
			// Should OPA ever give an error without a place, the file is known here.
			all = append(all, ast.NewError(ast.ParseErr, ast.NewLocation(nil, path, 1, 1), "%v", err))
		}
	}
	if len(all) > 0 {
		return nil, all
	}
	return parsed, nil
}

// parseOne reads a module as Rego v1, or as v0 where that is allowed and v1 does not fit. Errors are those of v1: it
// has all syntax of v0 but rules without `if` and `contains`, and tells so last.
// Annotations are read, as `opa build` does: a broken METADATA block is an error.
func (r *request) parseOne(path string, caps *ast.Capabilities) (*ast.Module, error) {
	opts := ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true, Capabilities: caps}
	module, err := ast.ParseModuleWithOpts(path, r.Modules[path], opts)
	if err == nil || r.RegoVersion != 0 {
		return module, err
	}
	opts.RegoVersion = ast.RegoV0
	if old, oldErr := ast.ParseModuleWithOpts(path, r.Modules[path], opts); oldErr == nil {
		return old, nil
	}
	return nil, err
}
