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
#   related_types: [aws_ec2_managed_prefix_list]
#   reached_types: [aws_ec2_managed_prefix_list_entry]
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

import data.driftgate.lib.exposure

deny contains finding if some finding in exposure.violations(_params.admin_ports, _params)

undetermined contains finding if some finding in exposure.doubts(_params.admin_ports, _params)

settled contains key if some key in exposure.harmless(_params.admin_ports, _params)

not_applicable contains key if some key in exposure.egress_rules

_params := data.params["NET-SG-01"]
