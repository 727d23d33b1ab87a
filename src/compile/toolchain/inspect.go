package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

type place struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

func placeOf(l *ast.Location) place {
	if l == nil {
		return place{}
	}
	return place{Line: l.Row, Column: l.Col}
}

// named is a name or a reference, and where it stands.
type named struct {
	place
	Name string `json:"name"`
}

type ruleInfo struct {
	named
	Kind string `json:"kind"`
}

type moduleInfo struct {
	Path            string           `json:"path"`
	Package         string           `json:"package"`
	PackageLocation place            `json:"packageLocation"`
	Rules           []ruleInfo       `json:"rules"`
	Annotations     []map[string]any `json:"annotations"`
	DataRefs        []named          `json:"dataRefs"`
	Builtins        []named          `json:"builtins"`
}

// inspectModules describes modules without type-checking them: it is for finding policies, not for judging them.
func inspectModules(r *request) (any, []byte, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	// The first compiler stage writes imports and local rules out in full, and knows what a local variable shadows.
	c := ast.NewCompiler().
		WithCapabilities(caps).
		SetErrorLimit(errorLimit).
		WithOnlyStagesUpTo(ast.StageResolveRefs)
	if c.Compile(modules); c.Failed() {
		return nil, nil, c.Errors
	}
	local := localRules(modules)
	out := make([]moduleInfo, 0, len(modules))
	for _, path := range util.KeysSorted(modules) {
		m := modules[path]
		info := moduleInfo{
			Path:            path,
			Package:         dotted(m.Package.Path),
			PackageLocation: placeOf(m.Package.Location),
			Rules:           rulesOf(m),
			Annotations:     annotationsOf(m),
		}
		info.DataRefs, info.Builtins = usesOf(c.Modules[path], local)
		out = append(out, info)
	}
	return out, nil, nil
}

// annotationsOf gives the METADATA blocks of the package, each with the line where it starts.
func annotationsOf(m *ast.Module) []map[string]any {
	out := []map[string]any{}
	for _, a := range m.Annotations {
		if a.Scope == "package" {
			fields := util.MustUnmarshalJSON(util.MustMarshalJSON(a)).(map[string]any)
			fields["line"] = a.Location.Row
			out = append(out, fields)
		}
	}
	return out
}

// rulesOf lists each rule name once, where it first stands.
func rulesOf(m *ast.Module) []ruleInfo {
	rules, seen := []ruleInfo{}, map[string]bool{}
	for _, rule := range m.Rules {
		name := rule.Head.Ref().GroundPrefix().String()
		if !seen[name] {
			seen[name] = true
			rules = append(rules, ruleInfo{named{placeOf(rule.Location), name}, kindOf(rule.Head)})
		}
	}
	return rules
}

func kindOf(h *ast.Head) string {
	switch {
	case len(h.Args) > 0:
		return "function"
	case h.RuleKind() == ast.MultiValue:
		return "partial_set"
	case !h.Ref().IsGround():
		return "partial_object"
	default:
		return "complete"
	}
}
