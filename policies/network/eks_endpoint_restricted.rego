# METADATA
# title: Restrict the endpoint of the EKS API
# description: The API server of a cluster decides what runs in it; open to the internet it waits for one leaked token or one flaw, and without a private endpoint nodes talk to it over public addresses.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
# custom:
#   id: NET-EKS-01
#   severity: high
#   resource_types: [aws_eks_cluster]
#   decisive:
#     aws_eks_cluster: [/vpc_config/*/endpoint_private_access, /vpc_config/*/endpoint_public_access, /vpc_config/*/public_access_cidrs/*]
#   params:
#     private_only_environments:
#       description: environments in which the endpoint must not be public at all
#       default: [prod]
#     allowed_cidrs:
#       description: CIDR blocks that may reach a public endpoint; where there are none, each that is narrower than max_prefix
#       default: []
#     max_prefix:
#       description: CIDR blocks with a shorter prefix count as the internet, by address family
#       default: {ipv4: 8, ipv6: 16}
#   remediation: Set endpoint_private_access = true and endpoint_public_access = false in vpc_config
#   frameworks:
#     NIST-800-53r5: [SC-7, AC-4]
#     SOC2: [CC6.6]
#   aliases:
#     checkov: [CKV_AWS_38, CKV_AWS_39]
#     trivy: [AVD-AWS-0040, AVD-AWS-0041]
#     aws-config: [eks-endpoint-no-public-access]
#     security-hub: [EKS.1]
#   requirement: ["000_82979fcacfb6097f.txt:98", "003_11714f712a81a514.txt:90"]
package driftgate.rules.network.eks_endpoint_restricted

import data.driftgate.lib.network
import data.driftgate.lib.resource

deny contains resource.finding(cluster, _private_access, "nodes reach the API over its public endpoint only") if {
	some cluster in resource.of("aws_eks_cluster")
	not _config(cluster).endpoint_private_access == true
}

deny contains resource.finding(cluster, _public_access, "the API endpoint is public") if {
	some cluster in resource.of("aws_eks_cluster")
	_may_be_public(cluster)
	_is_private_only(cluster)
}

deny contains resource.finding(cluster, _sources, message) if {
	some cluster in resource.of("aws_eks_cluster")
	_is_public(cluster)
	not _is_private_only(cluster)
	open := [cidr | some cidr in _cidrs(cluster); not _is_allowed(cidr)]
	count(open) > 0
	message := concat("", ["the API endpoint is open to ", concat(", ", open)])
}

undetermined contains object.union(resource.finding(cluster, _public_access, _no_environment), {"why": "environment"}) if {
	some cluster in resource.of("aws_eks_cluster")
	_is_public(cluster)
	count(_params.private_only_environments) > 0
	not cluster.environment
}

# Who may reach an endpoint that is not public does not matter.
settled contains cluster.key if {
	some cluster in resource.of("aws_eks_cluster")
	_config(cluster).endpoint_public_access == false
}

_private_access := "/vpc_config/0/endpoint_private_access"

_public_access := "/vpc_config/0/endpoint_public_access"

_sources := "/vpc_config/0/public_access_cidrs"

_no_environment := "the API endpoint is public, which some environments forbid, and its environment is not known: name it with --env"

_config(cluster) := resource.blocks(cluster.attributes, "vpc_config")[0]

_is_private_only(cluster) if cluster.environment in _params.private_only_environments

# The endpoint is public unless the configuration says otherwise.
_may_be_public(cluster) if not _config(cluster).endpoint_public_access == false

_is_public(cluster) if {
	_may_be_public(cluster)
	not resource.is_unknown(cluster, _public_access)
}

# Where none is named EKS lets everyone in.
_cidrs(cluster) := [cidr | some cidr in _config(cluster).public_access_cidrs; is_string(cidr)] if {
	count(_config(cluster).public_access_cidrs) > 0
} else := ["0.0.0.0/0"]

_is_allowed(cidr) if {
	count(_params.allowed_cidrs) == 0
	network.is_narrow(cidr, _params.max_prefix)
}

_is_allowed(cidr) if cidr in _params.allowed_cidrs

_params := data.params["NET-EKS-01"]
