# METADATA
# title: Texts in code that may be secrets
# description: |
#   Normalization says of a text in code what makes it suspect, never the text: {path, kinds, named, entropy, long}.
#   `kinds` are forms of credentials, `named` means that it stands under the name of a secret, `long` that it is long
#   enough for an AWS key.
# scope: package
package driftgate.lib.literals

# What is suspect in a declaration.
of(r) := object.get(r.attributes, "literals", [])

# The credential that a text holds, in words; undefined where its form is none of one.
credential(literal) := concat(" and ", [_words[kind] | some kind in literal.kinds]) if count(literal.kinds) > 0

_words := {
	"aws-access-key-id": "an AWS access key id",
	"private-key": "a private key",
	"github-token": "a GitHub token",
	"slack-token": "a Slack token",
	"jwt": "a JSON web token",
	"password-in-url": "a password in a URL",
}
