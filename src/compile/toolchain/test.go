package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/util"
)

// question is a data path to evaluate, with an input and data of its own.
type question struct {
	Query string          `json:"query"`
	Input json.RawMessage `json:"input"`
	Data  map[string]any  `json:"data"`
}

// answered is a question's answer: evaluated, or the issue that kept it from being evaluated.
type answered struct {
	evaluated
	Issue *issue `json:"issue,omitempty"`
}

// unitTest is the outcome of one `test_` rule, or of one case of it.
type unitTest struct {
	named
	File    string `json:"file"`
	Outcome string `json:"outcome"`
	Message string `json:"message,omitempty"`
	Output  string `json:"output,omitempty"`
}

type tested struct {
	Answers  []answered             `json:"answers"`
	Tests    []unitTest             `json:"tests"`
	Coverage map[string]coveredRows `json:"coverage,omitempty"`
}

// coveredRows lists the rows of a file that were evaluated, and those that could have been and were not.
type coveredRows struct {
	Covered    []int `json:"covered"`
	NotCovered []int `json:"notCovered"`
}

// testModules compiles once, runs every `test_` rule as `opa test` does, with the data, answers the questions, and tells which
// rows all of that evaluated.
func testModules(r *request) (any, []byte, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, nil, err
	}
	trace := cover.New()
	c := r.compiler(caps).WithEnablePrintStatements(true)
	store := inmem.NewFromObjectWithOpts(r.data(), inmem.OptRoundTripOnWrite(false))
	tests, err := unitTests(c, modules, store, trace, r.Cover)
	if err != nil {
		return nil, nil, err
	}
	out := tested{Answers: make([]answered, 0, len(r.Questions)), Tests: tests}
	for _, q := range r.Questions {
		out.Answers = append(out.Answers, ask(c, q, trace, r.Cover))
	}
	if r.Cover {
		out.Coverage = rowsOf(trace.Report(modules))
	}
	return out, nil, nil
}

// unitTests compiles the modules and runs their tests one after the other, in order of place.
func unitTests(
	c *ast.Compiler, modules map[string]*ast.Module, store storage.Store, trace *cover.Cover, traced bool,
) ([]unitTest, error) {
	ctx := context.Background()
	txn := storage.NewTransactionOrDie(ctx, store)
	defer store.Abort(ctx, txn)
	run := tester.NewRunner().SetCompiler(c).SetStore(store).SetModules(modules).SetParallel(1).
		SetDefaultRegoVersion(ast.RegoV1).CapturePrintOutput(true).SetCoverageRuns(nil).RaiseBuiltinErrors(true)
	if traced {
		run.SetCoverageQueryTracer(trace)
	}
	results, err := run.RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	out := []unitTest{}
	for result := range results {
		out = append(out, outcomesOf(result)...)
	}
	slices.SortFunc(out, func(a, b unitTest) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

// outcomesOf gives one outcome for a test, or one for each of its cases where it has some.
func outcomesOf(result *tester.Result) []unitTest {
	name := strings.TrimPrefix(result.Package, "data.") + "." + result.Name
	base := unitTest{named: named{placeOf(result.Location), name}, File: result.Location.File, Outcome: "passed"}
	base.Output = string(result.Output)
	switch {
	case result.Error != nil:
		base.Outcome, base.Message = "error", result.Error.Error()
	case result.Skip:
		base.Outcome = "skipped"
	case result.Fail:
		base.Outcome = "failed"
	}
	if len(result.SubResults) == 0 || result.Error != nil {
		return []unitTest{base}
	}
	out := []unitTest{}
	result.SubResults.Iter(func(path []string, sub *tester.SubResult) bool {
		if len(sub.SubResults) == 0 {
			one := base
			one.Name, one.Outcome = name+"/"+strings.Join(path, "/"), "passed"
			if sub.Fail {
				one.Outcome = "failed"
			}
			out = append(out, one)
		}
		return true
	})
	return out
}

func ask(c *ast.Compiler, q question, trace *cover.Cover, traced bool) answered {
	data := q.Data
	if data == nil {
		data = map[string]any{}
	}
	opts := []func(*rego.Rego){
		rego.Query(q.Query),
		rego.SetRegoVersion(ast.RegoV1),
		rego.Compiler(c),
		rego.Store(inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false))),
	}
	if traced {
		opts = append(opts, rego.QueryTracer(trace))
	}
	if len(q.Input) > 0 {
		var input any
		if err := util.UnmarshalJSON(q.Input, &input); err != nil {
			return refused(fmt.Errorf("input: %w", err))
		}
		opts = append(opts, rego.Input(input))
	}
	set, err := rego.New(opts...).Eval(context.Background())
	if err != nil {
		return refused(err)
	}
	if len(set) == 0 {
		return answered{}
	}
	return answered{evaluated: evaluated{Defined: true, Value: set[0].Expressions[0].Value}}
}

func refused(err error) answered {
	var run *topdown.Error
	if errors.As(err, &run) {
		one := placed(issue{Code: run.Code, Message: run.Message}, run.Location)
		return answered{Issue: &one}
	}
	return answered{Issue: &issue{Code: "toolchain_error", Message: err.Error()}}
}

// rowsOf turns ranges into rows. A row is covered when everything that begins or goes on there was evaluated: OPA
// itself counts a row with both kinds twice.
func rowsOf(report cover.Report) map[string]coveredRows {
	out := make(map[string]coveredRows, len(report.Files))
	for file, ranges := range report.Files {
		open := rows(ranges.NotCovered)
		closed := slices.DeleteFunc(rows(ranges.Covered), func(row int) bool { return slices.Contains(open, row) })
		out[file] = coveredRows{Covered: closed, NotCovered: open}
	}
	return out
}

func rows(ranges []cover.Range) []int {
	out := []int{}
	for _, r := range ranges {
		for row := r.Start.Row; row <= r.End.Row; row++ {
			out = append(out, row)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
