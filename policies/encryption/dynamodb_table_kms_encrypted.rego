# METADATA
# title: Encrypt DynamoDB tables with a KMS key
# description: A key that AWS owns leaves no trace of its use and cannot be revoked; a KMS key can be audited, and a customer-managed one withdrawn.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
# custom:
#   id: ENC-DDB-01
#   severity: medium
#   resource_types: [aws_dynamodb_table, aws_dynamodb_table_replica]
#   related_types: [aws_dynamodb_table]
#   decisive:
#     aws_dynamodb_table: [/server_side_encryption/*/enabled, /replica]
#   presence:
#     aws_dynamodb_table: [/server_side_encryption/*/kms_key_arn]
#   params:
#     require_cmk_in:
#       description: environments in which the key has to be customer-managed; "*" is every environment
#       default: [prod]
#   remediation: "server_side_encryption { enabled = true, kms_key_arn = aws_kms_key.table.arn }"
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_119, CKV_AWS_271]
#     trivy: [AVD-AWS-0025]
#     aws-config: [dynamodb-table-encrypted-kms]
#   requirement: ["000_82979fcacfb6097f.txt:287", "001_1dc8f2cd8369b174.txt:165-176", "003_11714f712a81a514.txt:118", "003_11714f712a81a514.txt:304", "003_11714f712a81a514.txt:306"]
package driftgate.rules.encryption.dynamodb_table_kms_encrypted

import data.driftgate.lib.environments
import data.driftgate.lib.resource

deny contains resource.finding(table, _switch(table), "encrypted with a key that AWS owns, not with a KMS key") if {
	some table in resource.of("aws_dynamodb_table")
	not _kms(table)
}

deny contains resource.finding(table, _key_path, "encrypted with the key that AWS manages, where a customer-managed one is required") if {
	some table in resource.of("aws_dynamodb_table")
	_kms(table)
	not _customer_managed(table)
	_required(table)
}

deny contains resource.finding(table, path, concat("", ["the table has a customer-managed key, its replica in ", region, " has none"])) if {
	some table in resource.of("aws_dynamodb_table")
	_customer_managed(table)
	some i, replica in resource.blocks(table.attributes, "replica")
	path := concat("", ["/replica/", format_int(i, 10), "/kms_key_arn"])
	not _customer_key(table, replica, path)
	region := object.get(replica, "region_name", "another region")
}

deny contains resource.finding(replica, "/kms_key_arn", "replica has no customer-managed key, where one is required") if {
	some replica in resource.of("aws_dynamodb_table_replica")
	not _customer_key(replica, replica.attributes, "/kms_key_arn")
	_needs_key(replica)
}

undetermined contains resource.finding(table, _key_path, _no_environment) if {
	some table in resource.of("aws_dynamodb_table")
	_kms(table)
	not _customer_managed(table)
	_perhaps_required(table)
}

undetermined contains resource.finding(replica, "/kms_key_arn", _no_environment) if {
	some replica in resource.of("aws_dynamodb_table_replica")
	not _customer_key(replica, replica.attributes, "/kms_key_arn")
	_perhaps_required(replica)
}

# The AWS-managed key will do, and no expression may yet turn out to name another.
settled contains table.key if {
	some table in resource.of("aws_dynamodb_table")
	_kms(table)
	not _customer_managed(table)
	count(object.get(table.unknown, _key_path, [])) == 0
}

settled contains replica.key if {
	some replica in resource.of("aws_dynamodb_table_replica")
	_customer_key(replica, replica.attributes, "/kms_key_arn")
}

# A replica follows a table that is managed elsewhere, and nothing more is asked of it here.
not_applicable contains replica.key if {
	some replica in resource.of("aws_dynamodb_table_replica")
	count(resource.linked(replica, "global_table_arn")) == 0
	not "aws_dynamodb_table" in replica.unresolved
	not _customer_key(replica, replica.attributes, "/kms_key_arn")
	not _required(replica)
	not _perhaps_required(replica)
}

_key_path := "/server_side_encryption/0/kms_key_arn"

_no_environment := "the environment is not known, and some environments require a customer-managed key"

_encryption(table) := resource.blocks(table.attributes, "server_side_encryption")

_kms(table) if _encryption(table)[0].enabled == true

_switch(table) := "/server_side_encryption" if count(_encryption(table)) == 0

_switch(table) := "/server_side_encryption/0/enabled" if count(_encryption(table)) > 0

_customer_managed(table) if {
	_kms(table)
	_customer_key(table, _encryption(table)[0], _key_path)
}

# The provider leaves this attribute empty for the key that AWS manages, so any other key is the customer's.
_customer_key(_, holder, _) if {
	is_string(holder.kms_key_arn)
	holder.kms_key_arn != ""
	not contains(holder.kms_key_arn, "alias/aws/")
}

_customer_key(r, _, path) if resource.refers_to_resource(r, path)

_needs_key(replica) if _required(replica)

_needs_key(replica) if {
	some table in resource.linked(replica, "global_table_arn")
	_customer_managed(table)
}

_environments := data.params["ENC-DDB-01"].require_cmk_in

_required(r) if environments.is_listed(r, _environments)

_perhaps_required(r) if environments.may_be_listed(r, _environments)
