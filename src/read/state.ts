import type { StateInput } from '../model/input.ts';
import type { RawStateResource } from '../model/raw.ts';
import { countOf, elementsInModules, type JsonDocument } from './document.ts';
import { checkFormatVersion } from './format-version.ts';
import { toStateResource } from './shape.ts';
import { sourceInfo } from './source-info.ts';

/** The output of `terraform show -json`; without `values` it is an empty state. */
export function toShownState(document: JsonDocument): StateInput {
  const formatVersion = checkFormatVersion(document);
  function* resources(): Generator<RawStateResource> {
    for (const element of elementsInModules(document, 'values')) yield toStateResource(document.uri, element);
  }
  return {
    info: sourceInfo(document, 'state', formatVersion),
    resources,
    resourceCount: countOf(document, 'values'),
  };
}
