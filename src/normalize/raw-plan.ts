import type { Document, Resource } from '../model/document.ts';
import { exactNumberText, isExactNumber } from '../model/exact-number.ts';
import type { PlanInput } from '../model/input.ts';
import type { RawValue } from '../model/raw.ts';
import type { RawPlan } from '../model/raw-plan.ts';
import { declaration } from './declaration.ts';
import { hidden, type Secrets, withoutSecrets } from './sensitive.ts';

/** An address in a text: modules, `data`, type and name, with instance keys. What follows it is no part of it. */
const addresses =
  /(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*(?:data\.)?[a-z]\w*\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g;

/**
 * The plan for rules that read it raw. Its secrets are gathered anew: the document has those of AWS resources only, and
 * leaves out short ones, since rules never see them there.
 */
export function rawPlan(input: PlanInput, document: Document, { redact }: Pick<Secrets, 'redact'>): RawPlan {
  const texts = new Set<string>();
  const known = new Map<string, Resource>();
  const secrets = { add: (value: RawValue): void => gather(value, texts) };
  const know = ({ address, type }: { readonly address: string; readonly type: string }): void => {
    if (!known.has(address)) known.set(address, other(type, address));
  };
  const { resources, removed, dataSources } = document;
  for (const resource of [...resources, ...removed, ...dataSources]) known.set(resource.address, resource);
  for (const changes of [input.resourceChanges(), input.resourceDrift()]) {
    for (const raw of changes) {
      know(raw);
      withoutSecrets(raw.change.before ?? null, raw.change.before_sensitive, secrets, []);
      withoutSecrets(raw.change.after ?? null, raw.change.after_sensitive, secrets, []);
    }
  }
  for (const raw of input.priorResources(new Set())) {
    know(raw);
    withoutSecrets(raw.values ?? null, raw.sensitive_values, secrets, []);
  }
  for (const value of input.sensitiveVariables()) secrets.add(value);
  for (const value of input.sensitiveOutputs()) secrets.add(value);
  const hide = hiding(texts);
  return {
    bytes: input.bytes,
    whole: other('terraform_plan', 'plan'),
    find: (text) => {
      for (const [address] of text.matchAll(addresses)) {
        const found = known.get(address);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    redact: (text) => redact(hide(text)),
  };
}

/** What has no place in the document; only findings name it. */
const other = (type: string, address: string): Resource => ({
  ...declaration('terraform_block', address, {}),
  key: address,
  type,
});

/** Every text and number of a secret, and of what rules can easily take apart: lines, and JSON in a text. */
function gather(value: RawValue, texts: Set<string>): void {
  if (typeof value === 'number') texts.add(String(value));
  else if (typeof value === 'string') {
    const text = isExactNumber(value) ? exactNumberText(value) : value;
    texts.add(text);
    for (const line of text.split('\n')) if (line.length >= shortestLine) texts.add(line);
    if (/^\s*[[{]/.test(text)) gather(parsed(text), texts);
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) gather(part, texts);
}

const shortestLine = 8;

function parsed(text: string): RawValue {
  try {
    return JSON.parse(text) as RawValue;
  } catch {
    return null;
  }
}

/** A text of fewer characters is replaced where it stands alone: inside of words it says nothing. */
const shortest = 4;

/**
 * Replaces texts as they stand and as the built-ins of Rego write them: in JSON, in a URL, in other case. Plans hold more
 * secrets than one pattern can, a message holds few.
 */
function hiding(texts: ReadonlySet<string>): (text: string) => string {
  const forms = [...new Set([...texts].flatMap(formsOf))]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length)
    .map((form) => ({ form, lower: form.toLowerCase() }));
  return (text) => {
    const lower = text.toLowerCase();
    // Case is not all: what lower case makes of a Greek sigma depends on what follows it.
    const inside = forms.filter((each) => text.includes(each.form) || lower.includes(each.lower));
    if (inside.length === 0) return text;
    return text.replace(new RegExp(inside.map(({ form }) => pattern(form)).join('|'), 'gi'), hidden);
  };
}

function pattern(form: string): string {
  const quoted = form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return form.length < shortest ? `(?<![A-Za-z0-9_])${quoted}(?![A-Za-z0-9_])` : quoted;
}

/** Go escapes more than JavaScript, in JSON (https://pkg.go.dev/encoding/json#Marshal) and in URLs. */
function formsOf(text: string): string[] {
  const hex = (char: string): string => char.charCodeAt(0).toString(16);
  const json = JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(text);
  const escaped = json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${hex(char).padStart(4, '0')}`);
  const query = url.replace(/[!'()*]/g, (char) => `%${hex(char)}`).replaceAll('%20', '+');
  return [text, json, escaped, url, query];
}
