# METADATA
# title: Use TLS 1.2 and a certificate of your own on CloudFront
# description: |
#   With the certificate of cloudfront.net, CloudFront lets viewers use TLS 1.0, whatever minimum is set; only a certificate
#   of your own, chosen by SNI, makes a later minimum hold.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
#   - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
# custom:
#   id: ENC-CF-02
#   severity: medium
#   resource_types: [aws_cloudfront_distribution]
#   decisive:
#     aws_cloudfront_distribution: [/viewer_certificate/*/minimum_protocol_version, /viewer_certificate/*/ssl_support_method]
#   presence:
#     aws_cloudfront_distribution: [/viewer_certificate/*/acm_certificate_arn, /viewer_certificate/*/iam_certificate_id]
#   params:
#     allowed_versions:
#       description: values of minimum_protocol_version that may be used
#       default: [TLSv1.2_2018, TLSv1.2_2019, TLSv1.2_2021, TLSv1.2_2025, TLSv1.3_2025]
#     require_certificate_in:
#       description: environments in which a distribution without aliases needs a certificate of its own, too; "*" is every environment
#       default: [prod]
#   remediation: viewer_certificate { acm_certificate_arn = aws_acm_certificate.site.arn minimum_protocol_version = "TLSv1.2_2021" ssl_support_method = "sni-only" }
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     PCI-DSS-4.0: ["4.2.1"]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_174, CKV2_AWS_42]
#     trivy: [AVD-AWS-0013]
#     aws-config: [cloudfront-ssl-policy-check, cloudfront-custom-ssl-certificate, cloudfront-sni-enabled]
#     security-hub: [CloudFront.7, CloudFront.8, CloudFront.15]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:232,305"]
package driftgate.rules.encryption.cloudfront_tls_policy

import data.driftgate.lib.environments
import data.driftgate.lib.resource

deny contains resource.finding(distribution, "/viewer_certificate/0/minimum_protocol_version", "viewers may use a version of TLS that is not allowed") if {
	some distribution in resource.of("aws_cloudfront_distribution")
	not _shares_certificate(distribution)
	not object.get(_certificate(distribution), "minimum_protocol_version", null) in _params.allowed_versions
}

deny contains resource.finding(distribution, "/viewer_certificate/0/ssl_support_method", "the certificate is not chosen by SNI") if {
	some distribution in resource.of("aws_cloudfront_distribution")
	not _shares_certificate(distribution)
	object.get(_certificate(distribution), "ssl_support_method", null) != "sni-only"
}

deny contains resource.finding(distribution, "/viewer_certificate", "the certificate of cloudfront.net lets viewers use TLS 1.0") if {
	some distribution in resource.of("aws_cloudfront_distribution")
	_shares_certificate(distribution)
	_needs_certificate(distribution)
}

undetermined contains resource.finding(distribution, "/viewer_certificate", "the environment is not known, and some environments require a certificate of your own") if {
	some distribution in resource.of("aws_cloudfront_distribution")
	_shares_certificate(distribution)
	environments.may_be_listed(distribution, _params.require_certificate_in)
}

# Nothing that is still open matters to a distribution that may do without.
settled contains distribution.key if {
	some distribution in resource.of("aws_cloudfront_distribution")
	_shares_certificate(distribution)
	not resource.is_unknown(distribution, "/viewer_certificate")
}

_params := data.params["ENC-CF-02"]

_certificate(distribution) := certificate if {
	certificate := resource.blocks(distribution.attributes, "viewer_certificate")[0]
} else := {}

# A certificate that is named takes precedence over cloudfront_default_certificate.
_shares_certificate(distribution) if {
	every name in ["acm_certificate_arn", "iam_certificate_id"] {
		not _names(distribution, name)
	}
}

_names(distribution, name) if not object.get(_certificate(distribution), name, null) in {null, ""}

_names(distribution, name) if count(distribution.unknown[concat("", ["/viewer_certificate/0/", name])]) > 0

_needs_certificate(distribution) if resource.is_given(distribution, "aliases")

_needs_certificate(distribution) if environments.is_listed(distribution, _params.require_certificate_in)
