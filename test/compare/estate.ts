import { readFileSync } from 'node:fs';
import { compareDocuments } from '../../src/compare/drift.ts';
import { shapesOf } from '../../src/compare/shape.ts';
import { loadProvider } from '../../src/compile/provider.ts';
import type { Comparison, Drift } from '../../src/model/drift.ts';
import type { StateInput } from '../../src/model/input.ts';
import { normalizeLive } from '../../src/normalize/live.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { documentsInput } from '../../src/read/aws-config/documents.ts';
import { decode } from '../../src/read/decode.ts';
import { toDocument } from '../../src/read/document.ts';
import { toShownState } from '../../src/read/state.ts';
import { fixture } from '../cli/run.ts';

/** An item as AWS delivers it, to be changed by a test. */
export interface Item {
  resourceType: string;
  resourceId: string;
  ARN: string;
  awsRegion: string;
  tags: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into what it wants to change.
  configuration: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  supplementaryConfiguration: any;
  [key: string]: unknown;
}

/** A resource of `terraform show -json`. */
export interface Stated {
  address: string;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  values: any;
  sensitive_values: unknown;
  [key: string]: unknown;
}

export interface Estate {
  items: Item[];
  resources: Stated[];
}

const text = (name: string): string => readFileSync(fixture(`drift/${name}`), 'utf8');
const [stateText, snapshotText] = [text('state.json'), text('snapshot.json')];
const provider = loadProvider();

/** The estate of the fixture, which a test can change on either side. */
export function estate(): Estate & { readonly files: () => Readonly<Record<string, string>> } {
  const state = JSON.parse(stateText);
  const snapshot = JSON.parse(snapshotText);
  const { resources } = state.values.root_module;
  return {
    items: snapshot.configurationItems,
    resources,
    files: () => ({ 'state.json': JSON.stringify(state), 'snapshot.json': JSON.stringify(snapshot) }),
  };
}

export const find = ({ items }: Estate, type: string, id: string): Item => {
  const found = items.find((item) => item.resourceType === `AWS::${type}` && item.resourceId.endsWith(id));
  if (found === undefined) throw new Error(`no item ${type} ${id}`);
  return found;
};

export const stated = ({ resources }: Estate, address: string): Stated => {
  const found = resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
};

/** What differs once the estate was changed. */
export async function compared(change: (estate: Estate) => void, strict = false): Promise<Comparison> {
  const own = estate();
  change(own);
  const files = own.files();
  // One byte more than the text, as reading gives it.
  const buffer = Buffer.from(`${files['state.json']}\n`);
  const source = decode('state.json', { buffer, length: buffer.length - 1 });
  const state: StateInput = toShownState(toDocument('state.json', source));
  const open = async function* () {
    yield Buffer.from(files['snapshot.json'] ?? '');
  };
  const unlimited = { accounts: [], regions: [], types: [] };
  const input = documentsInput('snapshot.json', [{ name: 'snapshot.json', open }], unlimited);
  const live = await normalizeLive(input, await provider, { flag: 'prod' });
  const { document } = normalize(state, { flag: 'prod' });
  const options = { shapeOf: shapesOf(await provider), shows: live.shows, strict };
  return compareDocuments([document], live.document, options);
}

const line = (drift: Drift): string[] => {
  if (drift.kind === 'missing') return [`missing ${drift.expected.address}`];
  if (drift.kind === 'unmanaged') return [`unmanaged ${drift.actual.type} ${drift.actual.id}`];
  return drift.differences
    .filter(({ muted }) => muted === undefined)
    .map(({ path }) => `changed ${drift.expected.address} ${path}`);
};

/** What counts, a line each. */
export const lines = ({ drifts }: Comparison): string[] => drifts.flatMap(line).sort();

export const told = async (change: (estate: Estate) => void, strict = false): Promise<string[]> =>
  lines(await compared(change, strict));
