# METADATA
# title: Run a multi-region CloudTrail with management events
# description: What is done in a region that no trail records, or while logging is off, cannot be found out afterwards.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
# custom:
#   id: LOG-TRAIL-01
#   severity: high
#   evaluate: document
#   resource_types: [aws_cloudtrail]
#   decisive:
#     aws_cloudtrail: [/is_multi_region_trail, /enable_logging, /include_global_service_events, /is_organization_trail, /event_selector/*/include_management_events, /event_selector/*/read_write_type, /advanced_event_selector/*/field_selector/*/equals/*]
#   params:
#     accept_org_trail:
#       description: whether an organization trail stands for the trails of every account of the document
#       default: true
#   remediation: Set is_multi_region_trail = true, and leave logging, global service events and management events on
#   frameworks:
#     CIS-AWS-3.0: ["3.1"]
#     NIST-800-53r5: [AU-2, AU-3, AU-12, CA-7]
#     PCI-DSS-4.0: ["10.2.1"]
#     SOC2: [CC7.2]
#   aliases:
#     checkov: [CKV_AWS_67, CKV_AWS_251]
#     trivy: [AVD-AWS-0014]
#     aws-config: [multi-region-cloudtrail-enabled, cloudtrail-enabled]
#     security-hub: [CloudTrail.1, CloudTrail.3]
#   requirement: ["000_82979fcacfb6097f.txt:69", "000_82979fcacfb6097f.txt:187", "000_82979fcacfb6097f.txt:194", "001_1dc8f2cd8369b174.txt:271", "003_11714f712a81a514.txt:318", "004_4ffee0017967b171.txt:55"]
package driftgate.rules.logging.cloudtrail_multi_region

import data.driftgate.lib.resource

# One trail of an account is enough; its other trails may be about anything.
deny contains resource.finding(trail, _faults(trail)[0].path, _faults(trail)[0].message) if {
	some trail in resource.of("aws_cloudtrail")
	every other in _stand_ins(trail) {
		count(_faults(other)) > 0
	}
	not _perhaps_recorded
}

undetermined contains resource.finding(trail, "", "whether a trail of the account records every region is known only after apply") if {
	some trail in resource.of("aws_cloudtrail")
	not _recorded(trail)
	some other in _stand_ins(trail)
	other.key in _sound
}

undetermined contains resource.finding(trail, "", "whether a trail records every account of the organization is known only after apply") if {
	some trail in resource.of("aws_cloudtrail")
	not _recorded(trail)
	_perhaps_recorded
}

settled contains trail.key if {
	some trail in resource.of("aws_cloudtrail")
	_recorded(trail)
}

_recorded(trail) if {
	some other in _stand_ins(trail)
	other.key in _sound
	not other.key in _doubtful
}

# By a sound trail that may turn out to be that of the organization.
_perhaps_recorded if {
	data.params["LOG-TRAIL-01"].accept_org_trail
	some other in resource.of("aws_cloudtrail")
	resource.is_unknown(other, "/is_organization_trail")
	other.key in _sound
}

# Held against every other trail, so made once.
_sound contains trail.key if {
	some trail in resource.of("aws_cloudtrail")
	count(_faults(trail)) == 0
}

_doubtful contains trail.key if {
	some trail in resource.of("aws_cloudtrail")
	_in_doubt(trail)
}

_stand_ins(trail) := [other | some other in resource.of("aws_cloudtrail"); _stands_for(other, trail)]

_stands_for(other, trail) if object.get(other, "account", "") == object.get(trail, "account", "")

_stands_for(other, _) if {
	data.params["LOG-TRAIL-01"].accept_org_trail
	other.attributes.is_organization_trail == true
}

# What is known to be wrong with a trail, in the order in which it is best mended.
_faults(trail) := [fault |
	some fault in [
		{"path": "/is_multi_region_trail", "message": "records one region only", "good": {true}},
		{"path": "/enable_logging", "message": "logging is off", "good": {true, null}},
		{"path": "/include_global_service_events", "message": "global services (iam, sts) are left out", "good": {true, null}},
		{"path": "/event_selector", "message": "management events are left out", "good": {"recorded"}},
		{"path": "/advanced_event_selector", "message": "management events are left out", "good": {"recorded"}},
	]
	not _has_unknown(trail, fault.path)
	not _value(trail, fault.path) in fault.good
]

_value(trail, path) := _management_events(trail, path) if endswith(path, "event_selector")

else := object.get(trail.attributes, trim_prefix(path, "/"), null)

# Without selectors a trail records all management events. It has selectors of one kind or the other.
_management_events(trail, "/event_selector") := "recorded" if {
	modes := {lower(object.get(selector, "read_write_type", "All")) |
		some selector in resource.blocks(trail.attributes, "event_selector")
		not selector.include_management_events == false
	}
	_all_events(modes, resource.blocks(trail.attributes, "event_selector"))
} else := "left out"

_management_events(trail, "/advanced_event_selector") := "recorded" if {
	modes := {mode |
		some selector in resource.blocks(trail.attributes, "advanced_event_selector")
		"Management" in _equals(selector, "eventCategory")
		some mode in object.get({"true": ["readonly"], "false": ["writeonly"]}, concat("", _equals(selector, "readOnly")), ["all"])
	}
	_all_events(modes, resource.blocks(trail.attributes, "advanced_event_selector"))
} else := "left out"

_all_events(_, []) := true

_all_events(modes, _) if "all" in modes

_all_events(modes, _) if {"readonly", "writeonly"} & modes == {"readonly", "writeonly"}

_equals(selector, field) := [value |
	some part in resource.blocks(selector, "field_selector")
	part.field == field
	some value in part.equals
]

_in_doubt(trail) if {
	some attribute in ["is_multi_region_trail", "enable_logging", "include_global_service_events", "event_selector", "advanced_event_selector"]
	_has_unknown(trail, concat("", ["/", attribute]))
}

# The ARNs of data events are often unknown, and decide nothing.
_has_unknown(trail, path) if {
	some pointer, _ in trail.unknown
	startswith(concat("", [pointer, "/"]), concat("", [path, "/"]))
	not regex.match(`^/event_selector/\d+/(data_resource|exclude_management_event_sources)(/|$)`, pointer)
	not _of_another_field(trail, pointer)
}

_of_another_field(trail, pointer) if {
	[_, "advanced_event_selector", i, "field_selector", j, part, _] = array.slice(array.concat(split(pointer, "/"), [""]), 0, 7)
	part != "field"
	not trail.attributes.advanced_event_selector[to_number(i)].field_selector[to_number(j)].field in {"eventCategory", "readOnly"}
}
