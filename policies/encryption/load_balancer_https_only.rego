# METADATA
# title: Serve only HTTPS on load balancers, and redirect HTTP to it
# description: What a load balancer takes in plain text, sessions and passwords with it, can be read and changed on the way.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: ENC-ALB-01
#   severity: high
#   resource_types: [aws_lb, aws_alb, aws_lb_listener, aws_alb_listener]
#   related_types: [aws_lb, aws_alb, aws_lb_listener, aws_alb_listener]
#   decisive:
#     aws_lb: [/internal, /load_balancer_type]
#     aws_alb: [/internal, /load_balancer_type]
#     aws_lb_listener: [/protocol, /default_action/*/type, /default_action/*/redirect/*/protocol]
#     aws_alb_listener: [/protocol, /default_action/*/type, /default_action/*/redirect/*/protocol]
#   presence:
#     aws_lb_listener: [/certificate_arn]
#     aws_alb_listener: [/certificate_arn]
#   params:
#     allowed_nlb_protocols:
#       description: protocols that listeners of a network load balancer may speak
#       default: [TLS, TCP]
#     include_internal:
#       description: whether listeners of internal load balancers are judged too
#       default: true
#   remediation: Make the listener HTTPS with a certificate_arn, or give it a default_action of type redirect with protocol = "HTTPS"
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     PCI-DSS-4.0: ["4.2.1"]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_2, CKV2_AWS_20]
#     trivy: [AVD-AWS-0054]
#     aws-config: [alb-http-to-https-redirection-check, elbv2-listener-encryption-in-transit]
#     security-hub: [ELB.1]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:219", "003_11714f712a81a514.txt:305"]
package driftgate.rules.encryption.load_balancer_https_only

import data.driftgate.lib.resource

deny contains resource.finding(listener, path, "HTTP listener does not redirect to HTTPS") if {
	some listener in _listeners
	_protocol(listener) == "HTTP"
	some path in _plain(listener)
}

deny contains resource.finding(listener, "/certificate_arn", "listener has no certificate") if {
	some listener in _listeners
	_protocol(listener) in {"HTTPS", "TLS"}
	not resource.is_set(listener, "certificate_arn")
}

deny contains resource.finding(listener, "/protocol", concat("", ["listener speaks ", protocol, ", which is not allowed"])) if {
	some listener in _listeners
	protocol := _protocol(listener)
	not protocol in _judged_otherwise
	not protocol in _params.allowed_nlb_protocols
}

deny contains resource.absent(balancer, _listener_type(balancer), "internet-facing load balancer has no HTTPS listener") if {
	some balancer in _balancers
	not _internal_is_open(balancer)
	_kind(balancer) == "application"
	not _may_speak_https(balancer)
}

undetermined contains resource.finding(listener, "/protocol", "listener names no protocol: HTTP on an application load balancer") if {
	some listener in _listeners
	not resource.is_given(listener, "protocol")
	not "application" in _kinds(listener)
}

settled contains listener.key if {
	some listener in _listeners
	_protocol(listener) == "HTTP"
	count(_plain(listener)) == 0
}

settled contains listener.key if {
	some listener in _listeners
	_protocol(listener) in {"HTTPS", "TLS"}
	resource.is_set(listener, "certificate_arn")
}

settled contains listener.key if {
	some listener in _listeners
	_protocol(listener) in _params.allowed_nlb_protocols
}

settled contains balancer.key if {
	some balancer in _balancers
	some listener in _listeners_of(balancer)
	_protocol(listener) == "HTTPS"
}

not_applicable contains balancer.key if {
	some balancer in _balancers
	_kind(balancer) in {"network", "gateway"}
}

not_applicable contains balancer.key if {
	some balancer in _balancers
	balancer.attributes.internal == true
}

not_applicable contains listener.key if {
	some listener in _listeners
	"gateway" in _kinds(listener)
}

not_applicable contains listener.key if {
	some listener in _listeners
	_protocol(listener) == "GENEVE"
}

not_applicable contains listener.key if {
	_params.include_internal == false
	some listener in _listeners
	some balancer in resource.linked(listener, "load_balancer_arn")
	balancer.attributes.internal == true
}

_params := data.params["ENC-ALB-01"]

_judged_otherwise := {"HTTP", "HTTPS", "TLS", "GENEVE"}

_listeners := array.concat(resource.of("aws_lb_listener"), resource.of("aws_alb_listener"))

_balancers := array.concat(resource.of("aws_lb"), resource.of("aws_alb"))

_listeners_of(balancer) := array.concat(resource.related(balancer, "aws_lb_listener"), resource.related(balancer, "aws_alb_listener"))

# The protocols of application, network and gateway load balancers are distinct.
_protocol(listener) := upper(listener.attributes.protocol) if listener.attributes.protocol != ""

_protocol(listener) := "HTTP" if {
	not resource.is_given(listener, "protocol")
	"application" in _kinds(listener)
}

_kind(balancer) := balancer.attributes.load_balancer_type if resource.is_set(balancer, "load_balancer_type")

_kind(balancer) := "application" if not resource.is_given(balancer, "load_balancer_type")

# Of the load balancer that a listener belongs to, managed here or known by its ARN.
_kinds(listener) := {_kind(balancer) | some balancer in resource.linked(listener, "load_balancer_arn")} | {kind |
	some kind, part in {"application": ":loadbalancer/app/", "network": ":loadbalancer/net/", "gateway": ":loadbalancer/gwy/"}
	contains(listener.attributes.load_balancer_arn, part)
}

# The places that keep the default actions of a listener from being a redirect to HTTPS.
_plain(listener) := {"/default_action"} if count(resource.blocks(listener.attributes, "default_action")) == 0

_plain(listener) := {path |
	some i, action in resource.blocks(listener.attributes, "default_action")
	path := concat("/", ["/default_action", format_int(i, 10), _fault(action)])
} if {
	count(resource.blocks(listener.attributes, "default_action")) > 0
}

_fault(action) := "type" if object.get(action, "type", null) != "redirect"

_fault(action) := "redirect/0/protocol" if {
	action.type == "redirect"
	every redirect in resource.blocks(action, "redirect") { object.get(redirect, "protocol", null) != "HTTPS" }
}

_may_speak_https(balancer) if {
	some listener in _listeners_of(balancer)
	_protocol(listener) == "HTTPS"
}

_may_speak_https(balancer) if {
	some listener in _listeners_of(balancer)
	resource.is_unknown(listener, "/protocol")
	resource.is_given(listener, "protocol")
}

_internal_is_open(balancer) if {
	resource.is_unknown(balancer, "/internal")
	resource.is_given(balancer, "internal")
}

_listener_type(balancer) := "aws_alb_listener" if "aws_alb_listener" in balancer.unresolved

_listener_type(balancer) := "aws_lb_listener" if not "aws_alb_listener" in balancer.unresolved
