package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Value text is what opa_value_dump writes and opa_value_parse reads: JSON, and beside it sets ({1, 2}, set()) and
// objects whose keys are any value.

// parseOperands reads an array in value text. Most are JSON, whose reader is ten times as fast as that of Rego.
func parseOperands(text string) ([]*ast.Term, error) {
	value, err := ast.ValueFromReader(bytes.NewReader([]byte(text)))
	if err != nil {
		term, err := ast.ParseTerm(text)
		if err != nil {
			return nil, err
		}
		value = term.Value
	}
	array, ok := value.(*ast.Array)
	// Rego's reader takes expressions too, which are not there to be evaluated.
	if !ok || !ast.IsConstant(value) {
		return nil, fmt.Errorf("expected an array of values, got %s", ast.ValueName(value))
	}
	operands := make([]*ast.Term, 0, array.Len())
	array.Foreach(func(t *ast.Term) { operands = append(operands, t) })
	return operands, nil
}

// appendValue writes a value. Strings are those of JSON: Go's own quoting knows escapes that the module refuses.
func appendValue(out []byte, value ast.Value) []byte {
	switch v := value.(type) {
	case ast.String:
		text, _ := json.Marshal(string(v))
		return append(out, text...)
	case *ast.Array:
		return append(appendTerms(append(out, '['), v), ']')
	case ast.Set:
		if v.Len() == 0 {
			return append(out, "set()"...)
		}
		return append(appendTerms(append(out, '{'), v), '}')
	case ast.Object:
		out = append(out, '{')
		first := len(out)
		v.Foreach(func(key, value *ast.Term) {
			if len(out) > first {
				out = append(out, ',')
			}
			out = append(appendValue(out, key.Value), ':')
			out = appendValue(out, value.Value)
		})
		return append(out, '}')
	default:
		return append(out, v.String()...)
	}
}

func appendTerms(out []byte, terms interface{ Foreach(func(*ast.Term)) }) []byte {
	first := len(out)
	terms.Foreach(func(t *ast.Term) {
		if len(out) > first {
			out = append(out, ',')
		}
		out = appendValue(out, t.Value)
	})
	return out
}
