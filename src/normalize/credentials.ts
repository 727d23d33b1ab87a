/**
 * Credentials that show by their form, wherever they stand. One table: what normalization reports of a text in code
 * (its `kind`, never the text), and what is taken out of everything that leaves the program.
 *
 * Sources of the forms: IAM identifiers (docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html), RFC 7468,
 * RFC 7519, GitHub's and Slack's token formats (github.blog/2021-04-05-behind-githubs-new-authentication-token-formats,
 * api.slack.com/authentication/token-types).
 */
const forms = {
  'aws-access-key-id': String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
  'private-key': String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
  'github-token': String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{36,255})\b`,
  'slack-token': String.raw`\bxox[abeoprs]-[A-Za-z0-9-]{10,255}`,
  jwt: String.raw`\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*`,
  'password-in-url': String.raw`(?<=://[^\s/:@]{1,256}:)[^\s/@]{1,256}(?=@)`,
};

/** Everything that has the form of a credential in a text. */
export const credentials = new RegExp(Object.values(forms).join('|'), 'g');

const byKind = Object.entries(forms).map(([kind, form]) => ({ kind, pattern: new RegExp(form, 'g') }));

/** Most texts hold none of these, and need no further look. */
const hint = /A[KS]IA|-----BEGIN|gh[pousr]_|github_pat_|xox|eyJ|:\/\//;

/** Placeholders of documentation: AWS's example keys, and passwords that are to be filled in. */
const example = /EXAMPLE$|^(?:[<{[$%].*|pass(?:word)?|secret|x+|\*+)$/i;

/** What credentials a text holds, by form: their kinds, each once. */
export function kindsOf(text: string): string[] {
  if (!hint.test(text)) return [];
  return byKind
    .filter(({ pattern }) => (text.match(pattern) ?? []).some((found) => !example.test(found)))
    .map(({ kind }) => kind);
}

const asksForSecret =
  /(?:^|_)(?:password|passwd|passphrase|pwd|secret|token|api_?key|access_key|secret_key|private_key|auth_key|secret_string|secret_access_key)(?:_(?:wo|value|\d+))?$/;
const isSwitch =
  /^(?:allow|change|create|disable|enable|force|generate|has|ignore|is|manage|no|random|require|reset|rotate|set|skip|store|update|use|with)_/;
const named = new Map<string, boolean>();

/** Whether a name (`db_password`, `apiKey`, `AUTH_TOKEN`) is one of a secret, not of something about one. */
export function namesSecret(name: string): boolean {
  let known = named.get(name);
  if (known === undefined) {
    const words = name
      .slice(0, 200)
      .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
      .replace(/[-.]/g, '_')
      .toLowerCase();
    known = asksForSecret.test(words) && !isSwitch.test(words);
    if (named.size < 10_000) named.set(name, known);
  }
  return known;
}

/** Shortest text under the name of a secret that is taken for one. */
const shortest = 8;

/** Names of secrets rather than secrets: ARNs, URLs, paths, references, flags, plain text, words in kebab case. */
const noSecret =
  /\$[{(]|^(?:arn:|[a-z0-9+]+:\/\/|\/|alias\/|\$\w|\{\{|\(sensitive)|^(?:true|false|null|[\d.]+)$|^[a-z]+\d{0,4}(?:[-_/.:][a-z]*\d{0,4})+$/i;

/** Whether a text under the name of a secret may be one. */
export const maySecret = (text: string): boolean =>
  text.length >= shortest && !noSecret.test(text) && (!/\s/.test(text) || /^\s*[{[]/.test(text));

/** Shannon entropy in bits a character, to two decimals: about 4 and more for random texts of 20 characters and more. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  let length = 0;
  for (const char of text) {
    counts.set(char, (counts.get(char) ?? 0) + 1);
    length += 1;
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return Math.round(bits * 100) / 100;
}
