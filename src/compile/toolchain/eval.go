package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

// evaluated tells an undefined document from one whose value is null.
type evaluated struct {
	Defined bool `json:"defined"`
	Value   any  `json:"value"`
}

// evalQuery answers a data path with OPA's own interpreter (topdown), not with Wasm: it is the oracle for the latter.
func evalQuery(r *request) (any, []byte, error) {
	path, err := ast.ParseRef(r.Query)
	if err != nil || !path.HasPrefix(ast.DefaultRootRef) || !path.IsGround() {
		return nil, nil, fmt.Errorf("query %q is not a data path such as data.a.b", r.Query)
	}
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	if _, err := r.check(modules, caps); err != nil {
		return nil, nil, err
	}
	opts := []func(*rego.Rego){
		rego.Query(path.String()),
		rego.SetRegoVersion(ast.RegoV1),
		rego.Capabilities(caps),
		rego.Store(inmem.NewFromObjectWithOpts(r.data(), inmem.OptRoundTripOnWrite(false))),
	}
	// No input and a null input differ: the first is undefined.
	if len(r.Input) > 0 {
		var input any
		if err := util.UnmarshalJSON(r.Input, &input); err != nil {
			return nil, nil, fmt.Errorf("input: %w", err)
		}
		opts = append(opts, rego.Input(input))
	}
	for _, module := range modules {
		opts = append(opts, rego.ParsedModule(module))
	}
	set, err := rego.New(opts...).Eval(context.Background())
	if err != nil {
		return nil, nil, err
	}
	if len(set) == 0 {
		return evaluated{}, nil, nil
	}
	return evaluated{Defined: true, Value: set[0].Expressions[0].Value}, nil, nil
}

// data is never nil: a store without any takes none.
func (r *request) data() map[string]any {
	if r.Data == nil {
		return map[string]any{}
	}
	return r.Data
}
