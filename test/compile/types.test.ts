import { beforeAll, expect, test } from 'vitest';
import { loadProvider, type Provider } from '../../src/compile/provider.ts';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import { checkTypes } from '../../src/compile/types.ts';
import { DriftgateError } from '../../src/model/errors.ts';
import { foundation } from '../evaluate/rules.ts';

let toolchain: Toolchain;
let provider: Provider;
beforeAll(async () => {
  [toolchain, provider] = await Promise.all([loadToolchain(), loadProvider()]);
}, 60_000);

const metadata = [
  'resource_types: [aws_db_instance, aws_ecr_repository]',
  'related_types: [aws_kms_key]',
  'context_types: [aws_security_group]',
  'decisive:',
  '  aws_db_instance: [/storage_encrypted]',
];

/** A rule about databases whose body and METADATA are given; the body begins on line 21. */
const rule = (body: string, custom: readonly string[] = metadata): string => `# METADATA
# title: A title
# description: A reason
# scope: package
# custom:
#   id: T-ONE-01
#   severity: high
#   remediation: Mend it
${custom.map((line) => `#   ${line}`).join('\n')}
package example.one

import data.driftgate.lib.resource

deny contains resource.finding(db, "/storage_encrypted", "not encrypted") if {
	some db in resource.of("aws_db_instance")
	not db.attributes.storage_encrypted == true
}

${body}
`;
const deny = (condition: string, path = '/storage_encrypted'): string =>
  `deny contains resource.finding(r, "${path}", "bad") if {\n\tsome r in input.resources\n\t${condition}\n}`;

const check = (source: string) => checkTypes({ 'a/one.rego': source }, foundation(), toolchain, provider);
const said = (source: string): string[] =>
  check(source).problems.map(
    ({ line, column, code, message, hint }) => `${line}:${column} ${code}: ${message}; ${hint}`,
  );

test('a misspelt attribute is named with its place, its line and the nearest name', () => {
  expect(check(rule(deny('r.attributes.storage_encryptd == false'))).problems).toEqual([
    {
      file: 'a/one.rego',
      line: 25,
      column: 15,
      code: 'unknown_attribute',
      message: '`aws_db_instance` has no attribute `storage_encryptd`',
      hint: 'did you mean `storage_encrypted`',
      source: '\tr.attributes.storage_encryptd == false',
    },
  ]);
});

const gone = (name: string, type = 'aws_db_instance'): string => `\`${type}\` has no attribute \`${name}\``;
test.each<[string, string, string]>([
  ['a name that is handed to a function', deny('resource.is_set(r, "kms_keyid")'), gone('kms_keyid')],
  ['a name with a default', deny('object.get(r.attributes, "multi_zz", false)'), gone('multi_zz')],
  [
    'a block',
    deny('count(resource.blocks(r.attributes, "restore_to_point_in_tim")) > 0'),
    gone('restore_to_point_in_tim'),
  ],
  [
    'an attribute of a block',
    deny('some b in resource.blocks(r.attributes, "image_scanning_configuration")\n\tb.scan_on_pus'),
    gone('scan_on_pus', 'aws_ecr_repository.image_scanning_configuration[_]'),
  ],
  [
    'a name of a table',
    `_names := {"aws_db_instance": "multi_az", "aws_ecr_repository": "nam"}\n\n${deny('r.attributes[_names[r.type]]')}`,
    gone('nam', 'aws_ecr_repository'),
  ],
  [
    'a linked resource',
    deny('some key in resource.related(r, "aws_kms_key")\n\tkey.attributes.enabld'),
    gone('enabld', 'aws_kms_key'),
  ],
  [
    'a resource of the context',
    deny('some group in resource.context("aws_security_group")\n\tgroup.attributes.nam == r.name'),
    gone('nam', 'aws_security_group'),
  ],
  ['a cited place', deny('r.attributes.storage_encrypted', '/storage_encryptd'), gone('storage_encryptd')],
  [
    'a place that is put together',
    deny('resource.is_unknown(r, concat("/", ["", "multi_a"]))'),
    gone('multi_a'),
  ],
  [
    'an expression for places',
    deny('some p, _ in r.unknown\n\tregex.match(`^/(engin|port)(/|$)`, p)'),
    gone('engin'),
  ],
  [
    'a list as a map',
    deny('r.attributes.vpc_security_group_ids.first'),
    '`aws_db_instance.vpc_security_group_ids` is a set of strings, which has no key `first`',
  ],
  [
    'a block without an index',
    deny('r.attributes.image_scanning_configuration.scan_on_push'),
    '`aws_ecr_repository.image_scanning_configuration` is a list of objects, which has no key `scan_on_push`',
  ],
  [
    'a plain value walked through',
    deny('some x in r.attributes.storage_encrypted\n\tx'),
    '`aws_db_instance.storage_encrypted` is a bool, which holds nothing',
  ],
  [
    'a bool that is held against a text',
    deny('r.attributes.storage_encrypted == "true"'),
    '`aws_db_instance.storage_encrypted` is a bool and never equals a string',
  ],
  [
    'a built-in that does not take it',
    deny('startswith(r.attributes.multi_az, "t")'),
    '`aws_db_instance.multi_az` is a bool, which startswith does not take',
  ],
  [
    'a type that the rule is not given',
    deny('r.type == "aws_db_instanc"'),
    'the rule is given no `aws_db_instanc`',
  ],
  [
    'a type that is not in the context',
    deny('count(resource.context("aws_vpc")) > 0\n\tr.name'),
    'the rule is given no `aws_vpc` in input.context',
  ],
  ['a field of a resource', deny('r.adress == ""'), 'a resource has no field `adress`'],
  [
    'a name of a regular expression, one of several',
    deny('some p, _ in r.unknown\n\tregex.match(`^/(storage_)?encryptd(/[0-9]+)?$`, p)'),
    gone('storage_encryptd'),
  ],
  ['a name of provenance', deny('r.provenance["/passwrd"].constant', '/password'), gone('passwrd')],
  ['a field of provenance', deny('r.provenance["/password"].constnt'), 'the object has no key `constnt`'],
  [
    'a name of a link below a block',
    deny('r.type == "aws_ecr_repository"\n\tsome key in r.links["encryption_configuration/0/kms_ke"]\n\tkey'),
    gone('kms_ke', 'aws_ecr_repository.encryption_configuration[_]'),
  ],
  ['a field of input', deny('input.enviroment == r.name'), 'input has no field `enviroment`'],
])('%s', (_, body, message) => {
  expect(said(rule(body)).join('\n')).toContain(message);
});

const declared = (old: string, other: string): string[] =>
  said(
    rule(
      '',
      metadata.map((line) => line.replace(old, other)),
    ),
  );
test.each<[string, string, string, string]>([
  [
    'type',
    'aws_ecr_repository',
    'aws_ecr_repositry',
    '9:39 unknown_type: the provider has no resource type `aws_ecr_repositry`; did you mean `aws_ecr_repository`',
  ],
  [
    'pointer',
    '/storage_encrypted',
    '/storage_encryptd',
    '13:25 unknown_attribute: `aws_db_instance` has no attribute `storage_encryptd`; did you mean `storage_encrypted`',
  ],
  [
    'pointer that is not read',
    '/storage_encrypted',
    '/storage_encrypted, /engine',
    '13:45 never_read: the rule never reads `/engine` of aws_db_instance',
  ],
  [
    'type without a verdict',
    '  aws_db_instance',
    '  aws_vpc',
    '13:7 undeclared_type: `aws_vpc` is neither in resource_types nor in related_types',
  ],
])('METADATA: a %s that is wrong', (_, old, other, message) => {
  expect(declared(old, other).join('\n')).toContain(message);
});

test('an attribute that is read has to be declared, asked for or named as incidental', () => {
  const body = deny('r.attributes.engine == "mysql"');
  expect(said(rule(body))).toEqual([
    expect.stringContaining('25:15 undeclared_read: the rule reads `/engine` of aws_db_instance'),
  ]);
  expect(said(rule(body, [...metadata, 'incidental:', '  aws_db_instance: [/engine]']))).toEqual([]);
  expect(said(rule(deny('r.attributes.engine == "mysql"\n\tnot resource.is_unknown(r, "/engine")')))).toEqual(
    [],
  );
});

test('what is cited by a denial has to be declared too: a denial that does not come cites nothing', () => {
  const body = deny('r.attributes.multi_az == false', '/multi_az');
  expect(said(rule(body))).toEqual([
    expect.stringContaining('undeclared_read: the rule reads `/multi_az` of aws_db_instance'),
  ]);
});

test.each<[string, string]>([
  ['a list or null', '_list := input.environment\n\n_lists := {"a": [1], "b": null}'],
  [
    'a table that a function need not know',
    '_table := {"x": 1}[_of(input.environment)]\n\n_of("a") := "x"\n\n_of("b") := "y"',
  ],
])('lets %s pass', (_, helpers) => {
  expect(
    said(
      rule(
        `${helpers}\n\n${deny(helpers.includes('_lists') ? 'some n in _lists[r.name]\n\tn == 1' : '_table == 1')}`,
      ),
    ),
  ).toEqual([]);
});

test('types that the links of linked resources reach count as linked, in the library too', () => {
  const body = deny(
    'some key in resource.related(r, "aws_kms_key")\n\tsome a in resource.related(key, "aws_kms_alias")\n\ta.attributes.target_key_id == "x"\n\tnot resource.is_unknown(a, "/target_key_id")',
  );
  expect(said(rule(body)).join()).toContain('the rule is given no linked `aws_kms_alias`');
  expect(said(rule(body, [...metadata, 'reached_types: [aws_kms_alias]']))).toEqual([]);
  expect(said(rule(body, [...metadata, 'reached_types: [aws_kms_alis]'])).join()).toContain(
    'the provider has no resource type `aws_kms_alis`; did you mean `aws_kms_alias`',
  );
});

test('a rule about every type names types that the provider has', () => {
  const every = (types: string): string[] =>
    said(
      rule(
        `_names := {"aws_db_instance": "engine", "${types}": "name"}\n\n${deny('r.attributes[_names[r.type]] == "x"')}`,
        [
          'resource_types: ["*"]',
          'decisive:',
          '  "*": [/storage_encrypted, /engine, /name]',
          `  ${types}: [/name]`,
        ],
      ),
    );
  expect(every('aws_ecr_repository')).toEqual([]);
  expect(every('aws_ecr_repositry')).toEqual([
    expect.stringContaining('12:7 unknown_type: the provider has no resource type `aws_ecr_repositry`'),
    expect.stringContaining('22:41 unknown_type: the provider has no resource type `aws_ecr_repositry`'),
  ]);
});

test('what is called incidental has to be read, and to exist', () => {
  const naming = (pointer: string): string[] =>
    said(rule('', [...metadata, 'incidental:', `  aws_ecr_repository: [${pointer}]`]));
  expect(naming('/name')).toEqual([expect.stringContaining('never_read: the rule never reads `/name`')]);
  expect(naming('/nam')).toEqual([expect.stringContaining('unknown_attribute')]);
});

test('code around resources has types too, in which nothing is known only after apply', () => {
  const body = deny('some l in r.attributes.literals\n\tl.entrpy > 4', '');
  const about = metadata.map((line) => line.replace('aws_ecr_repository]', 'terraform_block]'));
  expect(said(rule(body, about)).join()).toContain('has no attribute `entrpy`');
  expect(said(rule(body.replace('entrpy', 'entropy'), about))).toEqual([]);
});

test('what it cannot follow, it lets pass, and says so', () => {
  const result = check(rule(deny('some name, _ in r.attributes\n\tname == "whatever"')));
  expect(result.problems).toEqual([]);
  expect(result.rules).toMatchObject([{ id: 'T-ONE-01', open: true }]);
});

test('what a rule reads is listed by type and place', () => {
  const [facts] = check(rule('')).rules;
  expect(facts).toMatchObject({
    open: false,
    reads: [{ type: 'aws_db_instance', pointer: '/storage_encrypted', whole: true }],
  });
});

test('a policy that does not compile is refused as ever', () => {
  expect(() => check(rule('x := y'))).toThrow(DriftgateError);
});
