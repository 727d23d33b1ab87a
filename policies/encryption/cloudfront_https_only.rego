# METADATA
# title: Serve only HTTPS on CloudFront, or redirect to it
# description: A path that a distribution also answers over HTTP lets anyone on the way read and change what viewers send and receive.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
# custom:
#   id: ENC-CF-01
#   severity: high
#   resource_types: [aws_cloudfront_distribution]
#   decisive:
#     aws_cloudfront_distribution: [/default_cache_behavior/*/viewer_protocol_policy, /ordered_cache_behavior/*/viewer_protocol_policy]
#   # It is in the message only.
#   incidental:
#     aws_cloudfront_distribution: [/ordered_cache_behavior/*/path_pattern]
#   remediation: Set viewer_protocol_policy = "redirect-to-https", or "https-only", in each cache behavior
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     PCI-DSS-4.0: ["4.2.1"]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_34]
#     trivy: [AVD-AWS-0012]
#     aws-config: [cloudfront-viewer-policy-https]
#     security-hub: [CloudFront.3]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:232,305"]
package driftgate.rules.encryption.cloudfront_https_only

import data.driftgate.lib.resource

deny contains resource.finding(distribution, path, _message(block, behavior)) if {
	some distribution in resource.of("aws_cloudfront_distribution")
	some block in ["default_cache_behavior", "ordered_cache_behavior"]
	some index, behavior in resource.blocks(distribution.attributes, block)
	not object.get(behavior, "viewer_protocol_policy", null) in {"https-only", "redirect-to-https"}
	path := concat("/", ["", block, format_int(index, 10), "viewer_protocol_policy"])
}

_message("default_cache_behavior", _) := "the default cache behavior answers over http"

_message("ordered_cache_behavior", behavior) := concat(" ", ["the cache behavior of", pattern, "answers over http"]) if {
	pattern := object.get(behavior, "path_pattern", "a path")
}
