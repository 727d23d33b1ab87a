import { DriftgateError } from '../model/errors.ts';
import type { Rule, Severity } from '../model/rule.ts';

/** What the author of a new rule said. */
export interface Wish {
  readonly id: string;
  readonly family?: string | undefined;
  readonly type?: string | undefined;
  readonly severity?: Severity | undefined;
}

/** What follows from it and from the rules that are there. */
export interface Place {
  readonly id: string;
  readonly family: string;
  readonly type: string;
  readonly severity: Severity;
  /** Of the files, without ending, below the folder of the family. */
  readonly name: string;
  readonly package: string;
}

/**
 * Where a new rule belongs. The family is that of the rules whose ids begin alike (`ENC-...`), the type that of the
 * rules about the same thing (`...-RDS-...`), the package that of the pack; own rules weigh more than built-in ones.
 */
export function placeFor(wish: Wish, own: readonly Rule[], builtin: readonly Rule[]): Place {
  const { id } = wish;
  if (!/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/.test(id)) {
    throw new DriftgateError('usage', `\`${id}\` is no id of a rule`, {
      hint: 'capitals and digits, joined by hyphens: ACME-RDS-01',
    });
  }
  const known = [...own, ...builtin];
  const twin = known.find((rule) => rule.id === id);
  if (twin !== undefined) {
    throw new DriftgateError('usage', `rule \`${id}\` is there already: \`${twin.file}\``, {
      hint: 'an id belongs to one rule for ever: choose another one',
    });
  }
  const [prefix = '', ...rest] = id.split('-');
  const family =
    wish.family ?? known.find((rule) => rule.id.startsWith(`${prefix}-`))?.family ?? word(prefix);
  if (!/^[a-z][a-z0-9_]*$/.test(family)) {
    throw new DriftgateError(
      'usage',
      `--family: expected a folder name such as encryption, got \`${family}\``,
    );
  }
  const name = word(id);
  const [root = 'rules'] = own.map(({ package: path }) => path.split('.').slice(0, -2).join('.'));
  return {
    id,
    family,
    type: wish.type ?? typeFor(id, rest[0] ?? '', known),
    severity: wish.severity ?? 'medium',
    name,
    package: [root, family, name].filter(Boolean).join('.'),
  };
}

const word = (text: string): string => text.toLowerCase().replaceAll('-', '_');

/** The type that most rules about a subject begin with. */
function typeFor(id: string, subject: string, known: readonly Rule[]): string {
  const counts = new Map<string, number>();
  for (const { id: other, resourceTypes } of known) {
    const [type = '*'] = resourceTypes;
    if (type !== '*' && other.split('-')[1] === subject) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most !== undefined) return most[0];
  throw new DriftgateError(
    'usage',
    `which type of resource rule \`${id}\` is about cannot be told from its id`,
    {
      hint: `name it: driftgate policy new ${id} --type aws_s3_bucket`,
    },
  );
}
