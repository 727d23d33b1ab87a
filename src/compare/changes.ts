import type { Resource } from '../model/document.ts';
import type { Difference, Pair } from '../model/drift.ts';
import { differences } from './difference.ts';
import { withHidden } from './hidden.ts';
import { isNoise, movedBy, saysNothing } from './noise.ts';
import { mapShape, type ShapeOf } from './shape.ts';

interface Options {
  readonly shapeOf: ShapeOf;
  readonly strict: boolean;
}

/** How the attributes of a pair differ that both sides carry; `skipped` are told elsewhere, `only` are all to look at. */
export function changesOf(
  { expected, actual }: Pair,
  { shapeOf, strict }: Options,
  skipped: ReadonlySet<string>,
  only?: readonly string[],
): Difference[] {
  const secrets = [...expected.sensitive, ...actual.sensitive];
  const attributes = (only ?? Object.keys(actual.attributes))
    .filter((name) => !skipped.has(name) && name !== 'tags' && name !== 'tags_all')
    .filter((name) => Object.hasOwn(expected.attributes, name) && Object.hasOwn(actual.attributes, name))
    .filter((name) => !isNoise(name) && isKnown(expected, name))
    .flatMap((name): Difference[] => {
      const { shape, computedOnly } = shapeOf(expected.type, name);
      if (computedOnly || saysNothing(expected, actual, name)) return [];
      const [left, right] = [expected, actual].map((side) =>
        withHidden(name, side.attributes[name], secrets),
      );
      if (left === undefined || right === undefined) return [];
      const muted = strict ? undefined : movedBy(expected, actual, name);
      return differences(`/${name}`, left.value, right.value, shape).map((each) =>
        muted === undefined ? each : { ...each, muted },
      );
    });
  return only === undefined ? [...attributes, ...tagChanges(expected, actual)] : attributes;
}

/** Values that a plan does not know yet cannot be compared. */
const isKnown = ({ unknown }: Resource, name: string): boolean =>
  !Object.keys(unknown).some((pointer) => `${pointer}/`.startsWith(`/${name}/`));

/** Effective tags against tags; `aws:` tags cannot be set. Where the live side carries no tags, nothing is known. */
function tagChanges(expected: Resource, actual: Resource): Difference[] {
  const carried = ['tags_all', 'tags', 'tag'].some((name) => Object.hasOwn(actual.attributes, name));
  if (!expected.taggable || !carried) return [];
  if (!isKnown(expected, 'tags_all') || !isKnown(expected, 'tags')) return [];
  const secrets = [...expected.sensitive, ...actual.sensitive].map((pointer) =>
    pointer.replace(/^\/tags(?=\/|$)/, '/tags_all'),
  );
  const [left, right] = [expected, actual].map(({ tags }) =>
    withHidden(
      'tags_all',
      Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:'))),
      secrets,
    ),
  );
  return left === undefined || right === undefined
    ? []
    : differences('/tags_all', left.value, right.value, mapShape);
}
