// Package typing follows the values of a rule from `input` through functions, comprehensions and tables of names, and
// holds every attribute that it reaches for against the schema of the provider. OPA's own checker stops at function
// arguments and at object.get, which is how most rules look at resources.
//
// It is an abstract interpreter of compiled modules: a value is the set of what it can be (value.go). Where that gets
// too much it is `anything`, which admits all, so a rule is never refused for what the checker cannot follow. A name
// is at fault only if no way to reach its place in the source makes sense of it.
package typing

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Rule is what the METADATA of a rule says about what it reads.
type Rule struct {
	ID       string              `json:"id"`
	File     string              `json:"file"`
	Package  string              `json:"package"`
	Outputs  []string            `json:"outputs"`
	Types    []string            `json:"resourceTypes"`
	Related  []string            `json:"relatedTypes"`
	Reached  []string            `json:"reachedTypes"`
	Context  []string            `json:"contextTypes"`
	Removed  []string            `json:"removedTypes"`
	Decisive map[string][]string `json:"decisive"`
	Presence map[string][]string `json:"presence"`
	// Incidental are attributes that the rule reads but whose value, while it is not known, changes no verdict.
	Incidental map[string][]string `json:"incidental"`
}

// Read is an attribute that a rule looks at: a JSON pointer in which * is any index. Whole is true where the rule takes
// all that is there: a plain value, or a list or an object that it hands on.
type Read struct {
	Type    string `json:"type"`
	Pointer string `json:"pointer"`
	Whole   bool   `json:"whole"`
}

// Facts is what a rule was seen to do.
type Facts struct {
	ID    string `json:"id"`
	Reads []Read `json:"reads"`
	// Asks are the pointers of which the rule itself asks whether they are known.
	Asks []Read `json:"asks"`
	// Open is true where the attributes that are read cannot be told from the names in the source.
	Open bool `json:"open"`
}

type checker struct {
	types map[string]*node
	names map[string]bool // of all resource types of the provider
	docs  map[string][]*ast.Rule
	sites *sites
	rule  *Rule
	memo  map[string]value
	reads map[Read]*ast.Location // where the rule itself first does so
	asks  map[Read]bool
	open  bool
}

// Request is what rules are checked with.
type Request struct {
	// Schema holds the types that rules name. "*" stands for all types at once, for rules about every type.
	Schema map[string]Block `json:"schema"`
	// Names are all resource types of the provider.
	Names []string `json:"names"`
	// Declarations are types that code holds around resources, as it is written: nothing in them is known only later.
	Declarations []string `json:"declarations"`
	Rules        []Rule   `json:"rules"`
	// Skip names modules in which nothing is reported: those of a library that is checked elsewhere.
	Skip []string `json:"skip"`
	// Sources of the modules, in which METADATA is looked up.
	Sources map[string]string `json:"-"`
}

// Check interprets each rule and gives what is wrong, in order of place, and what each rule reads.
func Check(c *ast.Compiler, r Request) ([]Problem, []Facts, error) {
	types := map[string]*node{}
	for name, block := range r.Schema {
		n, err := nodeOf(block)
		if err != nil {
			return nil, nil, err
		}
		types[name] = n
	}
	docs := map[string][]*ast.Rule{}
	for _, name := range slices.Sorted(maps.Keys(c.Modules)) {
		for _, rule := range c.Modules[name].Rules {
			path := rule.Ref().GroundPrefix().String()
			docs[path] = append(docs[path], rule)
		}
	}
	names := map[string]bool{}
	for _, name := range r.Names {
		names[name] = true
	}
	ids = map[string]string{}
	found := &sites{all: map[string]*site{}, skip: r.Skip}
	facts := make([]Facts, 0, len(r.Rules))
	for i := range r.Rules {
		k := &checker{types: types, names: names, docs: docs, sites: found, rule: &r.Rules[i], memo: map[string]value{},
			reads: map[Read]*ast.Location{}, asks: map[Read]bool{}}
		for _, output := range k.rule.Outputs {
			k.output(output, k.document("data."+k.rule.Package+"."+output))
		}
		k.declaredIn(r.Sources[k.rule.File], r)
		facts = append(facts, Facts{ID: k.rule.ID, Reads: listed(k.reads), Asks: listed(k.asks), Open: k.open})
	}
	return found.problems(), facts, nil
}

// output holds the places that a rule cites against the schema.
func (k *checker) output(name string, v value) {
	if name == "settled" || name == "not_applicable" {
		return
	}
	for _, statement := range members(v) {
		fields := map[string]value{}
		for _, p := range statement.pairs {
			for _, a := range p.key.atoms {
				if text, _, ok := a.literal(); ok {
					fields[text] = p.value
				}
			}
		}
		holder, ok := fields["at"]
		if !ok {
			holder = fields["key"]
		}
		for _, missing := range fields["missing"].atoms {
			if text, at, ok := missing.literal(); ok {
				k.typeName(text, at, slices.Contains(k.linked(), text) || slices.Contains(k.rule.Context, text))
			}
		}
		for _, path := range fields["path"].atoms {
			for _, h := range holder.atoms {
				if h.kind == aKey {
					// A denial that does not come cites nothing.
					if text := k.place(h.typ, path, whole); text != "" && name != "deny" {
						k.ask(h.typ, text)
					}
				}
			}
		}
	}
}

// members are what a set that a rule makes can hold.
func members(v value) []*atom {
	var out []*atom
	for _, set := range v.atoms {
		out = append(out, set.elem.atoms...)
	}
	return out
}

func listed[V any](reads map[Read]V) []Read {
	out := slices.Collect(maps.Keys(reads))
	slices.SortFunc(out, func(a, b Read) int {
		if c := strings.Compare(a.Type, b.Type); c != 0 {
			return c
		}
		return strings.Compare(a.Pointer, b.Pointer)
	})
	if out == nil {
		out = []Read{}
	}
	return out
}

// read notes that a rule looks at a place of a resource.
func (k *checker) read(v value, handedOn bool, at *ast.Location) {
	if at == nil || at.File != k.rule.File {
		at = nil
	}
	for _, a := range v.atoms {
		if a.kind != anAttribute || a.path == "" {
			continue
		}
		r := Read{a.typ, a.path, handedOn || a.node.isScalar() || a.node.kind == "dynamic"}
		if k.reads[r] == nil {
			k.reads[r] = at
		}
	}
}
