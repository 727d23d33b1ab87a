# METADATA
# title: KMS keys
# description: |
#   Whose key an attribute names: one of the customer's, or the one that AWS manages for a service. An ARN alone does
#   not tell; a key of the document, a reference to a resource, an alias and a list of approved keys do.
# scope: package
package driftgate.lib.kms

import data.driftgate.lib.resource

# Whether the key that a top-level attribute of r names is managed by the customer. The types of keys are among the
# rule's related_types; approved is a list of ARNs.
is_customer_managed(r, attribute, _) if resource.refers_to_resource(r, concat("", ["/", attribute]))

is_customer_managed(r, attribute, _) if count(resource.linked(r, attribute)) > 0

is_customer_managed(r, attribute, approved) if r.attributes[attribute] in approved

is_customer_managed(r, attribute, _) if regex.match(`(^|:)alias/`, _of_customer(r.attributes[attribute]))

# Whether it is the key that AWS manages: because none is named, or by its alias.
is_aws_managed(r, attribute) if not resource.is_given(r, attribute)

is_aws_managed(r, attribute) if contains(r.attributes[attribute], _aws)

_of_customer(key) := key if not contains(key, _aws)

_aws := "alias/aws/"
