/** What the provider's schema says of a value; `any` where it says nothing. Of a list or set, `*` is an element. */
export interface Shape {
  readonly kind: 'scalar' | 'list' | 'set' | 'map' | 'block' | 'any';
  of(key: string): Shape;
}

/** The shape of a top-level attribute of a resource type, and whether only AWS sets it. */
export type ShapeOf = (
  type: string,
  attribute: string,
) => { readonly shape: Shape; readonly computedOnly: boolean };

/** Nothing is known: lists are compared as sets, as most lists of the provider are. */
export const anyShape: Shape = { kind: 'any', of: () => anyShape };
const scalarShape: Shape = { kind: 'scalar', of: () => anyShape };
/** Of tags, and of every map: the keys are data. */
export const mapShape: Shape = { kind: 'map', of: () => scalarShape };

/** Blocks of the provider's schema as `terraform providers schema -json` gives them, as far as it is used here. */
export interface ProviderBlock {
  readonly attributes?: Readonly<
    Record<
      string,
      {
        readonly type: unknown;
        readonly required?: boolean;
        readonly optional?: boolean;
        readonly computed?: boolean;
      }
    >
  >;
  readonly block_types?: Readonly<
    Record<string, { readonly nesting_mode: string; readonly block: ProviderBlock }>
  >;
}

/** The shapes of all types of a schema. */
export function shapesOf(schema: Readonly<Record<string, ProviderBlock>>): ShapeOf {
  const known = new Map<string, ReturnType<ShapeOf>>();
  return (type, attribute) => {
    const key = `${type} ${attribute}`;
    let found = known.get(key);
    if (found === undefined) {
      const block = Object.hasOwn(schema, type) ? schema[type] : undefined;
      const own = block?.attributes?.[attribute];
      const computedOnly = own?.computed === true && own.optional !== true && own.required !== true;
      found = { shape: block === undefined ? anyShape : ofBlock(block).of(attribute), computedOnly };
      known.set(key, found);
    }
    return found;
  };
}

const ofBlock = ({ attributes = {}, block_types = {} }: ProviderBlock): Shape => ({
  kind: 'block',
  of: (key) => {
    const nested = Object.hasOwn(block_types, key) ? block_types[key] : undefined;
    if (nested !== undefined) return nesting(nested.nesting_mode, () => ofBlock(nested.block));
    return Object.hasOwn(attributes, key) ? ofType(attributes[key]?.type) : anyShape;
  },
});

const nesting = (mode: string, element: () => Shape): Shape =>
  mode === 'list' || mode === 'set' || mode === 'map' ? { kind: mode, of: element } : element();

/** `"string"`, `["set", "string"]`, `["list", ["object", {...}]]` */
function ofType(type: unknown): Shape {
  if (!Array.isArray(type)) return type === 'dynamic' || type === undefined ? anyShape : scalarShape;
  const [kind, inner] = type as [string, unknown];
  if (kind !== 'object') return nesting(kind, () => ofType(inner));
  const members = inner as Readonly<Record<string, unknown>>;
  return {
    kind: 'block',
    of: (key) => (Object.hasOwn(members, key) ? ofType(members[key]) : anyShape),
  };
}

/** AWS lower-cases them, or takes either case. */
const caseless =
  /^(protocol|ip_protocol|identifier|cluster_identifier|db_subnet_group_name|parameter_group_name|maintenance_window|preferred_maintenance_window|replication_group_id)$/;
export const isCaseless = (attribute: string): boolean => caseless.test(attribute);
