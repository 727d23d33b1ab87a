package driftgate.rules.encryption.load_balancer_https_only_test

cases := {
	"HTTPS listener": {"resources": [https, application({})], "verdict": "pass"},
	"HTTPS listener, in small letters": {"resources": [listener({"protocol": "https", "certificate_arn": certificate}), application({})], "verdict": "pass"},
	"HTTPS listener with a certificate of the same plan": {
		"resources": [object.union(
			alone({"protocol": "HTTPS"}),
			{"unknown": {"/certificate_arn": ["aws_acm_certificate_validation.a.certificate_arn"]}},
		)],
		"verdict": "pass",
	},
	"HTTPS listener with a certificate of a data source": {
		"resources": [object.union(
			alone({"protocol": "HTTPS"}),
			{"unknown": {"/certificate_arn": ["data.aws_acm_certificate.a.arn"]}},
		)],
		"verdict": "unknown",
		"path": "/certificate_arn",
	},
	"HTTPS listener without a certificate": {
		"resources": [listener({"protocol": "HTTPS", "certificate_arn": null}), application({})],
		"verdict": "fail",
		"path": "/certificate_arn",
		"findings": 1,
	},
	"HTTPS listener of a load balancer that is not known yet": {
		"resources": [https, object.union(application({}), {"unknown": {"/internal": [], "/load_balancer_type": ["data.aws_lb.a.type"]}})],
		"verdict": "pass",
	},
	"HTTPS listener of a load balancer that could not be told": {
		"resources": [object.union(alone({"protocol": "HTTPS", "certificate_arn": certificate}), {"unresolved": ["aws_lb"]})],
		"verdict": "pass",
	},
	"HTTP listener that forwards": {
		"resources": [http([{"type": "forward", "target_group_arn": "arn"}]), application({})],
		"verdict": "fail",
		"path": "/default_action/0/type",
		"findings": 1,
	},
	"HTTP listener that answers by itself": {
		"resources": [http([{"type": "fixed-response", "fixed_response": [{"content_type": "text/plain", "status_code": "403"}]}]), application({})],
		"verdict": "fail",
	},
	"HTTP listener that redirects": {"resources": [http([redirect("HTTPS")]), application({})], "verdict": "pass"},
	"HTTP listener that redirects to HTTP": {
		"resources": [http([redirect("HTTP")]), application({})],
		"verdict": "fail",
		"path": "/default_action/0/redirect/0/protocol",
	},
	"HTTP listener that redirects within its protocol": {
		"resources": [http([redirect("#{protocol}")]), application({})],
		"verdict": "fail",
		"path": "/default_action/0/redirect/0/protocol",
	},
	"HTTP listener that redirects to a protocol left out": {
		"resources": [http([redirect(null)]), application({})],
		"verdict": "fail",
		"path": "/default_action/0/redirect/0/protocol",
	},
	"HTTP listener that redirects to nowhere": {"resources": [http([{"type": "redirect", "redirect": []}]), application({})], "verdict": "fail"},
	"HTTP listener with a second action": {
		"resources": [http([redirect("HTTPS"), {"type": "forward"}]), application({})],
		"verdict": "fail",
		"path": "/default_action/1/type",
		"findings": 1,
	},
	"HTTP listener without an action": {"resources": [http([]), application({})], "verdict": "fail", "path": "/default_action"},
	"HTTP listener, action known only after apply": {
		"resources": [object.union(alone({"protocol": "HTTP"}), {"unknown": {"/default_action": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"HTTP listener, type of the action known only after apply": {
		"resources": [object.union(
			alone({"protocol": "HTTP", "default_action": [{"redirect": [{"protocol": "HTTPS"}]}]}),
			{"unknown": {"/default_action/0/type": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"HTTP listener, protocol of the redirect known only after apply": {
		"resources": [object.union(
			alone({"protocol": "HTTP", "default_action": [{"type": "redirect", "redirect": [{"port": "443"}]}]}),
			{"unknown": {"/default_action/0/redirect/0/protocol": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"HTTP listener of a load balancer elsewhere": {
		"resources": [alone({"protocol": "HTTP", "default_action": [{"type": "forward"}]})],
		"verdict": "fail",
	},
	"HTTP listener of an internal load balancer": {
		"resources": [http([{"type": "forward"}]), application({"internal": true})],
		"verdict": "fail",
	},
	"HTTP listener of an internal load balancer, exempt": {
		"resources": [http([{"type": "forward"}]), application({"internal": true})],
		"params": {"include_internal": false},
		"verdict": "none",
	},
	"HTTP listener of an internet-facing load balancer, internal ones exempt": {
		"resources": [http([{"type": "forward"}]), application({"internal": false})],
		"params": {"include_internal": false},
		"verdict": "fail",
	},
	"HTTP listener under its old name": {
		"resources": [
			{"key": "listener", "type": "aws_alb_listener", "attributes": {"protocol": "HTTP", "default_action": [{"type": "forward"}]}, "links": {"load_balancer_arn": ["balancer"]}},
			{"key": "balancer", "type": "aws_alb", "attributes": {}},
		],
		"verdict": "fail",
	},
	"protocol left out": {
		"resources": [listener({"default_action": [{"type": "forward"}]}), application({})],
		"verdict": "fail",
		"path": "/default_action/0/type",
	},
	"protocol left to AWS": {
		"resources": [
			object.union(listener({"default_action": [{"type": "forward"}]}), {"unknown": {"/protocol": []}}),
			application({"load_balancer_type": "application"}),
		],
		"verdict": "fail",
	},
	"protocol left to AWS, redirect": {
		"resources": [object.union(listener({"default_action": [redirect("HTTPS")]}), {"unknown": {"/protocol": []}}), application({})],
		"verdict": "pass",
	},
	"protocol left out, application load balancer by its ARN": {
		"resources": [alone({
			"protocol": null,
			"load_balancer_arn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188",
			"default_action": [{"type": "forward"}],
		})],
		"verdict": "fail",
	},
	"protocol left out, gateway load balancer by its ARN": {
		"resources": [alone({
			"load_balancer_arn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gwy/scan/50dc6c495c0c9188",
			"default_action": [{"type": "forward"}],
		})],
		"verdict": "none",
	},
	"protocol left out, load balancer not known": {"resources": [alone({"default_action": [{"type": "forward"}]})], "verdict": "unknown", "path": "/protocol"},
	"protocol known only after apply": {
		"resources": [
			object.union(listener({"default_action": [{"type": "forward"}]}), {"unknown": {"/protocol": ["data.aws_ssm_parameter.a.value"]}}),
			application({}),
		],
		"verdict": "unknown",
	},
	"gateway listener": {"resources": [listener({"default_action": [{"type": "forward"}]}), gateway], "verdict": "none"},
	"gateway listener by its protocol": {"resources": [alone({"protocol": "GENEVE"})], "verdict": "none"},
	"TLS listener": {"resources": [listener({"protocol": "TLS", "certificate_arn": certificate}), network], "verdict": "pass"},
	"TLS listener without a certificate": {"resources": [listener({"protocol": "TLS"}), network], "verdict": "fail", "path": "/certificate_arn"},
	"TCP listener": {"resources": [listener({"protocol": "TCP"}), network], "verdict": "pass"},
	"TCP listener, not allowed": {
		"resources": [listener({"protocol": "TCP"}), network],
		"params": {"allowed_nlb_protocols": ["TLS"]},
		"verdict": "fail",
		"path": "/protocol",
	},
	"UDP listener": {"resources": [listener({"protocol": "UDP"}), network], "verdict": "fail", "path": "/protocol", "findings": 1},
	"UDP listener, allowed": {
		"resources": [listener({"protocol": "UDP"}), network],
		"params": {"allowed_nlb_protocols": ["TLS", "TCP", "UDP"]},
		"verdict": "pass",
	},
	"load balancer with HTTPS": {"resources": [application({"internal": false}), https], "verdict": "pass"},
	"load balancer with HTTPS, internal left to AWS": {
		"resources": [object.union(application({}), {"unknown": {"/internal": []}}), https],
		"verdict": "pass",
	},
	"load balancer with HTTPS and a listener that is not known yet": {
		"resources": [
			application({}),
			https,
			object.union(listener({}), {"key": "other", "unknown": {"/protocol": ["data.aws_ssm_parameter.a.value"]}}),
		],
		"verdict": "pass",
	},
	"load balancer with HTTP only": {"resources": [application({}), http([redirect("HTTPS")])], "verdict": "fail", "findings": 1},
	"load balancer with a listener of no protocol": {
		"resources": [application({}), object.union(listener({}), {"unknown": {"/protocol": []}})],
		"verdict": "fail",
	},
	"load balancer with no listener": {"resources": [application({"internal": null, "load_balancer_type": null})], "verdict": "fail"},
	"load balancer under its old name": {"resources": [{"type": "aws_alb", "attributes": {"internal": false}}], "verdict": "fail"},
	"load balancer with no listener, internal left to AWS": {
		"resources": [object.union(application({}), {"unknown": {"/internal": []}})],
		"verdict": "fail",
	},
	"load balancer whose listeners could not be told": {
		"resources": [object.union(application({}), {"unresolved": ["aws_lb_listener"]})],
		"verdict": "unknown",
	},
	"load balancer whose listeners of the old name could not be told": {
		"resources": [object.union(application({}), {"unresolved": ["aws_alb_listener"]})],
		"verdict": "unknown",
	},
	"load balancer with a listener that is not known yet": {
		"resources": [application({}), object.union(listener({}), {"unknown": {"/protocol": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"load balancer that may be internal": {
		"resources": [object.union(application({}), {"unknown": {"/internal": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"load balancer of a kind that is not known yet": {
		"resources": [object.union(application({}), {"unknown": {"/load_balancer_type": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"internal load balancer": {"resources": [application({"internal": true}), http([{"type": "forward"}])], "verdict": "none"},
	"network load balancer": {"resources": [network], "verdict": "none"},
	"gateway load balancer": {"resources": [gateway], "verdict": "none"},
	"another type": {"resources": [{"type": "aws_lb_target_group", "attributes": {"protocol": "HTTP"}}], "verdict": "none"},
	"protocol known only after apply, redirect": {
		"resources": [
			object.union(listener({"default_action": [redirect("HTTPS")]}), {"unknown": {"/protocol": ["data.aws_ssm_parameter.a.value"]}}),
			application({}),
		],
		"verdict": "unknown",
	},
	"protocol known only after apply, with a certificate": {
		"resources": [object.union(alone({"certificate_arn": certificate}), {"unknown": {"/protocol": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"protocol as empty": {
		"resources": [listener({"protocol": "", "default_action": [{"type": "forward"}]}), application({})],
		"verdict": "fail",
		"path": "/default_action/0/type",
	},
	"TLS listener of a load balancer that could not be told": {
		"resources": [object.union(alone({"protocol": "TLS", "certificate_arn": certificate}), {"unresolved": ["aws_lb"]})],
		"params": {"allowed_nlb_protocols": ["TCP"]},
		"verdict": "pass",
	},
	"TCP listener of a load balancer that could not be told": {
		"resources": [object.union(alone({"protocol": "TCP"}), {"unresolved": ["aws_lb"]})],
		"verdict": "pass",
	},
	"HTTP listener of a load balancer elsewhere, internal ones exempt": {
		"resources": [alone({"protocol": "HTTP", "default_action": [{"type": "forward"}]})],
		"params": {"include_internal": false},
		"verdict": "fail",
	},
	"load balancer with an HTTPS listener under its old name": {
		"resources": [application({}), object.union(https, {"type": "aws_alb_listener"})],
		"verdict": "pass",
	},
	"load balancer of no type, as empty": {"resources": [application({"load_balancer_type": ""})], "verdict": "fail"},
}

certificate := "arn:aws:acm:eu-west-1:111122223333:certificate/9d8f0a6c-1111-2222-3333-444455556666"

application(attributes) := {"key": "balancer", "type": "aws_lb", "attributes": attributes}

network := application({"load_balancer_type": "network"})

gateway := application({"load_balancer_type": "gateway"})

alone(attributes) := {"key": "listener", "type": "aws_lb_listener", "attributes": attributes}

listener(attributes) := object.union(alone(attributes), {"links": {"load_balancer_arn": ["balancer"]}})

https := listener({"protocol": "HTTPS", "certificate_arn": certificate, "default_action": [{"type": "forward"}]})

http(actions) := listener({"protocol": "HTTP", "default_action": actions})

redirect(protocol) := {"type": "redirect", "redirect": [{"port": "443", "protocol": protocol, "status_code": "HTTP_301"}]}
