import type { Document, Resource } from '../model/document.ts';
import type { Row } from './table.ts';

/** A document from the short form of a table; links are made both ways, as normalization does. */
export function documentOf(row: Pick<Row, 'resources' | 'environment' | 'documentEnvironment'>): Document {
  const resources = row.resources.map((short, index) => resourceOf(short, index, row.environment));
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const relate = (from: Resource, to: Resource): void => {
    from.related[to.type] = [...new Set([...(from.related[to.type] ?? []), to.key])];
  };
  for (const resource of resources) {
    for (const target of Object.values(resource.links).flat()) {
      const other = byKey.get(target);
      if (other === undefined) throw new Error(`a link to \`${target}\`, which the row does not have`);
      relate(resource, other);
      relate(other, resource);
    }
  }
  const environment = row.documentEnvironment;
  return {
    schemaVersion: '1',
    source: {
      kind: 'plan',
      uri: 'table',
      digest: `sha256:${'0'.repeat(64)}`,
      ...(environment === undefined ? {} : { environment: { name: environment, from: 'flag' } }),
    },
    resources: resources.filter(({ mode }) => mode !== 'declaration'),
    removed: [],
    dataSources: [],
    declarations: resources.filter(({ mode }) => mode === 'declaration'),
    otherProviders: {},
  };
}

/** A resource with all that the row does not say as it is where there is nothing to say. */
function resourceOf(short: Partial<Resource>, index: number, named: string | undefined): Resource {
  const attributes = short.attributes ?? {};
  const type = short.type ?? 'aws_instance';
  const key = short.key ?? `${type}.r${index}`;
  const environment = short.environment ?? (named === undefined ? undefined : { name: named, from: 'flag' });
  const tags = attributes['tags_all'] ?? attributes['tags'];
  return {
    mode: isDeclaration(type) ? 'declaration' : 'managed',
    address: key,
    name: `r${index}`,
    taggable: tags !== undefined || short.unknown?.['/tags_all'] !== undefined,
    tags: (tags ?? {}) as Record<string, string>,
    defaulted: {},
    sensitive: [],
    links: {},
    unresolved: [],
    actions: ['create'],
    ...short,
    type,
    key,
    attributes,
    unknown: short.unknown ?? {},
    related: { ...short.related },
    ...(environment === undefined ? {} : { environment }),
  } as Resource;
}

/** What code declares around resources has a type that is none of AWS. */
const isDeclaration = (type: string): boolean => !type.startsWith('aws_');

/** The resource that a row is about: its first, which is the first of its kind in the document. */
export const subjectOf = ({ resources: [first] }: Pick<Row, 'resources'>, document: Document): Resource =>
  document[isDeclaration(first?.type ?? 'aws_instance') ? 'declarations' : 'resources'][0] as Resource;
