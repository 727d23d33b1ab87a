package main

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// constantsOf lists, for each entrypoint, the text constants of every rule and function that it can reach: keys of
// references, names, pointers. What a policy asks for by name is among them; what it puts together or walks is not.
func constantsOf(c *ast.Compiler, entrypoints []string) map[string][]string {
	out := make(map[string][]string, len(entrypoints))
	for _, entrypoint := range entrypoints {
		found := map[string]bool{}
		for _, rule := range reachable(c, entrypoint) {
			ast.WalkTerms(rule, func(t *ast.Term) bool {
				if text, ok := t.Value.(ast.String); ok {
					found[string(text)] = true
				}
				return false
			})
		}
		out[entrypoint] = util.KeysSorted(found)
	}
	return out
}

func reachable(c *ast.Compiler, entrypoint string) []*ast.Rule {
	ref := ast.Ref{ast.DefaultRootDocument}
	for _, part := range strings.Split(entrypoint, "/") {
		ref = append(ref, ast.StringTerm(part))
	}
	rules := c.GetRulesWithPrefix(ref)
	seen := map[*ast.Rule]bool{}
	for _, rule := range rules {
		seen[rule] = true
	}
	for next := 0; next < len(rules); next++ {
		for dependency := range c.Graph.Dependencies(rules[next]) {
			if rule := dependency.(*ast.Rule); !seen[rule] {
				seen[rule] = true
				rules = append(rules, rule)
			}
		}
	}
	return rules
}
