# METADATA
# title: Use TLS 1.2 or later on load balancers
# description: A listener that still speaks TLS 1.0 or 1.1 lets an attacker talk a connection down to ciphers that have been broken.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
# custom:
#   id: ENC-ALB-02
#   severity: high
#   resource_types: [aws_lb_listener]
#   decisive:
#     aws_lb_listener: [/protocol, /ssl_policy]
#   params:
#     allowed_policies:
#       description: names of security policies that may be used; a star at the end takes in all that begin so
#       default: ["ELBSecurityPolicy-TLS13-1-2-*", "ELBSecurityPolicy-TLS13-1-3-*", "ELBSecurityPolicy-TLS-1-2-*", "ELBSecurityPolicy-FS-1-2-*"]
#   remediation: Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     PCI-DSS-4.0: ["4.2.1"]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_103, CKV2_AWS_74]
#     trivy: [AVD-AWS-0047]
#     aws-config: [elbv2-predefined-security-policy-ssl-check]
#     security-hub: [ELB.17]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:219,305"]
package driftgate.rules.encryption.load_balancer_tls_policy

import data.driftgate.lib.resource

deny contains resource.finding(listener, "/ssl_policy", _message(listener)) if {
	some listener in resource.of("aws_lb_listener")
	listener.attributes.protocol in _encrypted
	not _allowed(listener)
}

# A listener that names no protocol is one of a gateway load balancer, or speaks HTTP.
not_applicable contains listener.key if {
	some listener in resource.of("aws_lb_listener")
	not object.get(listener.attributes, "protocol", null) in _encrypted
	not _is_protocol_open(listener)
}

# A good policy will do, whatever the protocol turns out to be.
settled contains listener.key if {
	some listener in resource.of("aws_lb_listener")
	_allowed(listener)
}

_encrypted := {"HTTPS", "TLS"}

_message(listener) := concat(" ", ["security policy", listener.attributes.ssl_policy, "is not one that is allowed"]) if {
	resource.is_set(listener, "ssl_policy")
} else := "no security policy is named"

_is_protocol_open(listener) if {
	resource.is_unknown(listener, "/protocol")
	resource.is_given(listener, "protocol")
}

_allowed(listener) if {
	some pattern in data.params["ENC-ALB-02"].allowed_policies
	_matches(pattern, listener.attributes.ssl_policy)
}

_matches(pattern, policy) if pattern == policy

_matches(pattern, policy) if {
	endswith(pattern, "*")
	startswith(policy, trim_suffix(pattern, "*"))
}
