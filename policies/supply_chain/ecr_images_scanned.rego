# METADATA
# title: Scan container images
# description: An image that is never scanned carries known vulnerabilities into production unseen.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
#   - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
# custom:
#   id: SUP-ECR-01
#   severity: high
#   resource_types: [aws_ecr_repository]
#   context_types: [aws_ecr_registry_scanning_configuration, aws_inspector2_enabler]
#   decisive:
#     aws_ecr_repository: [/image_scanning_configuration/*/scan_on_push]
#   params:
#     require_enhanced:
#       description: whether images have to be scanned by Amazon Inspector (enhanced scanning of the registry)
#       default: false
#   remediation: Set image_scanning_configuration { scan_on_push = true }, or cover the repository by a rule of aws_ecr_registry_scanning_configuration
#   frameworks:
#     NIST-800-53r5: [RA-5]
#     PCI-DSS-4.0: ["11.3.1"]
#   aliases:
#     checkov: [CKV_AWS_163]
#     trivy: [AVD-AWS-0030]
#     aws-config: [ecr-private-image-scanning-enabled, inspector-ecr-scan-enabled]
#     security-hub: [ECR.1, Inspector.2]
#   requirement: ["000_82979fcacfb6097f.txt:93,197", "001_1dc8f2cd8369b174.txt:272", "003_11714f712a81a514.txt:79", "004_4ffee0017967b171.txt:32,52-53,148"]
package driftgate.rules.supply_chain.ecr_images_scanned

import data.driftgate.lib.resource

deny contains _finding(repository) if {
	some repository in resource.of("aws_ecr_repository")
	not _scanned(repository)
	not _may_be_scanned(repository)
}

undetermined contains resource.finding(repository, "", "the registry's scanning configuration is known only after apply") if {
	some repository in resource.of("aws_ecr_repository")
	not _scanned(repository)
	_may_be_scanned(repository)
}

settled contains repository.key if {
	some repository in resource.of("aws_ecr_repository")
	_scanned(repository)
}

# Enhanced scanning of the registry takes the place of what the repository says.
_scanned(repository) if {
	not data.params["SUP-ECR-01"].require_enhanced
	some block in resource.blocks(repository.attributes, "image_scanning_configuration")
	block.scan_on_push == true
	every registry in _registries(repository) {
		registry.attributes.scan_type == "BASIC"
	}
}

_scanned(repository) if {
	some registry in _registries(repository)
	_accepted(registry, repository)
	_covers(registry, repository)
}

_covers(registry, repository) if {
	some rule in registry.attributes.rule
	rule.scan_frequency in {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"}
	some filter in rule.repository_filter
	_matches(filter.filter, repository)
}

_accepted(registry, _) if {
	registry.attributes.scan_type == "BASIC"
	not data.params["SUP-ECR-01"].require_enhanced
}

# Enhanced scanning switches Amazon Inspector on for images. Where the document says what Inspector scans, it has to agree.
_accepted(registry, repository) if {
	registry.attributes.scan_type == "ENHANCED"
	count(_of_place("aws_inspector2_enabler", repository)) == 0
}

_accepted(registry, repository) if {
	registry.attributes.scan_type == "ENHANCED"
	some enabler in _of_place("aws_inspector2_enabler", repository)
	"ECR" in enabler.attributes.resource_types
}

# A filter without wildcard matches every name that contains it.
_matches("*", _)

_matches(filter, repository) if {
	not contains(filter, "*")
	contains(repository.attributes.name, filter)
}

_matches(filter, repository) if {
	contains(filter, "*")

	# A compiled pattern ends at U+0000, and would match what it never names.
	not contains(filter, "\u0000")
	pattern := replace(replace(filter, ".", `\.`), "*", ".*")
	regex.match(concat("", ["^", pattern, "$"]), repository.attributes.name)
}

# Whether something that is not known yet may have the images scanned.
_may_be_scanned(repository) if {
	some registry in _registries(repository)
	some pointer, _ in registry.unknown
	regex.match(`^/(rule|scan_type)(/|$)`, pointer)
}

_may_be_scanned(repository) if {
	some enabler in _of_place("aws_inspector2_enabler", repository)
	some pointer, _ in enabler.unknown
	startswith(pointer, "/resource_types")
}

_may_be_scanned(repository) if {
	count(_registries(repository)) > 0
	resource.is_unknown(repository, "/name")
}

_registries(repository) := _of_place("aws_ecr_registry_scanning_configuration", repository)

# What holds for the account and region of the repository, as far as they are known.
_of_place(type, repository) := [other |
	some other in resource.context(type)
	not _differ(other, repository, "account")
	not _differ(other, repository, "region")
]

_differ(a, b, place) if a[place] != b[place]

_finding(repository) := resource.finding_at(repository, registry, "/rule", "no scanning rule of the registry covers the repository") if {
	registry := _enhanced(repository)[0]
	not _covers(registry, repository)
} else := resource.finding_at(repository, enabler, "/resource_types", "the registry leaves scans to inspector, which does not scan images") if {
	count(_enhanced(repository)) > 0
	enabler := _of_place("aws_inspector2_enabler", repository)[0]
} else := resource.finding(repository, "", "images are not scanned by inspector") if {
	data.params["SUP-ECR-01"].require_enhanced
} else := resource.finding(repository, "/image_scanning_configuration/0/scan_on_push", "images are not scanned when they are pushed") if {
	count(resource.blocks(repository.attributes, "image_scanning_configuration")) > 0
} else := resource.finding(repository, "/image_scanning_configuration", "images are not scanned when they are pushed")

_enhanced(repository) := [registry | some registry in _registries(repository); registry.attributes.scan_type == "ENHANCED"]
