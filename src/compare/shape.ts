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

/** AWS lower-cases them, or takes either case. */
const caseless =
  /^(protocol|ip_protocol|identifier|cluster_identifier|db_subnet_group_name|parameter_group_name|maintenance_window|preferred_maintenance_window|replication_group_id|zone_id_case)$/;
export const isCaseless = (attribute: string): boolean => caseless.test(attribute);
