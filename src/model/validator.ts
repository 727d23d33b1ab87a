/** One violation of a schema; `instancePath` is a JSON pointer into the value. */
export interface SchemaViolation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator precompiled from `schemas/`; `errors` holds the violations of the last call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaViolation[] | null;
}

/** The violations of the last call as one phrase, naming places and what was expected, never values. */
export function explainViolations(validator: Validator, limit = 3): string {
  const all = validator.errors ?? [];
  const phrases = all.slice(0, limit).map(explainViolation);
  const rest = all.length - phrases.length;
  return phrases.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** One violation: where it is and what was expected. */
export function explainViolation({ instancePath, message, params }: SchemaViolation): string {
  const extra = params['additionalProperty'] ?? params['allowedValues'];
  const detail =
    extra === undefined ? '' : ` (\`${Array.isArray(extra) ? extra.join('`, `') : String(extra)}\`)`;
  return `${instancePath === '' ? 'the top level' : `\`${instancePath}\``} ${message ?? 'is not valid'}${detail}`;
}
