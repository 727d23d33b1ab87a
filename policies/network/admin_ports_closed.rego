# METADATA
# title: Block SSH and RDP from the internet
# description: Ports for administration that the whole internet can reach are scanned and tried with stolen passwords within minutes.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: NET-SG-01
#   severity: critical
#   resource_types: [aws_security_group, aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule]
#   context_types: [aws_ec2_managed_prefix_list, aws_ec2_managed_prefix_list_entry]
#   decisive:
#     aws_security_group: [/ingress/*/protocol, /ingress/*/from_port, /ingress/*/to_port, /ingress/*/cidr_blocks/*, /ingress/*/ipv6_cidr_blocks/*, /ingress/*/prefix_list_ids/*]
#     aws_default_security_group: [/ingress/*/protocol, /ingress/*/from_port, /ingress/*/to_port, /ingress/*/cidr_blocks/*, /ingress/*/ipv6_cidr_blocks/*, /ingress/*/prefix_list_ids/*]
#     aws_security_group_rule: [/type, /protocol, /from_port, /to_port, /cidr_blocks/*, /ipv6_cidr_blocks/*, /prefix_list_ids/*]
#     aws_vpc_security_group_ingress_rule: [/ip_protocol, /from_port, /to_port, /cidr_ipv4, /cidr_ipv6, /prefix_list_id]
#   params:
#     admin_ports:
#       description: TCP ports that the internet must not reach
#       default: [22, 3389]
#     max_prefix:
#       description: CIDR blocks with a shorter prefix count as the internet, by address family
#       default: {ipv4: 8, ipv6: 16}
#     trusted_prefix_lists:
#       description: ids of prefix lists outside of the document that may reach the ports
#       default: []
#   remediation: Name the network that needs access, for example cidr_ipv4 = var.vpn_cidr, or use SSM Session Manager and no open port
#   frameworks:
#     CIS-AWS-3.0: ["5.2", "5.3"]
#     NIST-800-53r5: [AC-4, SC-7, SC-7(5)]
#     PCI-DSS-4.0: ["1.3.1"]
#     SOC2: [CC6.6]
#   aliases:
#     checkov: [CKV_AWS_24, CKV_AWS_25]
#     trivy: [AVD-AWS-0107]
#     aws-config: [restricted-ssh, restricted-common-ports]
#     security-hub: [EC2.13, EC2.14]
#   requirement: ["000_82979fcacfb6097f.txt:178", "003_11714f712a81a514.txt:286"]
package driftgate.rules.network.admin_ports_closed

import data.driftgate.lib.network
import data.driftgate.lib.resource

deny contains resource.finding(r, range.path, _message(rule)) if {
	some r in input.resources
	some rule in network.ingress(r)
	count(_admitted(rule)) > 0
	some range in rule.ranges
	network.is_wide(range.cidr, _params.max_prefix)
}

deny contains resource.finding_at(r, {"key": entry.key}, entry.path, _message(rule)) if {
	some r in input.resources
	some rule in network.ingress(r)
	count(_admitted(rule)) > 0
	some list in network.prefix_lists(r, rule)
	some entry in network.entries(list)
	network.is_wide(entry.cidr, _params.max_prefix)
}

undetermined contains resource.finding(r, rule.at, "an administration port is open to a prefix list whose entries are not known") if {
	some r in input.resources
	some rule in network.ingress(r)
	count(_admitted(rule)) > 0
	_has_unknown_list(r, rule)
}

# Values that are not known yet do not matter in a rule for other ports, nor in one for narrow networks.
settled contains r.key if {
	some r in input.resources
	not _has_unknown_rules(r)
	every rule in network.ingress(r) {
		_harmless(r, rule)
	}
}

not_applicable contains r.key if {
	some r in resource.of("aws_security_group_rule")
	r.attributes.type == "egress"
}

_admitted(rule) := [port | some port in _params.admin_ports; network.admits(rule, port)]

_message(rule) := concat("", ["tcp port ", concat(", ", ports), " is open to the internet"]) if {
	ports := [format_int(port, 10) | some port in _admitted(rule)]
}

_has_unknown_list(_, rule) if {
	some id in rule.prefix_lists
	not id in _params.trusted_prefix_lists
	not id in {list.attributes.id | some list in resource.context("aws_ec2_managed_prefix_list")}
}

_has_unknown_list(r, rule) if {
	some list in network.prefix_lists(r, rule)
	not network.entries_known(list)
}

_has_unknown_rules(r) if {
	some pointer, _ in r.unknown
	regex.match(`^/(ingress(/[0-9]+)?|type)$`, pointer)
}

_harmless(_, rule) if {
	every port in _params.admin_ports {
		network.shuts(rule, port)
	}
}

_harmless(r, rule) if {
	_sources_known(r, rule)
	not _has_unknown_list(r, rule)
	every range in rule.ranges {
		network.is_narrow(range.cidr, _params.max_prefix)
	}
	every list in network.prefix_lists(r, rule) {
		every entry in network.entries(list) {
			network.is_narrow(entry.cidr, _params.max_prefix)
		}
	}
}

_sources_known(_, rule) if rule.sources_known

_sources_known(r, rule) if {
	rule.at == ""
	count(network.prefix_lists(r, rule)) > 0
	not "aws_ec2_managed_prefix_list" in r.unresolved
	every name in ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"] {
		not network.has_unknown(r, concat("", ["/", name]))
	}
}

_params := data.params["NET-SG-01"]
