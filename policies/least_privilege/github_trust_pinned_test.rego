package driftgate.rules.least_privilege.github_trust_pinned_test

cases := {
	"pinned to an environment, in production": {
		"resources": [pinned("repo:acme/shop:environment:production")],
		"environment": "prod",
		"verdict": "pass",
	},
	"pinned to a protected branch, in production": {
		"resources": [pinned("repo:acme/shop:ref:refs/heads/main")],
		"environment": "prod",
		"verdict": "pass",
	},
	"pinned to another branch, in production": {
		"resources": [pinned("repo:acme/shop:ref:refs/heads/topic")],
		"environment": "prod",
		"verdict": "fail",
		"path": "/assume_role_policy",
		"findings": 1,
	},
	"pinned to a tag called main, in production": {
		"resources": [pinned("repo:acme/shop:ref:refs/tags/main")],
		"environment": "prod",
		"verdict": "fail",
	},
	"pinned to another environment, in production": {
		"resources": [pinned("repo:acme/shop:environment:staging")],
		"environment": "prod",
		"verdict": "fail",
	},
	"pinned to environments that start alike, in production": {
		"resources": [pinned("repo:acme/shop:environment:production*")],
		"environment": "prod",
		"verdict": "fail",
	},
	"one subject of two is pinned, in production": {
		"resources": [pinned(["repo:acme/shop:environment:production", "repo:acme/shop:pull_request"])],
		"environment": "prod",
		"verdict": "fail",
	},
	"pinned by claims of their own, in production": {
		"resources": [trust({"StringEquals": {
			"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
			"token.actions.githubusercontent.com:repository": "acme/shop",
			"token.actions.githubusercontent.com:environment": "production",
		}})],
		"environment": "prod",
		"verdict": "pass",
	},
	"branch in a claim of its own, in production": {
		"resources": [trust({"StringEquals": {
			"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
			"token.actions.githubusercontent.com:sub": "repo:acme/shop:workflow:deploy",
			"token.actions.githubusercontent.com:ref": "refs/heads/main",
		}})],
		"environment": "prod",
		"verdict": "pass",
	},
	"whole repository, in production": {
		"resources": [pinned("repo:acme/shop:*")],
		"environment": "prod",
		"verdict": "fail",
	},
	"whole repository, in development": {"resources": [pinned("repo:acme/shop:*")], "environment": "dev", "verdict": "pass"},
	"whole repository, in an environment that is not known": {
		"resources": [pinned("repo:acme/shop:*")],
		"verdict": "unknown",
		"path": "/assume_role_policy",
	},
	"environment of production, where the role's is not known": {
		"resources": [pinned("repo:acme/shop:environment:production")],
		"verdict": "pass",
	},
	"other names of production": {
		"resources": [pinned("repo:acme/shop:environment:live")],
		"environment": "blue",
		"params": {"production": ["blue"], "prod_environments": ["live"]},
		"verdict": "pass",
	},
	"other protected branch": {
		"resources": [pinned("repo:acme/shop:ref:refs/heads/release")],
		"environment": "prod",
		"params": {"protected_branches": ["release"]},
		"verdict": "pass",
	},
	"any subject": {"resources": [pinned("*")], "environment": "dev", "verdict": "fail", "findings": 1},
	"any repository of an organization": {"resources": [pinned("repo:acme/*")], "environment": "dev", "verdict": "fail"},
	"repositories that start alike": {"resources": [pinned("repo:acme/shop*")], "environment": "dev", "verdict": "fail"},
	"any repository of an organization, where that is allowed": {
		"resources": [pinned("repo:acme/*")],
		"environment": "dev",
		"params": {"allow_repo_wildcard": true},
		"verdict": "pass",
	},
	"organizations that start alike, where repositories may be any": {
		"resources": [pinned("repo:acme*/shop:ref:refs/heads/main")],
		"environment": "dev",
		"params": {"allow_repo_wildcard": true},
		"verdict": "fail",
	},
	"repository without the rest of a subject": {"resources": [pinned("repo:acme/shop")], "environment": "dev", "verdict": "fail"},
	"organization that is allowed": {
		"resources": [pinned("repo:Acme/shop:pull_request")],
		"environment": "dev",
		"params": {"allowed_orgs": ["acme"]},
		"verdict": "pass",
	},
	"organization that is not allowed": {
		"resources": [pinned("repo:acme-1/shop:pull_request")],
		"environment": "dev",
		"params": {"allowed_orgs": ["acme"]},
		"verdict": "fail",
	},
	"not a subject of a repository": {"resources": [pinned("job_workflow_ref:acme/shop/x.yml")], "environment": "dev", "verdict": "fail"},
	"no subject": {
		"resources": [trust({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}})],
		"environment": "dev",
		"verdict": "fail",
		"findings": 1,
	},
	"no condition": {"resources": [trust({})], "environment": "dev", "verdict": "fail", "findings": 2},
	"any subject but one": {
		"resources": [trust({
			"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
			"StringNotLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:pull_request"},
		})],
		"environment": "dev",
		"verdict": "fail",
	},
	"no audience": {
		"resources": [trust({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:*"}})],
		"environment": "dev",
		"verdict": "fail",
		"findings": 1,
	},
	"audience with a qualifier, as a common module writes it": {
		"resources": [trust({
			"ForAllValues:StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
			"StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:*"},
		})],
		"environment": "dev",
		"verdict": "pass",
	},
	"another audience": {
		"resources": [trust({"StringEquals": {
			"token.actions.githubusercontent.com:aud": ["sts.amazonaws.com", "https://github.com/acme"],
			"token.actions.githubusercontent.com:sub": "repo:acme/shop:pull_request",
		}})],
		"environment": "dev",
		"verdict": "fail",
	},
	"another audience that is meant": {
		"resources": [trust({"StringEquals": {
			"token.actions.githubusercontent.com:aud": "deploy",
			"token.actions.githubusercontent.com:sub": "repo:acme/shop:pull_request",
		}})],
		"environment": "dev",
		"params": {"audiences": ["deploy"]},
		"verdict": "pass",
	},
	"issuer of an enterprise": {
		"resources": [role([{
			"Effect": "Allow",
			"Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/acme"},
			"Action": "sts:AssumeRoleWithWebIdentity",
			"Condition": {"StringEquals": {
				"token.actions.githubusercontent.com/acme:aud": "sts.amazonaws.com",
				"token.actions.githubusercontent.com/acme:sub": "repo:acme/shop:pull_request",
			}},
		}])],
		"environment": "dev",
		"verdict": "pass",
	},
	"provider made by the same plan": {
		"resources": [federated("driftgate:unknown", conditions("*"))],
		"environment": "dev",
		"verdict": "fail",
	},
	"provider made by the same plan, pinned": {
		"resources": [federated("driftgate:unknown", conditions("repo:acme/shop:pull_request"))],
		"environment": "dev",
		"verdict": "pass",
	},
	"provider made by the same plan, no condition": {
		"resources": [federated("driftgate:unknown", {})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"provider of a cluster made by the same plan": {
		"resources": [federated("driftgate:unknown", {"StringEquals": {"oidc.eks.eu-west-1.amazonaws.com/id/1:sub": "a"}})],
		"verdict": "none",
	},
	"subject that is not known yet": {
		"resources": [pinned(["driftgate:unknown"])],
		"environment": "dev",
		"verdict": "unknown",
		"path": "/assume_role_policy",
	},
	"audience that is not known yet": {
		"resources": [trust({"StringEquals": {
			"token.actions.githubusercontent.com:aud": "driftgate:unknown",
			"token.actions.githubusercontent.com:sub": "repo:acme/shop:pull_request",
		}})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"denial for GitHub": {
		"resources": [role([{
			"Effect": "Deny",
			"Principal": {"Federated": provider},
			"Action": "sts:AssumeRoleWithWebIdentity",
		}])],
		"verdict": "none",
	},
	"every action": {
		"resources": [role([{"Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:*"}])],
		"environment": "dev",
		"verdict": "fail",
	},
	"role of a service": {
		"resources": [role([{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}])],
		"verdict": "none",
	},
	"not JSON": {"resources": [{"type": "aws_iam_role", "attributes": {"assume_role_policy": "x"}}], "verdict": "fail"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_role", "unknown": {"/assume_role_policy": ["aws_iam_openid_connect_provider.a.url"]}}],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_iam_user", "attributes": {}}], "verdict": "none"},
}

provider := "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"

role(statements) := {
	"type": "aws_iam_role",
	"attributes": {"assume_role_policy": json.marshal({"Statement": statements})},
}

federated(id, condition) := role([{
	"Effect": "Allow",
	"Principal": {"Federated": id},
	"Action": "sts:AssumeRoleWithWebIdentity",
	"Condition": condition,
}])

trust(condition) := federated(provider, condition)

conditions(subject) := {
	"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
	"StringLike": {"token.actions.githubusercontent.com:sub": subject},
}

pinned(subject) := trust(conditions(subject))
