package main

import "github.com/open-policy-agent/opa/v1/ast"

// ownCapabilities lists every built-in and feature of this version of OPA.
func ownCapabilities(*request) (any, []byte, error) {
	return ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1)), nil, nil
}
