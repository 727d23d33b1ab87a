package main

import (
	"runtime/debug"

	"driftgate/toolchain/typing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// typed is the answer to a request for the types of rules.
type typed struct {
	Problems []typing.Problem `json:"problems"`
	Rules    []typing.Facts   `json:"rules"`
}

// typeModules holds what rules read against the schema of the provider. The modules have to compile.
func typeModules(r *request) (any, []byte, error) {
	// Much of what the checker makes is short-lived: collecting it less often takes a third of the time off.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	c := ast.NewCompiler().WithCapabilities(caps).WithStrict(r.Strict).SetErrorLimit(errorLimit)
	if c.Compile(modules); c.Failed() {
		return nil, nil, c.Errors
	}
	r.Typing.Sources = r.Modules
	problems, rules, err := typing.Check(c, r.Typing)
	if err != nil {
		return nil, nil, err
	}
	return typed{problems, rules}, nil, nil
}
