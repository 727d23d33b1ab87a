# METADATA
# title: Close the default security group
# description: What is started in a VPC without naming a security group gets the default one, whose rules AWS makes wide; without rules such a mistake is harmless and shows at once.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# custom:
#   id: NET-SG-04
#   severity: high
#   resource_types: [aws_vpc, aws_default_security_group]
#   related_types: [aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule, aws_vpc_security_group_egress_rule]
#   remediation: Add an aws_default_security_group with vpc_id = aws_vpc.this.id and no ingress and no egress
#   frameworks:
#     CIS-AWS-3.0: ["5.4"]
#     NIST-800-53r5: [AC-4, SC-7, SC-7(5)]
#     SOC2: [CC6.6]
#   aliases:
#     checkov: [CKV2_AWS_12]
#     trivy: [AVD-AWS-0173]
#     aws-config: [vpc-default-security-group-closed]
#     security-hub: [EC2.2]
#   requirement: ["000_82979fcacfb6097f.txt:178", "003_11714f712a81a514.txt:286"]
package driftgate.rules.network.default_security_group_closed

import data.driftgate.lib.network
import data.driftgate.lib.resource

deny contains resource.absent(vpc, "aws_default_security_group", "its default security group is left as AWS makes it, open to all members and to the internet outwards") if {
	some vpc in resource.of("aws_vpc")
	count(resource.related(vpc, "aws_default_security_group")) == 0
}

deny contains resource.finding(group, concat("", ["/", direction]), concat(" ", ["the default security group has", direction, "rules"])) if {
	some group in resource.of("aws_default_security_group")
	some direction in ["ingress", "egress"]
	count(object.get(group.attributes, direction, [])) > 0
}

deny contains resource.finding_at(group, rule, "", "the default security group is given a rule") if {
	some group in resource.of("aws_default_security_group")
	some rule in _rules(group)
}

undetermined contains resource.finding(group, concat("", ["/", direction]), "it is not known whether the default security group has rules") if {
	some group in resource.of("aws_default_security_group")
	some direction in ["ingress", "egress"]
	network.has_unknown(group, concat("", ["/", direction]))
}

# A rule whose group cannot be told is hardly one of this group, which nothing should name.
settled contains group.key if some group in resource.of("aws_default_security_group")

_rules(group) := [rule |
	some type in ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]
	some rule in resource.related(group, type)
]
