# METADATA
# title: Rotate every Secrets Manager secret
# description: A secret that is never rotated stays good for whoever once saw it, for years after they should have lost it.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
# custom:
#   id: SECR-SM-01
#   severity: medium
#   resource_types: [aws_secretsmanager_secret]
#   related_types: [aws_secretsmanager_secret_rotation]
#   # A rotation that is not made yet is on once it is, and a name that Terraform gives is not one of a service.
#   incidental:
#     aws_secretsmanager_secret_rotation: [/rotation_enabled]
#     aws_secretsmanager_secret: [/name]
#   params:
#     exempt_tag:
#       description: tag whose value is the date (YYYY-MM-DD) until which a secret may go without rotation
#       default: driftgate:no-rotation
#   remediation: 'Add an aws_secretsmanager_secret_rotation for it: rotation_rules { automatically_after_days = 30 }'
#   frameworks:
#     NIST-800-53r5: [AC-2(1), AC-3(15)]
#     PCI-DSS-4.0: ["8.6.3"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV2_AWS_57]
#     aws-config: [secretsmanager-rotation-enabled-check]
#     security-hub: [SecretsManager.1]
#   requirement: ["000_82979fcacfb6097f.txt:188", "001_1dc8f2cd8369b174.txt:265,270", "003_11714f712a81a514.txt:67", "004_4ffee0017967b171.txt:47,97"]
package driftgate.rules.secrets.secret_rotated

import data.driftgate.lib.exemption
import data.driftgate.lib.resource

deny contains resource.absent(secret, _rotation, "nothing rotates it") if {
	some secret in resource.of("aws_secretsmanager_secret")
	count(resource.related(secret, _rotation)) == 0
}

# Somebody switched it off, past the code.
deny contains resource.finding_at(secret, rotation, "/rotation_enabled", "its rotation is switched off") if {
	some secret in resource.of("aws_secretsmanager_secret")
	some rotation in resource.related(secret, _rotation)
	rotation.attributes.rotation_enabled == false
}

# A secret has one rotation, so it does not matter whose others could not be told.
settled contains secret.key if {
	some secret in resource.of("aws_secretsmanager_secret")
	count(resource.related(secret, _rotation)) > 0
}

not_applicable contains secret.key if {
	some secret in resource.of("aws_secretsmanager_secret")
	exemption.holds(secret, data.params["SECR-SM-01"].exempt_tag)
}

# The service that made it rotates it: a name with `!` is reserved for services.
not_applicable contains secret.key if {
	some secret in resource.of("aws_secretsmanager_secret")
	regex.match(`^[a-z-]+!`, secret.attributes.name)
}

_rotation := "aws_secretsmanager_secret_rotation"
