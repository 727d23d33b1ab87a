import { expect, test } from 'vitest';
import { limitMemory } from '../../src/compile/memory-limit.ts';

const page = 65_536;
const name = (text: string): number[] => [text.length, ...Buffer.from(text)];

/** A module with a section of no meaning, a memory that it exports as `m`, and an exported constant behind it. */
const withMemory = (...memory: number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[0, 3, ...name('xy')],
    ...(memory.length === 0 ? [] : [5, memory.length + 1, 1, ...memory]),
    ...[6, 6, 1, 0x7f, 0, 0x41, 42, 0x0b],
    ...(memory.length === 0 ? [] : [7, 9, 2, ...name('m'), 2, 0, ...name('g'), 3, 0]),
  );

function grown(wasm: Uint8Array<ArrayBuffer>): { pages: number; constant: unknown } {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  const memory = exports['m'] as WebAssembly.Memory;
  try {
    for (;;) memory.grow(1);
  } catch {
    const { value } = exports['g'] as unknown as { value: unknown };
    return { pages: memory.buffer.byteLength / page, constant: value };
  }
}

test.each([
  ['up to the limit', [0, 2], 10 * page, 10],
  ['a limit that is not a whole page', [0, 2], 10 * page + page - 1, 10],
  ['a limit of more than one byte', [0, 0x80, 1], 300 * page, 300],
  ['never less than it starts with', [0, 0x80, 1], page, 128],
])('a memory grows %s', (_, memory, maxBytes, pages) => {
  expect(grown(limitMemory(withMemory(...memory), maxBytes))).toEqual({ pages, constant: 42 });
});

test.each([
  ['with a maximum already', [1, 2, 3]],
  ['without a memory', []],
])('a module %s is refused', (_, memory) => {
  expect(WebAssembly.validate(withMemory(...memory))).toBe(true);
  expect(() => limitMemory(withMemory(...memory), page)).toThrow(
    'the module has no memory of its own without a maximum',
  );
});
