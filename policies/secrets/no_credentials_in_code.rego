# METADATA
# title: Keep credentials out of Terraform code
# description: A credential in code is in every clone, every fork and every log of the pipeline, and stays in the history after it is deleted.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#lock-away-credentials
# custom:
#   id: SECR-TF-01
#   severity: critical
#   resource_types: [terraform_configuration, terraform_block]
#   params:
#     entropy_threshold:
#       description: bits a character from which a text under the name of a secret is taken for one
#       default: 4.0
#     allow_patterns:
#       description: 'regular expressions (RE2) of places that hold none, as address and pointer: aws_instance\.demo/user_data'
#       default: []
#   remediation: Move the value to Secrets Manager and mark the variable sensitive
#   frameworks:
#     NIST-800-53r5: [IA-5(7), SA-15]
#     PCI-DSS-4.0: ["8.6.2"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_41]
#   requirement: ["000_82979fcacfb6097f.txt:188", "003_11714f712a81a514.txt:66", "004_4ffee0017967b171.txt:47,97"]
package driftgate.rules.secrets.no_credentials_in_code

import data.driftgate.lib.literals
import data.driftgate.lib.resource

deny contains resource.finding(block, literal.path, message) if {
	some block in resource.of("terraform_block")
	some literal in literals.of(block)
	message := _words_of_problem(block, literal)
	not _allowed(block, literal.path)
}

deny contains resource.finding(block, "/sensitive", "has the name of a secret and is not declared sensitive") if {
	some block in resource.of("terraform_block")
	block.attributes.sensitive == false
	not _allowed(block, "/sensitive")
}

_words_of_problem(block, literal) := concat("", ["holds ", held]) if held := literals.credential(literal)

else := "authenticates the provider with a literal" if _authenticates(block, literal)

else := "is a text that looks random under the name of a secret" if {
	literal.named
	literal.entropy >= data.params["SECR-TF-01"].entropy_threshold
}

# What is too short for a key of AWS is a placeholder for a local stand-in.
_authenticates(block, literal) if {
	block.attributes.block == "provider"
	literal.path in {"/access_key", "/secret_key", "/token"}
	literal.long
}

_allowed(block, path) if {
	some pattern in data.params["SECR-TF-01"].allow_patterns
	regex.match(pattern, concat("", [block.address, path]))
}
