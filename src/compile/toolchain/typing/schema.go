package typing

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Block is a block of `terraform providers schema -json`.
type Block struct {
	Attributes map[string]struct {
		Type json.RawMessage `json:"type"`
	} `json:"attributes"`
	BlockTypes map[string]struct {
		Nesting string `json:"nesting_mode"`
		Block   Block  `json:"block"`
	} `json:"block_types"`
}

// node is a place in the attributes of a resource type. Nested blocks are lists or sets of objects, as in a plan.
type node struct {
	kind   string // object, list, set, map, string, number, bool, dynamic
	elem   *node
	fields map[string]*node
}

func (n *node) isList() bool { return n.kind == "list" || n.kind == "set" }

func (n *node) isScalar() bool { return n.kind == "string" || n.kind == "number" || n.kind == "bool" }

func (n *node) names() []string { return slices.Sorted(maps.Keys(n.fields)) }

// called is how a sentence names the type of a node: `a list of objects`.
func (n *node) called() string {
	switch {
	case n.isList() || n.kind == "map":
		return fmt.Sprintf("a %s of %ss", n.kind, n.elem.kind)
	case n.kind == "object":
		return "an object"
	default:
		return "a " + n.kind
	}
}

// nodeOf turns a block into a node.
func nodeOf(b Block) (*node, error) {
	object := &node{kind: "object", fields: map[string]*node{}}
	for name, attribute := range b.Attributes {
		n, err := nodeOfType(attribute.Type)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		object.fields[name] = n
	}
	for name, nested := range b.BlockTypes {
		n, err := nodeOf(nested.Block)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if nested.Nesting != "single" {
			n = &node{kind: nested.Nesting, elem: n}
		}
		object.fields[name] = n
	}
	return object, nil
}

// nodeOfType reads Terraform's JSON for types: "string", ["list", "string"], ["object", {"name": "string"}].
func nodeOfType(raw json.RawMessage) (*node, error) {
	var scalar string
	if json.Unmarshal(raw, &scalar) == nil {
		return &node{kind: scalar}, nil
	}
	var parts []json.RawMessage
	var kind string
	if err := json.Unmarshal(raw, &parts); err != nil || len(parts) != 2 || json.Unmarshal(parts[0], &kind) != nil {
		return nil, fmt.Errorf("%s is not a type of Terraform", raw)
	}
	if kind != "object" {
		elem, err := nodeOfType(parts[1])
		return &node{kind: kind, elem: elem}, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(parts[1], &fields); err != nil {
		return nil, err
	}
	object := &node{kind: kind, fields: map[string]*node{}}
	for name, field := range fields {
		n, err := nodeOfType(field)
		if err != nil {
			return nil, err
		}
		object.fields[name] = n
	}
	return object, nil
}

// named tells whether an attribute or block of this name is anywhere below n.
func (n *node) named(name string) bool {
	if n.elem != nil {
		return n.elem.named(name)
	}
	for field, below := range n.fields {
		if field == name || below.named(name) {
			return true
		}
	}
	return n.kind == "dynamic"
}

// allNames lists the names below n, for a suggestion.
func (n *node) allNames() []string {
	if n.elem != nil {
		return n.elem.allNames()
	}
	names := n.names()
	for _, below := range n.fields {
		names = append(names, below.allNames()...)
	}
	return names
}
