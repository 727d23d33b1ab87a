package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/builtins"
)

// called says how a built-in ended. Where it gave a value, that follows the header as value text.
type called struct {
	Defined bool `json:"defined"`
	// Error is why there is no value. OPA makes it undefined, unless errors of built-ins are strict.
	Error string `json:"error,omitempty"`
}

// callBuiltin runs one built-in as OPA's interpreter does. What would end the whole query there is an error here.
func callBuiltin(r *request) (any, []byte, error) {
	call := topdown.GetBuiltin(r.Builtin)
	if call == nil {
		return nil, nil, fmt.Errorf("there is no built-in %s", r.Builtin)
	}
	operands, err := parseOperands(r.Operands)
	if err != nil {
		return nil, nil, fmt.Errorf("operands of %s: %v", r.Builtin, err)
	}
	var value *ast.Term
	err = call(builtinContext(), operands, func(t *ast.Term) error {
		value = t
		return nil
	})
	var halt topdown.Halt
	switch {
	case errors.As(err, &halt):
		return nil, nil, halt
	case err != nil:
		return called{Error: err.Error()}, nil, nil
	case value == nil:
		return called{}, nil, nil
	}
	if r.Builtin == ast.JSONMatchSchema.Name {
		value = sortErrors(value)
	}
	return called{Defined: true}, appendValue(nil, value.Value), nil
}

// sortErrors orders what json.match_schema finds: it walks Go maps, which have another order each time.
func sortErrors(matched *ast.Term) *ast.Term {
	pair, ok := matched.Value.(*ast.Array)
	if !ok || pair.Len() != 2 {
		return matched
	}
	found, ok := pair.Elem(1).Value.(*ast.Array)
	if !ok {
		return matched
	}
	return ast.ArrayTerm(pair.Elem(0), ast.NewTerm(found.Sorted()))
}

// builtinContext is new for each call, so that an answer depends on the operands and the frozen clock alone: the cache
// that OPA can share between queries makes strings.any_prefix_match answer by what it was asked before.
func builtinContext() topdown.BuiltinContext {
	return topdown.BuiltinContext{
		Context: context.Background(),
		Metrics: metrics.New(),
		Seed:    rand.New(rand.NewSource(1)),
		// The host's clock stands still: it is the instant of the run.
		Time:         ast.NumberTerm(json.Number(strconv.FormatInt(time.Now().UnixNano(), 10))),
		Cancel:       topdown.NewCancel(),
		Runtime:      ast.ObjectTerm(),
		Cache:        builtins.Cache{},
		Capabilities: all,
	}
}

// all is what rego.parse_module reads by. That it allows every host makes none reachable: the program has no network.
var all = ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
