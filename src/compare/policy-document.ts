type Fields = Readonly<Record<string, unknown>>;

/** Attributes that hold a policy document, as text or as an object. */
const named = /(^|_)(policy|policies|policy_document|policy_text)$/;

/**
 * The statements of a policy in a form that is the same for policies that mean the same: order of statements and of
 * lists, a single value or a list of one, principal forms and the case of actions make no difference (after
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Undefined for what is no policy.
 */
export function canonicalPolicy(attribute: string, value: unknown): unknown {
  if (!named.test(attribute)) return undefined;
  const document = decoded(value);
  const statements = document === undefined ? undefined : field(document, 'statement');
  if (document === undefined || statements === undefined) return undefined;
  const written = listed(statements).map((each) => (isObject(each) ? statement(each) : each));
  return {
    ...(field(document, 'version') === undefined ? {} : { version: field(document, 'version') }),
    statements: written.sort(byText),
  };
}

/** IAM gives documents percent-encoded, other services as they were put; some inside a list of one. */
function decoded(value: unknown): Fields | undefined {
  if (Array.isArray(value)) return value.length === 1 ? decoded(value[0]) : undefined;
  if (isObject(value)) return value;
  if (typeof value !== 'string') return undefined;
  try {
    const text = /^\s*%7b/i.test(value) ? decodeURIComponent(value.replaceAll('+', '%20')) : value;
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const elements: Readonly<Record<string, (value: unknown) => unknown>> = {
  sid: (value) => value,
  effect: (value) => String(value).toLowerCase(),
  action: (value) => texts(value).map((each) => each.toLowerCase()),
  notaction: (value) => texts(value).map((each) => each.toLowerCase()),
  resource: (value) => texts(value),
  notresource: (value) => texts(value),
  principal: (value) => principals(value),
  notprincipal: (value) => principals(value),
  condition: (value) => conditions(value),
};

/** An empty Sid is none. */
const statement = (fields: Fields): object =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]): [string, unknown] => [name.toLowerCase(), value])
      .filter(([name, value]) => !(name === 'sid' && value === ''))
      .map(([name, value]): [string, unknown] => [name, sorted(elements[name]?.(value) ?? value)])
      .sort(byText),
  );

/** `"*"` is `{"AWS": "*"}`, and an account id is its root user. */
function principals(value: unknown): object {
  const byType = isObject(value) ? value : { AWS: value };
  return Object.fromEntries(
    Object.entries(byType)
      .map(([type, ids]): [string, unknown] => [type.toLowerCase(), sorted(texts(ids).map(principal))])
      .sort(byText),
  );
}

const principal = (id: string): string => /^arn:[^:]+:iam::(\d{12}):root$/.exec(id)?.[1] ?? id;

function conditions(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([operator, keys]): [string, unknown] => [
        operator.toLowerCase(),
        isObject(keys)
          ? Object.fromEntries(
              Object.entries(keys)
                .map(([key, values]): [string, unknown] => [key.toLowerCase(), sorted(texts(values))])
                .sort(byText),
            )
          : keys,
      ])
      .sort(byText),
  );
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const texts = (value: unknown): string[] => [...new Set(listed(value).map(String))];
const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

const field = (fields: Fields, name: string): unknown =>
  Object.entries(fields).find(([key]) => key.toLowerCase() === name)?.[1];

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};
