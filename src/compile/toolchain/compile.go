package main

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/util"
)

// compileModules gives the policy.wasm that `opa build -t wasm -e <entrypoints>` gives for the same paths and sources.
func compileModules(r *request) (any, []byte, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	checked, err := r.check(modules, caps)
	if err != nil {
		return nil, nil, err
	}
	wasm, err := r.build(modules, caps)
	if err != nil {
		return nil, nil, err
	}
	return compiled{Constants: constantsOf(checked, r.Entrypoints)}, wasm, nil
}

type compiled struct {
	Constants map[string][]string `json:"constants"`
}

// build gives the bytes of the module. The builder changes the modules: it comes last.
func (r *request) build(modules map[string]*ast.Module, caps *ast.Capabilities) ([]byte, error) {
	b := r.bundle(modules)
	// The options are those of opa's cmd/build.go: any other changes the bytes.
	err := compile.New().
		WithCapabilities(caps).
		WithTarget(compile.TargetWasm).
		WithRegoVersion(ast.RegoV1).
		WithEntrypoints(r.Entrypoints...).
		WithRegoAnnotationEntrypoints(true).
		WithEnablePrintStatements(false).
		WithBundle(b).
		Build(context.Background())
	if err != nil {
		return nil, err
	}
	return b.WasmModules[0].Raw, nil
}

// check runs OPA's compiler once for its errors and its graph: the builder has no strict mode, stops at ten errors,
// and keeps its compiler to itself.
func (r *request) check(modules map[string]*ast.Module, caps *ast.Capabilities) (*ast.Compiler, error) {
	c := r.compiler(caps)
	if c.Compile(modules); c.Failed() {
		return nil, c.Errors
	}
	return c, nil
}

func (r *request) compiler(caps *ast.Capabilities) *ast.Compiler {
	return ast.NewCompiler().
		WithCapabilities(caps).
		WithStrict(r.Strict).
		SetErrorLimit(errorLimit).
		WithPathConflictsCheck(r.hasData)
}

// hasData tells whether data holds a value at path: a rule there would silently hide it.
func (r *request) hasData(path []string) (bool, error) {
	var node any = r.Data
	for _, key := range path {
		object, ok := node.(map[string]any)
		if !ok {
			return false, nil
		}
		if node, ok = object[key]; !ok {
			return false, nil
		}
	}
	// An empty object hides nothing.
	object, ok := node.(map[string]any)
	return !ok || len(object) > 0, nil
}

func (r *request) bundle(modules map[string]*ast.Module) *bundle.Bundle {
	b := &bundle.Bundle{Data: map[string]any{}}
	b.SetRegoVersion(ast.RegoV1)
	b.Manifest.Init()
	for _, path := range util.KeysSorted(modules) {
		// No raw source: the builder would parse it a second time to pretty-print a bundle that nobody reads.
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: path, Path: path, Parsed: modules[path]})
	}
	return b
}
