// Plans of any size, from the recorded ones: every resource has the shape that Terraform and the provider gave it.
// A plan is a row of module calls ("stacks"); each is the root module of a fixture, put below a call, with names and
// ids of its own. References inside a module are relative in Terraform's JSON, so the configuration still matches.

import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const fixture = (path) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8'));

/** Of 25 stacks: most as they should be, new or already applied; a few that violate or cannot be decided. */
const kinds = 'lbnanaonlnananalnanannana'.split('');

/** Private characters that stand in a template for what differs from stack to stack. */
const hole = { prefix: '\ue000', name: '\ue001', id: '\ue002' };

/** Instances of one block, as large estates have them: mostly small things. */
const many = {
  'aws_cloudwatch_log_group.app': 12,
  'aws_ebs_volume.index': 4,
  'aws_ecr_repository.labeller': 3,
  'aws_iam_role_policy.service_queue': 8,
  'aws_iam_role_policy_attachment.service': 24,
  'aws_iam_user_policy.edi': 3,
  'aws_instance.bastion': 2,
  'aws_kms_alias.data': 6,
  'aws_lambda_function.notify': 4,
  'aws_security_group_rule.bastion_ssh': 16,
  'aws_sqs_queue.pings': 8,
  'aws_vpc_security_group_ingress_rule.data_postgres': 24,
};

/** One to an account or so: in the first stack of a kind only. */
const singletons =
  /^aws_(ebs_encryption_by_default|ecr_registry|inspector2|iam_openid|ssoadmin|cloudtrail|cloudfront|redshift|neptune|docdb|dms|eks)/;

/** What a violation looks like where somebody forgot or switched off one thing. */
const slips = {
  aws_db_instance: { multi_az: false, backup_retention_period: 1 },
  aws_ebs_volume: { encrypted: false },
  aws_ecr_repository: { image_tag_mutability: 'MUTABLE', image_scanning_configuration: [] },
  aws_iam_role_policy: { policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
  aws_kms_key: { enable_key_rotation: false },
  aws_security_group_rule: { cidr_blocks: ['0.0.0.0/0'] },
  aws_sqs_queue: { kms_master_key_id: null, sqs_managed_sse_enabled: false },
  aws_vpc_security_group_ingress_rule: { cidr_ipv4: '0.0.0.0/0', from_port: 22, to_port: 22 },
};
const slipShare = 0.015;

/** mulberry32 */
function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const without = (object, keys) =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([key]) => !keys.includes(key)));

function* resourcesIn(module) {
  yield* module?.resources ?? [];
  for (const child of module?.child_modules ?? []) yield* resourcesIn(child);
}

/** A value as JSON with holes; addresses that start a module path get the prefix of the stack. */
const template = (value) =>
  JSON.stringify(value)
    .replace(
      /"(address|previous_address|module_address|resource)":"(?=(module|aws|data|random|null)[._])/g,
      `$&${hole.prefix}`,
    )
    .replace(/acme-(parcels|shop|landing|tracking|loads)/g, `acme-${hole.name}`)
    .replace(/\b([a-z]+-)[0-9a-f]{5}([0-9a-f]{12})\b/g, `$1${hole.id}$2`)
    .replace(/\b[0-9a-f]{5}([0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{4}-)/g, `${hole.id}$1`);

/** The texts of one instance: as it is, and with a slip. `state` says that it exists already. */
function instance(change, planned, state, index) {
  const at = (object) => {
    if (index === undefined) return object;
    const suffix = typeof index === 'number' ? `[${index}]` : `["${index}"]`;
    const own = { ...object, address: object.address + suffix, index };
    for (const values of ['values', 'change']) if (own[values]) own[values] = renamed(own[values], index);
    return own;
  };
  const texts = (slip = {}) => {
    const keys = Object.keys(slip);
    const after = { ...(state?.values ?? change.change.after), ...slip };
    const marks = change.change.after_sensitive;
    const outside = without(change, ['change', 'action_reason']);
    const changed = (what) => template(at({ ...outside, ...what }));
    const unchanged = { after_unknown: {}, before_sensitive: marks, after_sensitive: marks };
    const tags = state?.values.tags_all && { ...state.values.tags_all, CostCenter: 'PL-0000' };
    const prior = (values) => template(at({ ...(state ?? planned), values }));
    return {
      create: changed({
        change: { ...change.change, after, after_unknown: without(change.change.after_unknown, keys) },
      }),
      planned:
        planned &&
        template(
          at({
            ...without(planned, ['depends_on']),
            values: { ...planned.values, ...(state?.values ?? {}), ...slip },
          }),
        ),
      ...(state && {
        'no-op': changed({ change: { actions: ['no-op'], before: after, after, ...unchanged } }),
        update: changed({
          change: {
            actions: ['update'],
            before: { ...state.values, ...(tags && { tags_all: tags }) },
            after,
            ...unchanged,
          },
        }),
        delete: changed({
          change: { actions: ['delete'], before: after, after: null, ...unchanged, after_sensitive: false },
          action_reason: typeof index === 'number' ? 'delete_because_count_index' : 'delete_because_each_key',
        }),
        prior: prior(after),
        priorOfUpdate: prior({ ...state.values, ...(tags && { tags_all: tags }) }),
      }),
    };
  };
  const slip = change.type in slips ? texts(slips[change.type]) : undefined;
  return { plain: texts(), slip, module: change.module_address ?? '', repeated: index !== undefined };
}

/** Instances of one block differ in their names. */
const renamed = (value, index) =>
  JSON.parse(
    JSON.stringify(value, (key, part) =>
      ['name', 'identifier', 'function_name', 'bucket', 'id', 'arn', 'url', 'description'].includes(key) &&
      typeof part === 'string' &&
      part !== ''
        ? `${part}-${index}`
        : part,
    ),
  );

/** Everything that stacks of one kind have in common. `plan` is a recorded plan, `states` what its apply left. */
function kind(plan, { states, first, repeat = 0 }) {
  const state = new Map([...resourcesIn(states?.values.root_module)].map((each) => [each.address, each]));
  const planned = new Map(
    [...resourcesIn(plan.planned_values.root_module)].map((each) => [each.address, each]),
  );
  const dropped = (type) => !first && singletons.test(type);
  const resources = [];
  for (const change of plan.resource_changes) {
    if (dropped(change.type) || (states && change.mode === 'data')) continue;
    const times = repeat * (many[change.address] ?? 0);
    const keys = Array.from({ length: times }, (_, n) => (change.address.length % 2 ? n : `unit-${n}`));
    for (const index of times > 0 ? keys : [undefined]) {
      resources.push(instance(change, planned.get(change.address), state.get(change.address), index));
    }
  }
  const root = structuredClone(plan.configuration.root_module);
  root.resources = root.resources.filter(({ type }) => !dropped(type));
  for (const block of root.resources) {
    if (repeat === 0 || !many[block.address]) continue;
    if (block.address.length % 2) block.count_expression = { constant_value: repeat * many[block.address] };
    else block.for_each_expression = { references: ['local.units'] };
  }
  // Providers come from above, and there is one.
  const configuration = template(root)
    .replaceAll(hole.prefix, '')
    .replace(/"provider_config_key":"aws\.\w+"/g, '"provider_config_key":"aws"');
  const data = [...resourcesIn(plan.prior_state?.values?.root_module)].filter(({ mode }) => mode === 'data');
  return {
    resources,
    configuration,
    variables: Object.keys(root.variables ?? {}),
    data: data.map((each) => ({ text: template(each), module: '' })),
    relevant: (plan.relevant_attributes ?? []).map(template),
    live: states !== undefined,
  };
}

function load(lean) {
  const repeat = lean ? 8 : 1;
  const compliant = fixture('compliant/platform/plan.json');
  const states = fixture('states/platform/state.json');
  const violations = fixture('violations/platform/plan.json');
  const undetermined = fixture('undetermined/platform/plan.json');
  const of = (first) => ({
    n: kind(compliant, { first, repeat }),
    a: kind(compliant, { first, repeat, states: lean ? undefined : states }),
    l: kind(fixture('plans/modules/plan.json'), { first }),
    b: kind(violations, { first }),
    o: kind(undetermined, { first }),
  });
  return { first: of(true), later: of(false) };
}

/** One call of a module with one to three instances, each with the resources of its kind. */
function stack(k, seed, kindsOf, room) {
  const letter = kinds[k % kinds.length];
  const like = (k < kinds.length && kinds.indexOf(letter) === k ? kindsOf.first : kindsOf.later)[letter];
  const chance = random(seed * 7919 + k);
  const call = `${['orders', 'search', 'billing', 'returns', 'fleet', 'ledger', 'catalogue'][k % 7]}_${String(k).padStart(4, '0')}`;
  const loop = k % 4 === 2 ? 'count' : k % 4 === 3 ? 'for_each' : undefined;
  const times = loop === undefined || 'lbo'.includes(letter) ? 1 : 1 + Math.floor(chance() * 3);
  const instances = [];
  let left = room;
  for (let n = 0; n < times && left > 0; n++) {
    const index =
      loop === 'count' ? `[${n}]` : loop ? `["${['eu-west-1', 'eu-central-1', 'eu-north-1'][n]}"]` : '';
    const path = `module.${call}${index}`;
    const inJson = JSON.stringify(`${path}.`).slice(1, -1);
    const id = (k * 3 + n).toString(16).padStart(5, '0');
    const fill = (text) =>
      text.replace(/[\ue000-\ue002]/g, (c) =>
        c === hole.prefix ? inJson : c === hole.name ? `${call.replace('_', '-')}-${n}` : id,
      );
    const resources = [];
    for (const each of like.resources) {
      if (left === 0) break;
      left--;
      const texts = each.slip !== undefined && chance() < slipShare * 2 ? each.slip : each.plain;
      const p = chance();
      const action =
        !like.live || !texts.prior
          ? 'create'
          : each.repeated && p > 0.83
            ? 'delete'
            : p > 0.6 && p < 0.83
              ? 'update'
              : 'no-op';
      resources.push({ texts, action, module: each.module });
    }
    instances.push({ path, fill, resources });
  }
  return { call, loop, times, like, instances, size: room - left };
}

const comma = (parts) => parts.filter(Boolean).join(',');

/** Resources as a tree of modules. */
function tree(path, entries) {
  const nodes = new Map();
  const node = (address) => {
    if (nodes.has(address)) return nodes.get(address);
    const made = { own: [], children: [] };
    nodes.set(address, made);
    if (address !== path) {
      const parent = address.replace(/\.module\.[^.[]+(\["[^"]*"\]|\[\d+\])?$/, '');
      node(parent.length < address.length && parent.startsWith(path) ? parent : path).children.push(address);
    }
    return made;
  };
  node(path);
  for (const { module, text } of entries) node(module).own.push(text);
  const print = (address) => {
    const { own, children } = nodes.get(address);
    return `{${comma([
      own.length > 0 ? `"resources":[${own.join(',')}]` : '',
      `"address":${JSON.stringify(address)}`,
      children.length > 0 ? `"child_modules":[${children.map(print).join(',')}]` : '',
    ])}}`;
  };
  return print(path);
}

/**
 * The text of a plan with `count` resources, in pieces. The same seed gives the same bytes. About 60 % are created,
 * 28 % left as they are, 10 % updated, 4 % deleted. `lean`: all are created, and most are small.
 */
export function* plan(count, { seed = 1, lean = false } = {}) {
  const kindsOf = load(lean);
  function* stacks() {
    for (let k = 0, made = 0; made < count; k++) {
      const each = stack(k, seed, kindsOf, count - made);
      made += each.size;
      yield each;
    }
  }
  function* list(of) {
    let separator = '';
    for (const each of stacks()) {
      for (const text of of(each)) {
        if (text === '') continue;
        yield separator + text;
        separator = ',';
      }
    }
  }
  const moduleOf = (module, { path }) => (module === '' ? path : `${path}.${module}`);
  const modules = (pick) => (each) =>
    each.instances.map((own) => {
      const entries = own.resources.flatMap((resource) => {
        const text = pick(resource);
        return text === undefined ? [] : [{ text: own.fill(text), module: moduleOf(resource.module, own) }];
      });
      if (pick === prior)
        entries.push(
          ...each.like.data.map(({ text, module }) => ({
            text: own.fill(text),
            module: moduleOf(module, own),
          })),
        );
      return entries.length === 0 ? '' : tree(own.path, entries);
    });
  const planned = ({ texts, action }) => (action === 'delete' ? undefined : texts.planned);
  const prior = ({ texts, action }) =>
    action === 'create' ? undefined : action === 'update' ? texts.priorOfUpdate : texts.prior;
  const tags = {
    Application: 'platform',
    CostCenter: 'PL-4410',
    DataClassification: 'internal',
    Environment: 'prod',
    ManagedBy: 'terraform',
    Owner: 'platform@example.com',
  };
  const provider = {
    name: 'aws',
    full_name: 'registry.terraform.io/hashicorp/aws',
    version_constraint: '~> 6.25',
    expressions: {
      default_tags: [{ tags: { constant_value: tags } }],
      region: { references: ['var.region'] },
    },
  };

  yield `{"format_version":"1.2","terraform_version":"1.9.8","variables":{"region":{"value":"eu-west-1"}},"planned_values":{"root_module":{"child_modules":[`;
  yield* list(modules(planned));
  yield ']}},"resource_changes":[';
  yield* list(({ instances }) =>
    instances.flatMap(({ path, fill, resources }) =>
      resources.map(({ texts, action }) => {
        const text = fill(texts[action]);
        return text.includes('"module_address":')
          ? text
          : text.replace(',"mode"', `,"module_address":${JSON.stringify(path)},"mode"`);
      }),
    ),
  );
  yield '],"prior_state":{"format_version":"1.0","terraform_version":"1.9.8","values":{"root_module":{"child_modules":[';
  yield* list(modules(prior));
  yield `]}}},"configuration":{"provider_config":{"aws":${JSON.stringify(provider)}},"root_module":{"variables":{"region":{"default":"eu-west-1"}},"module_calls":{`;
  yield* list(({ call, loop, times, like, instances }) => {
    const looped =
      loop === 'count'
        ? `,"count_expression":{"constant_value":${times}}`
        : loop
          ? ',"for_each_expression":{"references":["local.regions"]}'
          : '';
    const given = JSON.stringify(
      Object.fromEntries(like.variables.map((name) => [name, { references: [`var.${name}`] }])),
    );
    return [
      `"${call}":{"source":"./stack","expressions":${given}${looped},"module":${instances[0].fill(like.configuration)}}`,
    ];
  });
  yield '}}},"relevant_attributes":[';
  yield* list(({ instances, like }) => instances.flatMap(({ fill }) => like.relevant.map(fill)));
  yield '],"timestamp":"2026-11-21T10:33:00Z","applyable":true,"complete":true,"errored":false}\n';
}

/** Writes such a plan to a file, a megabyte at a time. */
export async function writePlan(count, file, options) {
  const out = createWriteStream(file);
  let buffered = [];
  let size = 0;
  const flush = async () => {
    const text = buffered.join('');
    buffered = [];
    size = 0;
    if (!out.write(text)) await once(out, 'drain');
  };
  for (const piece of plan(count, options)) {
    buffered.push(piece);
    size += piece.length;
    if (size > 1 << 20) await flush();
  }
  await flush();
  out.end();
  await once(out, 'finish');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [count, file, seed] = process.argv.slice(2);
  if (!(Number(count) > 0) || file === undefined) {
    console.error('usage: node test/bench/generate.mjs RESOURCES FILE [SEED]');
    process.exit(2);
  }
  await writePlan(Number(count), file, seed === undefined ? {} : { seed: Number(seed) });
}
