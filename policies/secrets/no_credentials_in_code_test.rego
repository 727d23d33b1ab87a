package driftgate.rules.secrets.no_credentials_in_code_test

cases := {
	"the configuration as a whole": {"resources": [{"type": "terraform_configuration", "attributes": {"blocks": 3}}], "verdict": "pass"},
	"a block with nothing": {"resources": [block("resource", [])], "verdict": "pass"},
	"AWS key id": {"resources": [block("resource", [held(["aws-access-key-id"])])], "verdict": "fail", "path": "/user_data", "findings": 1},
	"private key": {"resources": [block("variable", [held(["private-key"])])], "verdict": "fail"},
	"GitHub token": {"resources": [block("output", [held(["github-token"])])], "verdict": "fail"},
	"Slack token": {"resources": [block("module", [held(["slack-token"])])], "verdict": "fail"},
	"JSON web token": {"resources": [block("resource", [held(["jwt"])])], "verdict": "fail"},
	"password in a URL": {"resources": [block("resource", [held(["password-in-url"])])], "verdict": "fail"},
	"two in one text": {"resources": [block("resource", [held(["jwt", "private-key"])])], "verdict": "fail", "findings": 1},
	"two texts": {
		"resources": [block("resource", [held(["jwt"]), object.union(held(["jwt"]), {"path": "/other"})])],
		"verdict": "fail",
		"findings": 2,
	},
	"random text under the name of a secret": {"resources": [block("resource", [named(4.2)])], "verdict": "fail", "path": "/password", "findings": 1},
	"at the threshold": {"resources": [block("resource", [named(4.0)])], "verdict": "fail"},
	"below the threshold": {"resources": [block("resource", [named(3.99)])], "verdict": "pass"},
	"below another threshold": {"resources": [block("resource", [named(4.2)])], "params": {"entropy_threshold": 4.5}, "verdict": "pass"},
	"above another threshold": {"resources": [block("resource", [named(3)])], "params": {"entropy_threshold": 2.5}, "verdict": "fail"},
	"random text under another name": {"resources": [block("resource", [object.union(named(5), {"named": false})])], "verdict": "pass"},
	"access key of a provider": {"resources": [block("provider", [key("/access_key", true)])], "verdict": "fail", "path": "/access_key", "findings": 1},
	"secret key of a provider": {"resources": [block("provider", [key("/secret_key", true)])], "verdict": "fail"},
	"session token of a provider": {"resources": [block("provider", [key("/token", true)])], "verdict": "fail"},
	"placeholder of a provider": {"resources": [block("provider", [key("/access_key", false)])], "verdict": "pass"},
	"another argument of a provider": {"resources": [block("provider", [key("/custom_token", true)])], "verdict": "pass"},
	"access key of a resource": {"resources": [block("resource", [key("/access_key", true)])], "verdict": "pass"},
	"variable that hides its value": {"resources": [variable(true)], "verdict": "pass"},
	"variable that shows its value": {"resources": [variable(false)], "verdict": "fail", "path": "/sensitive", "findings": 1},
	"allowed place": {
		"resources": [block("resource", [held(["jwt"])])],
		"params": {"allow_patterns": ["^terraform_block.r0/user_data$"]},
		"verdict": "pass",
	},
	"allowed place, of another": {
		"resources": [block("resource", [held(["jwt"])])],
		"params": {"allow_patterns": ["^terraform_block.r0/password$", "elsewhere"]},
		"verdict": "fail",
	},
	"variable that is allowed": {
		"resources": [variable(false)],
		"params": {"allow_patterns": ["/sensitive$"]},
		"verdict": "pass",
	},
	"another type": {"resources": [{"type": "terraform_provider", "attributes": {"access_key": "(sensitive)"}}], "verdict": "none"},
}

block(kind, literals) := {"type": "terraform_block", "attributes": {"block": kind, "literals": literals}}

variable(sensitive) := {"type": "terraform_block", "attributes": {"block": "variable", "literals": [], "sensitive": sensitive}}

held(kinds) := {"path": "/user_data", "kinds": kinds, "named": false, "entropy": 4.5, "long": true}

named(entropy) := {"path": "/password", "kinds": [], "named": true, "entropy": entropy, "long": true}

key(path, long) := {"path": path, "kinds": [], "named": true, "entropy": 3.1, "long": long}
