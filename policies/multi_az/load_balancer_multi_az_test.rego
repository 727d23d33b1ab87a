package driftgate.rules.multi_az.load_balancer_multi_az_test

cases := {
	"two zones": {"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")], "verdict": "pass"},
	"one zone": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "a")],
		"verdict": "fail",
		"path": "/subnets",
		"findings": 1,
	},
	"new subnets in two zones": {"resources": [made(["a", "b"]), subnet("a", "a"), subnet("b", "b")], "verdict": "pass"},
	"new subnet in one zone": {"resources": [made(["a"]), subnet("a", "a")], "verdict": "fail", "findings": 1},
	"zones left to AWS": {
		"resources": [made(["a", "b"]), zoneless("a"), zoneless("b")],
		"verdict": "unknown",
		"path": "/subnets",
		"findings": 1,
	},
	"subnets of another stack": {"resources": [lb({"subnets": ["subnet-1", "subnet-2"]})], "verdict": "unknown"},
	"one subnet of another stack": {"resources": [lb({"subnets": ["subnet-1"]})], "verdict": "fail", "path": "/subnets"},
	"from a data source": {
		"resources": [object.union(lb({}), {"unknown": {"/subnets": ["data.aws_subnets.public.ids"]}, "unresolved": ["aws_subnet"]})],
		"verdict": "unknown",
	},
	"enough subnets, some more cannot be told": {
		"resources": [object.union(made(["a", "b"]), {"unresolved": ["aws_subnet"]}), subnet("a", "a"), subnet("b", "b")],
		"verdict": "pass",
	},
	"known and new subnets in one zone": {
		"resources": [
			object.union(
				lb({"subnets": ["subnet-a", null]}),
				{"unknown": {"/subnets/1": ["aws_subnet.b.id"]}, "links": {"subnets": ["a", "b"]}},
			),
			subnet("a", "a"), subnet("b", "a"),
		],
		"verdict": "fail",
		"path": "",
		"findings": 1,
	},
	"mappings in two zones": {"resources": [mapped(["a", "b"], {"/subnets": []}), subnet("a", "a"), subnet("b", "b")], "verdict": "pass"},
	"mappings in one zone": {
		"resources": [mapped(["a", "b"], {"/subnets": []}), subnet("a", "a"), subnet("b", "a")],
		"verdict": "fail",
		"path": "/subnet_mapping/0/subnet_id",
		"findings": 1,
	},
	"mappings of new subnets in one zone": {
		"resources": [
			object.union(mapped(["a"], {"/subnets": [], "/subnet_mapping/0/subnet_id": ["aws_subnet.a.id"]}), {"attributes": {"subnet_mapping": [{}]}}),
			subnet("a", "a"),
		],
		"verdict": "fail",
		"findings": 1,
	},
	"mappings of new subnets in two zones": {
		"resources": [
			object.union(
				mapped(["a", "b"], {"/subnets": [], "/subnet_mapping/0/subnet_id": ["aws_subnet.a.id"], "/subnet_mapping/1/subnet_id": ["aws_subnet.b.id"]}),
				{"attributes": {"subnet_mapping": [{}, {}]}},
			),
			subnet("a", "a"), subnet("b", "b"),
		],
		"verdict": "pass",
	},
	"mappings of a dynamic block": {
		"resources": [object.union(lb({"subnet_mapping": [{}]}), {"unknown": {"/subnets": [], "/subnet_mapping/0/subnet_id": []}})],
		"verdict": "unknown",
		"path": "/subnet_mapping/0/subnet_id",
	},
	"mapping of another stack": {"resources": [lb({"subnet_mapping": [{"subnet_id": "subnet-1"}]})], "verdict": "fail"},
	"mappings of another stack": {
		"resources": [lb({"subnet_mapping": [{"subnet_id": "subnet-1"}, {"subnet_id": "subnet-2"}]})],
		"verdict": "unknown",
	},
	"three zones asked for": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")],
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_elb", "attributes": {}}], "verdict": "none"},
}

lb(attributes) := {"type": "aws_lb", "attributes": attributes}

known(names) := object.union(
	lb({"subnets": [concat("", ["subnet-", name]) | some name in names]}),
	{"links": {"subnets": names}},
)

made(names) := object.union(lb({}), {"unknown": {"/subnets": ["aws_subnet.public"]}, "links": {"subnets": names}})

mapped(names, unknown) := object.union(
	lb({"subnet_mapping": [{"subnet_id": concat("", ["subnet-", name])} | some name in names]}),
	{
		"unknown": unknown,
		"links": {concat("/", ["subnet_mapping", format_int(index, 10), "subnet_id"]): [name] | some index, name in names},
	},
)

subnet(name, zone) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"id": concat("", ["subnet-", name]), "availability_zone": zone},
}

zoneless(name) := {"key": name, "type": "aws_subnet", "attributes": {}, "unknown": {"/availability_zone": []}}
