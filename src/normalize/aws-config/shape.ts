/** The schema of the Terraform AWS provider as `terraform providers schema -json` gives it, as far as it is used here. */
export interface ProviderBlock {
  readonly attributes?: Readonly<Record<string, { readonly type: unknown }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: ProviderBlock }>>;
}

/** Resource type -> its attributes and blocks. */
export type ProviderSchema = Readonly<Record<string, ProviderBlock>>;

/** The names of a block, and the shape of those that are blocks again. */
export interface Shape {
  readonly names: readonly string[];
  nested(name: string): Shape | undefined;
}

const none: Shape = { names: [], nested: () => undefined };
const known = new WeakMap<object, Shape>();

/** Undefined for a type that the provider does not have. */
export function shapeOf(schema: ProviderSchema, type: string): Shape | undefined {
  const found = schema[type];
  return found === undefined ? undefined : ofBlock(found);
}

function ofBlock(block: ProviderBlock): Shape {
  return remembered(block, () => {
    const { attributes = {}, block_types = {} } = block;
    const nested = (name: string): Shape | undefined => {
      const inner = block_types[name];
      return inner === undefined ? ofType(attributes[name]?.type) : ofBlock(inner.block);
    };
    return { names: [...Object.keys(attributes), ...Object.keys(block_types)], nested };
  });
}

/** Some blocks are attributes in the schema: `["set", ["object", {...}]]`. */
function ofType(type: unknown): Shape | undefined {
  if (!Array.isArray(type)) return undefined;
  const [kind, inner] = type as [string, unknown];
  if (kind === 'list' || kind === 'set') return ofType(inner);
  if (kind !== 'object' || typeof inner !== 'object' || inner === null) return undefined;
  const members = inner as Readonly<Record<string, unknown>>;
  return remembered(inner, () => ({
    names: Object.keys(members),
    nested: (name) => ofType(members[name]),
  }));
}

function remembered(key: object, make: () => Shape): Shape {
  let shape = known.get(key);
  if (shape === undefined) {
    shape = make();
    known.set(key, shape);
  }
  return shape;
}

/** The shape of a nested block, which a table that passed its test always has. */
export const nestedShape = (shape: Shape, name: string): Shape => shape.nested(name) ?? none;
