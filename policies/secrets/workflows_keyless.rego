# METADATA
# title: Do not use long-lived AWS keys in workflows
# description: A stored key works for everyone who can read it, from everywhere and until somebody deletes it; a role that a workflow assumes through OIDC gives an hour to this run.
# scope: package
# related_resources:
#   - ref: https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
# custom:
#   id: SECR-GHA-01
#   severity: critical
#   resource_types: [github_workflow, github_workflow_job, github_workflow_step]
#   params:
#     exempt_workflows:
#       description: names of the files of workflows that may, such as bootstrap.yml
#       default: []
#   remediation: 'Give the job permissions: { id-token: write } and the step role-to-assume instead of keys'
#   frameworks:
#     NIST-800-53r5: [IA-5(7), IA-2]
#     PCI-DSS-4.0: ["8.6.2"]
#     SOC2: [CC6.1]
#   requirement: ["001_1dc8f2cd8369b174.txt:265,270", "004_4ffee0017967b171.txt:47,97"]
package driftgate.rules.secrets.workflows_keyless

import data.driftgate.lib.literals
import data.driftgate.lib.resource

deny contains resource.finding(r, path, "is given an AWS key that is stored") if {
	some [r, path, value] in _keys
	_stored(value)
}

deny contains resource.finding(r, path, "is given an AWS key as a literal") if {
	some [r, path, _] in _keys
	some literal in literals.of(r)
	literal.path == path
	literal.long
}

deny contains resource.finding(r, literal.path, concat("", ["holds ", held])) if {
	some r in input.resources
	some literal in literals.of(r)
	held := literals.credential(literal)
	not literal.path in [path | some [_, path, _] in _keys]
}

deny contains resource.finding(r, "/run", "passes on an AWS key that is stored") if {
	some r in resource.of("github_workflow_step")
	regex.match(`(?i)\$\{\{[^}]*\b(secrets|vars)\.\w*(access_?key(_?id)?|aws_secret_?key)\b`, r.attributes.run)
}

undetermined contains {"key": r.key, "path": path, "message": "where its AWS key comes from is known in a run only", "why": "not-carried"} if {
	some [r, path, value] in _keys
	contains(value, "${{")
	not _stored(value)
}

not_applicable contains r.key if {
	some r in input.resources
	split(r.address, ":")[0] in data.params["SECR-GHA-01"].exempt_workflows
}

# The inputs and variables that are AWS keys, each as [part of the workflow, pointer, value].
_keys := [[r, concat("/", [at, name]), value] |
	some r in input.resources
	some [at, values] in _given(r)
	some name, value in values
	replace(lower(name), "_", "-") in {"aws-access-key-id", "aws-secret-access-key"}
	is_string(value)
]

_given(r) := array.concat(
	[[concat("", ["/", name]), r.attributes[name]] | some name in ["env", "with", "secrets"]],
	[[concat("/", [at, "env"]), holder.env] | some [at, holder] in _containers(r)],
)

_containers(r) := array.concat(
	[["/container", r.attributes.container] | r.attributes.container],
	[[concat("/", ["/services", name]), service] | some name, service in r.attributes.services],
)

# A secret or a variable of the repository is a text that somebody put there once.
_stored(value) if regex.match(`\$\{\{[^}]*\b(secrets|vars)\b`, value)
