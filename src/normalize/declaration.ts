import type { DeclarationType } from '../model/declaration.ts';
import type { Resource } from '../model/document.ts';

/** A part of code in the shape of a resource, so that rules judge both in one way. */
export const declaration = (
  type: DeclarationType,
  address: string,
  attributes: Resource['attributes'],
  more: Partial<Resource> = {},
): Resource => ({
  key: `${type} ${address}`,
  type,
  mode: 'declaration',
  address,
  taggable: false,
  tags: {},
  attributes,
  unknown: {},
  defaulted: {},
  sensitive: [],
  links: {},
  related: {},
  unresolved: [],
  ...more,
});
