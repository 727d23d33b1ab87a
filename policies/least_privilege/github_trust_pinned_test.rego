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
	"any repository of an organization": {"resources": [pinned("repo:acme/*")], "environment": "dev", "verdict": "fail", "path": "/assume_role_policy"},
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
		"path": "/assume_role_policy",
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
		"path": "/assume_role_policy",
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
		"path": "/assume_role_policy",
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
	"any subject, in production": {"resources": [pinned("*")], "environment": "prod", "verdict": "fail", "findings": 1},
	"audience pinned, and known only after apply in another condition": {
		"resources": [trust({
			"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production"},
			"StringLike": {"token.actions.githubusercontent.com:aud": "driftgate:unknown"},
		})],
		"environment": "dev",
		"verdict": "pass",
	},
	"subject pinned, and known only after apply in another condition": {
		"resources": [trust({
			"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production"},
			"StringLike": {"token.actions.githubusercontent.com:sub": "driftgate:unknown"},
		})],
		"environment": "dev",
		"verdict": "pass",
	},
	"subject known only after apply, in an environment that is not known": {
		"resources": [pinned("driftgate:unknown")],
		"verdict": "unknown",
		"findings": 1,
	},
	"one of two subjects known only after apply": {
		"resources": [pinned(["repo:acme/shop:environment:production", "driftgate:unknown"])],
		"environment": "dev",
		"verdict": "unknown",
	},
	"repository known only after apply": {"resources": [pinned("repo:acme/driftgate:unknown")], "environment": "dev", "verdict": "unknown"},
	"one of two subjects is any repository": {
		"resources": [pinned(["repo:acme/shop:environment:production", "repo:acme/*"])],
		"environment": "dev",
		"verdict": "fail",
	},
	"no subject": {"resources": [pinned([])], "environment": "dev", "verdict": "fail"},
	"no owner": {"resources": [pinned("repo:/shop:ref:refs/heads/main")], "environment": "dev", "verdict": "fail"},
	"no repository": {"resources": [pinned("repo:acme/:ref:refs/heads/main")], "environment": "dev", "verdict": "fail"},
	"a pattern of repositories": {"resources": [pinned("repo:acme/sh*:ref:refs/heads/main")], "environment": "dev", "verdict": "fail"},
	"one of two organizations": {
		"resources": [pinned("repo:acme/shop:environment:production")],
		"environment": "dev",
		"params": {"allowed_orgs": ["other", "acme"]},
		"verdict": "pass",
	},
	"repository in a claim of its own, of an allowed organization": {
		"resources": [claims({"repository": "acme/shop"})],
		"environment": "dev",
		"params": {"allowed_orgs": ["acme"]},
		"verdict": "pass",
	},
	"any repository in a claim of its own": {"resources": [claims({"repository": "acme/*"})], "environment": "dev", "verdict": "fail"},
	"any repository as one of two in a claim of its own": {"resources": [claims({"repository": ["acme/shop", "acme/*"]})], "environment": "dev", "verdict": "fail"},
	"another environment in a claim of its own, in production": {
		"resources": [claims({"repository": "acme/shop", "environment": "staging"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"another environment as one of two in a claim of its own, in production": {
		"resources": [claims({"repository": "acme/shop", "environment": ["production", "staging"]})],
		"environment": "prod",
		"verdict": "fail",
	},
	"an environment called like a branch, in production": {
		"resources": [claims({"repository": "acme/shop", "environment": "main"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"the branch of a workflow, in production": {
		"resources": [claims({"repository": "acme/shop", "job_workflow_ref": "main"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"an environment before another claim, in production": {
		"resources": [pinned("repo:acme/shop:environment:production:ref:refs/heads/topic")],
		"environment": "prod",
		"verdict": "pass",
	},
	"the audience of another issuer": {
		"resources": [trust({"StringEquals": {"gitlab.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production"}})],
		"environment": "dev",
		"verdict": "fail",
	},
	"one of two actions": {"resources": [acting(["sts:TagSession", "sts:AssumeRoleWithWebIdentity"])], "environment": "dev", "verdict": "fail"},
	"another action": {"resources": [acting("sts:TagSession")], "environment": "dev", "verdict": "none"},
	"one of two providers": {"resources": [federated([provider, google], {})], "environment": "dev", "verdict": "fail"},
	"another provider": {"resources": [federated(google, {})], "environment": "dev", "verdict": "none"},
	"one of two providers known only after apply": {"resources": [federated(["driftgate:unknown", google], {})], "environment": "dev", "verdict": "unknown"},
	"a provider known only after apply, with a condition on something else": {
		"resources": [federated("driftgate:unknown", {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}})],
		"environment": "dev",
		"verdict": "unknown",
	},
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

google := "arn:aws:iam::111122223333:oidc-provider/accounts.google.com"

acting(action) := role([{"Effect": "Allow", "Principal": {"Federated": provider}, "Action": action}])

# Each claim beside the audience.
claims(named) := trust({"StringEquals": {concat("", ["token.actions.githubusercontent.com:", name]): value |
	some name, value in object.union({"aud": "sts.amazonaws.com"}, named)
}})
