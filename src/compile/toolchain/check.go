package main

import (
	"maps"

	"driftgate/toolchain/typing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// checked holds all that is wrong with modules. What does not compile has no types.
type checked struct {
	Errors   []issue          `json:"errors"`
	Problems []typing.Problem `json:"problems"`
	Rules    []typing.Facts   `json:"rules"`
}

// checkModules looks for everything at once, and parses and compiles the modules once for all of it: as they are
// compiled to a pack, where entrypoints are named; with their tests; and what rules read against the schema of the
// provider, where there is one.
func checkModules(r *request) (any, []byte, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	out := checked{Errors: []issue{}, Problems: []typing.Problem{}, Rules: []typing.Facts{}}
	add := func(err error) {
		if err != nil {
			out.Errors = append(out.Errors, failed(err).Errors...)
		}
	}
	add(r.checkTests(modules))
	c, err := r.check(modules, caps)
	if add(err); err == nil && len(r.Entrypoints) > 0 {
		_, err = r.build(modules, caps)
		add(err)
	}
	if r.Typing == nil || len(out.Errors) > 0 {
		return out, nil, nil
	}
	r.Typing.Sources = r.Modules
	out.Problems, out.Rules, err = typing.Check(c, *r.Typing)
	return out, nil, err
}

// checkTests compiles modules together with their tests, which never reach an engine: they have all built-ins of OPA.
func (r *request) checkTests(modules map[string]*ast.Module) error {
	if len(r.Tests) == 0 {
		return nil
	}
	tests := request{Modules: r.Tests, Strict: r.Strict, Data: r.Data}
	caps, err := tests.capabilities()
	if err != nil {
		return err
	}
	together, err := tests.parse(caps)
	if err != nil {
		return err
	}
	maps.Copy(together, modules)
	_, err = tests.check(together, caps)
	return err
}
