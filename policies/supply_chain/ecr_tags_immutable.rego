# METADATA
# title: Make image tags immutable
# description: A tag that can be moved lets another image take the place of the one that was tested and approved.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
# custom:
#   id: SUP-ECR-02
#   severity: medium
#   resource_types: [aws_ecr_repository]
#   decisive:
#     aws_ecr_repository: [/image_tag_mutability, /image_tag_mutability_exclusion_filter/*/filter]
#   params:
#     allowed_exclusions:
#       description: filters of tags that may stay mutable, as IMMUTABLE_WITH_EXCLUSION names them
#       default: ["cache-*"]
#   remediation: Set image_tag_mutability = "IMMUTABLE"
#   frameworks:
#     NIST-800-53r5: [CM-2, CM-8(1)]
#   aliases:
#     checkov: [CKV_AWS_51]
#     trivy: [AVD-AWS-0031]
#     aws-config: [ecr-private-tag-immutability-enabled]
#     security-hub: [ECR.2]
#   requirement: ["000_82979fcacfb6097f.txt:94", "003_11714f712a81a514.txt:83,403", "004_4ffee0017967b171.txt:11"]
package driftgate.rules.supply_chain.ecr_tags_immutable

import data.driftgate.lib.resource

deny contains resource.finding(repository, "/image_tag_mutability", "image tags can be moved to another image") if {
	some repository in resource.of("aws_ecr_repository")
	not object.get(repository.attributes, "image_tag_mutability", null) in {"IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"}
}

deny contains resource.finding(repository, path, message) if {
	some repository in resource.of("aws_ecr_repository")
	repository.attributes.image_tag_mutability == "IMMUTABLE_WITH_EXCLUSION"
	some index, exclusion in resource.blocks(repository.attributes, "image_tag_mutability_exclusion_filter")
	filter := object.get(exclusion, "filter", "")
	not filter in data.params["SUP-ECR-02"].allowed_exclusions
	path := concat("", ["/image_tag_mutability_exclusion_filter/", format_int(index, 10), "/filter"])
	message := concat("", ["image tags like ", filter, " can be moved to another image"])
}

# Filters say nothing where all tags are immutable.
settled contains repository.key if {
	some repository in resource.of("aws_ecr_repository")
	repository.attributes.image_tag_mutability == "IMMUTABLE"
}
