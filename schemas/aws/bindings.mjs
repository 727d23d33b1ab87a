// Reads the schema of a resource type out of the CDK for Terraform's bindings of the AWS provider, which are generated
// from what `terraform providers schema -json` says. Three things in their TypeScript source carry it:
//   the comment `// name - computed: X, optional: Y, required: Z` above each member of a class;
//   the entries of `synthesizeHclAttributes()` and of the `...ToHclTerraform()` functions, which tell lists from sets
//   and blocks from attributes;
//   the arguments of nested classes, where `true` says that a computed list stands for a set.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All TypeScript of a module's folder, from the source map at the end of each script. */
function sourceOf(folder) {
  const scripts = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
  return scripts
    .sort()
    .map((file) => {
      const script = readFileSync(join(folder, file), 'utf8');
      const at = script.lastIndexOf(mark);
      if (at < 0) throw new Error(`${join(folder, file)}: no source map`);
      return JSON.parse(
        Buffer.from(script.slice(at + mark.length), 'base64').toString('utf8'),
      ).sourcesContent.join('\n');
    })
    .join('\n');
}

const mark = 'sourceMappingURL=data:application/json;base64,';

/** `{ type, block }` of the resource that a module's folder declares, or undefined where it declares something else. */
export function readResource(folder) {
  const source = sourceOf(folder);
  const type = /static readonly tfResourceType = "(\w+)"/.exec(source)?.[1];
  const main = /^export class (\w+) extends \w+\.TerraformResource \{/m.exec(source)?.[1];
  if (type === undefined || main === undefined) return undefined;
  const unit = {
    classes: new Map([...source.matchAll(classes)].map(([, name, base, body]) => [name, { base, body }])),
    entries: new Map([...source.matchAll(functions)].map(([, name, body]) => [name, entriesOf(body)])),
  };
  return { type, block: blockOf([main], entriesOf(unit.classes.get(main).body), unit, type) };
}

const classes = /^export class (\w+) extends \w+\.(\w+) \{\n([\s\S]*?)^\}/gm;
const functions = /^export function (\w+ToHclTerraform)\([^\n]*\{\n([\s\S]*?)^\}/gm;
const entry = /^ +"?(\w+)"?: \{\n +value: (.*),\n +isBlock: (?:true|false),\n +type: "(\w+)",\n/gm;
const member = /\n {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n/;

const entriesOf = (text) =>
  new Map(
    [...text.matchAll(entry)].map(([, name, value, kind]) => [
      name,
      { value: value.replace(wrapper, ''), kind },
    ]),
  );
const wrapper = /^.* === undefined \? null : |^this\.markWriteOnlyAttribute\(/;

function* membersOf(name, unit) {
  const parts = unit.classes.get(name).body.split(member);
  for (let i = 1; i < parts.length; i += 5) {
    const [computed, optional, required] = parts.slice(i + 1, i + 4).map((word) => word === 'true');
    yield { name: parts[i], body: parts[i + 4], flags: flags({ required, optional, computed }) };
  }
}

const flags = (all) => Object.fromEntries(Object.entries(all).filter(([, is]) => is));

/** `path` holds the classes from the resource down: a block that may hold itself (statements of WAF) is of any type there. */
function blockOf(path, entries, unit, where) {
  const block = {};
  for (const { name, body, flags } of membersOf(path.at(-1), unit)) {
    const place = `${where}.${name}`;
    const stated = entries.get(name);
    const nested = nestedIn(body, unit);
    const build = stated && nested && unit.entries.get(/\w+ToHclTerraform/.exec(stated.value)?.[0]);
    const recursive = nested !== undefined && path.includes(nested.element);
    if (build !== undefined && !recursive && isBlock(stated, name)) {
      const single = !stated.value.includes('listMapperHcl(');
      block.block_types ??= {};
      block.block_types[name] = {
        nesting_mode: stated.kind === 'struct' ? 'single' : stated.kind,
        ...(flags.required ? { min_items: 1 } : {}),
        ...(single && stated.kind !== 'struct' ? { max_items: 1 } : {}),
        block: blockOf([...path, nested.element], build, unit, place),
      };
    } else {
      block.attributes ??= {};
      block.attributes[name] = {
        type: recursive ? 'dynamic' : typeOf(body, stated, nested, unit, place),
        ...flags,
      };
    }
  }
  return block;
}

/** Objects in an attribute are written with `false`, or as a struct; the only block that is a struct is `timeouts`. */
const isBlock = ({ value, kind }, name) =>
  /^\w+\.listMapperHcl\(\w+, true\)/.test(value) ||
  (/^\w+ToHclTerraform\(/.test(value) && (kind !== 'struct' || name === 'timeouts'));

/** The class that holds a member's fields, and how it nests: list, set, map, or one object. */
function nestedIn(body, unit) {
  const [, name, set] = /= new (\w+)\(this, "\w+"(?:, (true|false))?\)/.exec(body) ?? [];
  if (!unit.classes.has(name)) return undefined;
  const { base } = unit.classes.get(name);
  if (base !== 'ComplexList' && base !== 'ComplexMap') return { element: name };
  const nesting = base === 'ComplexMap' ? 'map' : set === 'true' ? 'set' : 'list';
  return { element: name.replace(/(List|Map)$/, 'OutputReference'), nesting };
}

/** Terraform's JSON for types: "string", ["list", "string"], ["object", { name: type }]. */
function typeOf(body, stated, nested, unit, place) {
  if (nested !== undefined) {
    const fields = [...membersOf(nested.element, unit)].map((each) => [
      each.name,
      typeOf(each.body, undefined, nestedIn(each.body, unit), unit, `${place}.${each.name}`),
    ]);
    const object = ['object', Object.fromEntries(fields)];
    const nesting = stated === undefined || stated.kind === 'struct' ? nested.nesting : stated.kind;
    return nesting === undefined ? object : [nesting, object];
  }
  const type = stated === undefined ? typeOfGetter(body) : typeOfMapper(stated.value, stated.kind);
  if (type === undefined)
    throw new Error(`${place}: a type that is not known: ${(stated?.value ?? body).slice(0, 200)}`);
  return type;
}

const scalars = { string: 'string', number: 'number', boolean: 'bool', any: 'dynamic' };

/** `cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._names)` and the like. */
function typeOfMapper(text, kind) {
  const scalar = /^\w+\.(string|number|boolean|any)ToHclTerraform\b/.exec(text);
  if (scalar) return scalars[scalar[1]];
  const [, mapper, inner] =
    /^\w+\.(list|hash)MapperHcl\((.*?)(?:, (?:true|false))?\)(?:\(.*)?$/.exec(text) ?? [];
  const element = inner === undefined ? undefined : typeOfMapper(inner, 'list');
  return element === undefined
    ? undefined
    : [mapper === 'hash' ? 'map' : kind === 'set' ? 'set' : 'list', element];
}

const getters = {
  String: 'string',
  Number: 'number',
  Boolean: 'bool',
  List: ['list', 'string'],
  NumberList: ['list', 'number'],
  StringMap: ['map', 'string'],
  NumberMap: ['map', 'number'],
  BooleanMap: ['map', 'bool'],
  AnyMap: ['map', 'dynamic'],
};

/** What a member that is only read gives back. */
function typeOfGetter(body) {
  const [, toList, getter] = /(Fn\.tolist\()?this\.get(\w*?)Attribute\(/.exec(body) ?? [];
  if (getter in getters) return toList ? ['set', getters[getter][1]] : getters[getter];
  const [, helper, set] = /= new \w+\.(\w+)\(this, "\w+"(?:, (true|false))?\)/.exec(body) ?? [];
  if (helper in getters) return getters[helper];
  const wrapped = /^(\w+?)List$/.exec(helper ?? '')?.[1];
  if (wrapped in getters) return [set === 'true' ? 'set' : 'list', getters[wrapped]];
  if (helper === 'StringListMap') return ['map', ['list', 'string']];
  if (/interpolationForAttribute/.test(body))
    return /\?: string\[\]\[\]/.test(body) ? ['list', ['list', 'string']] : 'dynamic';
  return undefined;
}
