package driftgate.rules.secrets.workflows_keyless_test

cases := {
	"a role": {"resources": [step({"uses": configure, "with": {"role-to-assume": "${{ vars.ROLE }}"}})], "verdict": "pass"},
	"nothing": {"resources": [step({})], "verdict": "pass"},
	"stored keys for the action": {
		"resources": [step({"uses": configure, "with": {
			"aws-access-key-id": "${{ secrets.AWS_ACCESS_KEY_ID }}",
			"aws-secret-access-key": "${{ secrets.AWS_SECRET_ACCESS_KEY }}",
		}})],
		"verdict": "fail",
		"path": "/with/aws-secret-access-key",
		"findings": 2,
	},
	"stored as a variable": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": "${{vars.KEY}}"}})], "verdict": "fail", "path": "/env/AWS_ACCESS_KEY_ID"},
	"stored, by index": {"resources": [step({"env": {"AWS_SECRET_ACCESS_KEY": "${{ secrets['KEY'] }}"}})], "verdict": "fail"},
	"stored, for some": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": "${{ matrix.a && secrets.KEY }}"}})], "verdict": "fail"},
	"in lower case": {"resources": [step({"with": {"aws_access_key_id": "${{ secrets.KEY }}"}})], "verdict": "fail"},
	"of an earlier step": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": "${{ steps.creds.outputs.key }}"}})], "verdict": "unknown", "path": "/env/AWS_ACCESS_KEY_ID"},
	"of an input that is named like secrets": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": "${{ inputs.mysecrets }}"}})], "verdict": "unknown"},
	"another name": {"resources": [step({"env": {"AWS_ROLE": "${{ secrets.ROLE }}"}})], "verdict": "pass"},
	"no text": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": null}})], "verdict": "pass"},
	"empty": {"resources": [step({"env": {"AWS_ACCESS_KEY_ID": ""}})], "verdict": "pass"},
	"placeholder of a local stand-in": {"resources": [step({"env": {"AWS_SECRET_ACCESS_KEY": "test"}})], "verdict": "pass"},
	"placeholder that is not that short": {
		"resources": [step({"env": {"AWS_SECRET_ACCESS_KEY": "(sensitive)"}, "literals": [literal("/env/AWS_SECRET_ACCESS_KEY", [], false)]})],
		"verdict": "pass",
	},
	"literal": {
		"resources": [step({"env": {"AWS_SECRET_ACCESS_KEY": "(sensitive)"}, "literals": [literal("/env/AWS_SECRET_ACCESS_KEY", [], true)]})],
		"verdict": "fail",
		"path": "/env/AWS_SECRET_ACCESS_KEY",
		"findings": 1,
	},
	"literal that shows": {
		"resources": [step({"env": {"AWS_ACCESS_KEY_ID": "(sensitive)"}, "literals": [literal("/env/AWS_ACCESS_KEY_ID", ["aws-access-key-id"], true)]})],
		"verdict": "fail",
		"findings": 1,
	},
	"literal elsewhere": {
		"resources": [step({"env": {"TOKEN": "(sensitive)", "AWS_ACCESS_KEY_ID": ""}, "literals": [literal("/env/TOKEN", [], true)]})],
		"verdict": "pass",
	},
	"credential in a script": {
		"resources": [step({"run": "export X=(sensitive)", "literals": [literal("/run", ["github-token"], true)]})],
		"verdict": "fail",
		"path": "/run",
		"findings": 1,
	},
	"stored key in a script": {
		"resources": [step({"run": "aws configure set aws_access_key_id ${{ secrets.AWS_ACCESS_KEY_ID }}"})],
		"verdict": "fail",
		"path": "/run",
	},
	"stored key in a script, named otherwise": {"resources": [step({"run": "x ${{ secrets.PROD_ACCESS_KEY }}"})], "verdict": "fail"},
	"stored secret key in a script": {"resources": [step({"run": "x ${{ vars.AWS_SECRET_KEY }}"})], "verdict": "fail"},
	"stored secret key of another kind in a script": {"resources": [step({"run": "x ${{ secrets.DJANGO_SECRET_KEY }}"})], "verdict": "pass"},
	"another secret in a script": {"resources": [step({"run": "x ${{ secrets.NPM_TOKEN }} AWS_ACCESS_KEY_ID"})], "verdict": "pass"},
	"key of an earlier step in a script": {"resources": [step({"run": "x ${{ steps.a.outputs.access_key_id }}"})], "verdict": "pass"},
	"job": {"resources": [part("github_workflow_job", {"env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}})], "verdict": "fail"},
	"secrets of a workflow that is called": {
		"resources": [part("github_workflow_job", {"secrets": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}})],
		"verdict": "fail",
		"path": "/secrets/AWS_ACCESS_KEY_ID",
	},
	"secrets that are inherited": {"resources": [part("github_workflow_job", {"secrets": "inherit"})], "verdict": "pass"},
	"container": {
		"resources": [part("github_workflow_job", {"container": {"image": "a", "env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}}})],
		"verdict": "fail",
		"path": "/container/env/AWS_ACCESS_KEY_ID",
	},
	"container without variables": {"resources": [part("github_workflow_job", {"container": "node:20"})], "verdict": "pass"},
	"service": {
		"resources": [part("github_workflow_job", {"services": {"db": {"env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}}}})],
		"verdict": "fail",
		"path": "/services/db/env/AWS_ACCESS_KEY_ID",
	},
	"workflow": {"resources": [part("github_workflow", {"env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}})], "verdict": "fail"},
	"exempt workflow": {
		"resources": [object.union(step({"env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}}), {"address": "bootstrap.yml:jobs.a.steps[0]"})],
		"params": {"exempt_workflows": ["bootstrap.yml"]},
		"verdict": "none",
	},
	"another workflow": {
		"resources": [object.union(step({"env": {"AWS_ACCESS_KEY_ID": "${{ secrets.K }}"}}), {"address": "deploy.yml:jobs.bootstrap.yml"})],
		"params": {"exempt_workflows": ["bootstrap.yml"]},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_iam_access_key", "attributes": {}}], "verdict": "none"},
}

configure := "aws-actions/configure-aws-credentials@v4"

part(type, attributes) := {"type": type, "attributes": attributes}

step(attributes) := part("github_workflow_step", attributes)

literal(path, kinds, long) := {"path": path, "kinds": kinds, "named": true, "entropy": 4.1, "long": long}
