package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"driftgate/toolchain/typing"

	"github.com/open-policy-agent/opa/v1/util"
)

// operation answers one kind of request with a result for the JSON header and, for some, raw bytes.
type operation func(r *request) (result any, raw []byte, err error)

// operations is the whole surface of the toolchain: one file an operation, one line here.
var operations = map[string]operation{
	"call":         callBuiltin,
	"capabilities": ownCapabilities,
	"check":        checkModules,
	"compile":      compileModules,
	"eval":         evalQuery,
	"format":       formatModules,
	"inspect":      inspectModules,
	"test":         testModules,
}

// request holds the fields of every operation; each reads only its own.
type request struct {
	Op      string            `json:"op"`
	Modules map[string]string `json:"modules"`
	Tests   map[string]string `json:"tests"`
	// RegoVersion 0 takes modules that are no Rego v1 for Rego v0. What does not say is v1.
	RegoVersion  int             `json:"regoVersion"`
	Data         map[string]any  `json:"data"`
	Input        json.RawMessage `json:"input"`
	Query        string          `json:"query"`
	Entrypoints  []string        `json:"entrypoints"`
	Capabilities json.RawMessage `json:"capabilities"`
	Strict       bool            `json:"strict"`
	Questions    []question      `json:"questions"`
	Cover        bool            `json:"cover"`
	Builtin      string          `json:"builtin"`
	Operands     string          `json:"operands"`
	Typing       *typing.Request `json:"typing"`
}

// answer never panics: a panic in OPA becomes an error response, and the instance stays usable.
// What cannot be recovered (stack or memory exhausted) traps, and the host starts a new instance.
func answer(body []byte) (out []byte) {
	defer func() {
		if p := recover(); p != nil {
			out = frame(failed(fmt.Errorf("internal error: %v", p)), nil)
		}
	}()
	r := request{RegoVersion: 1}
	// util's decoder keeps numbers as text: large integers in data and input must not become floats.
	if err := util.NewJSONDecoder(bytes.NewReader(body)).Decode(&r); err != nil {
		return frame(failed(fmt.Errorf("request: %w", err)), nil)
	}
	run, ok := operations[r.Op]
	if !ok {
		return frame(failed(fmt.Errorf("unknown operation %q", r.Op)), nil)
	}
	if r.Op != "call" {
		defer roomy()()
	}
	result, raw, err := run(&r)
	if err != nil {
		return frame(failed(err), nil)
	}
	return frame(header{OK: true, Result: result}, raw)
}

// roomy lets a compilation leave more garbage between two collections, which take a third of its time otherwise; from
// 1 GiB on they are as frequent as they have to be. A built-in is called in less memory than that.
func roomy() (restore func()) {
	percent, limit := debug.SetGCPercent(400), debug.SetMemoryLimit(1<<30)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
