import type { Document } from '../model/document.ts';
import type { StateInput } from '../model/input.ts';
import { complete, countOther, emptyDocument, fromState, isAws } from './plan.ts';
import type { Making } from './resource.ts';

/** The document of a state: everything is known, and there is no change to judge. */
export function stateDocument(input: StateInput, making: Making, source: Document['source']): Document {
  const document = emptyDocument(source);
  for (const raw of input.resources()) {
    if (!isAws(raw)) countOther(document, raw);
    else (raw.mode === 'data' ? document.dataSources : document.resources).push(fromState(raw, making));
  }
  complete(document, making);
  return document;
}
