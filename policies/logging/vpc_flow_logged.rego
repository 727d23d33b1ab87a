# METADATA
# title: Enable VPC flow logs
# description: Flow logs show who talked to whom; without them a scan, a breach or data that leaves the network goes unseen.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# custom:
#   id: LOG-VPC-01
#   severity: medium
#   resource_types: [aws_vpc]
#   related_types: [aws_flow_log, aws_subnet]
#   context_types: [aws_flow_log]
#   decisive:
#     aws_flow_log: [/traffic_type]
#   params:
#     require_all:
#       description: whether accepted traffic has to be logged beside what is rejected
#       default: false
#   remediation: "Add an aws_flow_log with vpc_id = aws_vpc.this.id and traffic_type = \"ALL\""
#   frameworks:
#     CIS-AWS-3.0: ["3.7"]
#     NIST-800-53r5: [AU-2, AU-3, AU-12, CA-7]
#     SOC2: [CC7.2]
#   aliases:
#     checkov: [CKV2_AWS_11]
#     trivy: [AVD-AWS-0178]
#     aws-config: [vpc-flow-logs-enabled]
#     security-hub: [EC2.6]
#   requirement: ["000_82979fcacfb6097f.txt:181", "003_11714f712a81a514.txt:287"]
package driftgate.rules.logging.vpc_flow_logged

import data.driftgate.lib.resource

deny contains resource.absent(vpc, "aws_flow_log", "traffic is not logged") if {
	some vpc in _not_logged
	count(_flow_logs(vpc)) == 0
}

deny contains resource.finding_at(vpc, flow_log, "/traffic_type", "traffic that has to be logged is left out") if {
	some vpc in _not_logged
	some flow_log in _flow_logs(vpc)
}

undetermined contains resource.finding(vpc, "", "whether its traffic is logged is known only after apply") if {
	some vpc in resource.of("aws_vpc")
	not _logged(vpc)
	_may_be_logged(vpc)
}

settled contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	_logged(vpc)
}

_not_logged contains vpc if {
	some vpc in resource.of("aws_vpc")
	not _logged(vpc)
	not _may_be_logged(vpc)
}

_logged(vpc) if {
	some flow_log in _flow_logs(vpc)
	_suffices(flow_log)
}

# Flow logs of all subnets are as good as one of the VPC.
_logged(vpc) if {
	not "aws_subnet" in vpc.unresolved
	count(_subnets(vpc)) > 0
	every subnet in _subnets(vpc) {
		subnet.key in _logged_subnets
	}
}

_may_be_logged(vpc) if {
	some flow_log in _flow_logs(vpc)
	_is_open(flow_log)
}

_may_be_logged(vpc) if {
	count(_flow_logs(vpc)) > 0
	"aws_flow_log" in vpc.unresolved
}

_may_be_logged(vpc) if {
	count(_subnets(vpc)) > 0
	every subnet in _subnets(vpc) {
		_may_subnet_be_logged(subnet)
	}
}

_may_subnet_be_logged(subnet) if subnet.key in _logged_subnets

_may_subnet_be_logged(subnet) if "aws_flow_log" in subnet.unresolved

_may_subnet_be_logged(subnet) if {
	some flow_log in resource.context("aws_flow_log")
	_is_open(flow_log)
	subnet.key in object.get(flow_log.links, "subnet_id", [])
}

_logged_subnets contains subnet if {
	some flow_log in resource.context("aws_flow_log")
	_suffices(flow_log)
	some subnet in object.get(flow_log.links, "subnet_id", [])
}

_suffices(flow_log) if flow_log.attributes.traffic_type == "ALL"

_suffices(flow_log) if {
	flow_log.attributes.traffic_type == "REJECT"
	not data.params["LOG-VPC-01"].require_all
}

_is_open(flow_log) if resource.is_unknown(flow_log, "/traffic_type")

_flow_logs(vpc) := resource.related(vpc, "aws_flow_log")

_subnets(vpc) := resource.related(vpc, "aws_subnet")
