const page = 65_536;
const memorySection = 5;

/**
 * The same WebAssembly module with a maximum for its memory, at least what it starts with. Go's linker states none, so
 * that a program in it could take 4 GiB; a module cannot be limited from outside when it brings its own memory.
 * See https://webassembly.github.io/spec/core/binary/modules.html#memory-section
 */
export function limitMemory(wasm: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
  // Behind the eight bytes of magic and version, each section is an id, its length and its content.
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = readNumber(wasm, at + 1);
    const end = start + length;
    if (wasm[at] === memorySection) {
      const [count, flags] = readNumber(wasm, start);
      // Bit 0 of the flags says that a maximum follows the initial size, the others belong to proposals.
      const [initial] = readNumber(wasm, flags + 1);
      if (count !== 1 || wasm[flags] !== 0) break;
      const most = Math.max(initial, Math.floor(maxBytes / page));
      const content = [1, 1, ...number(initial), ...number(most)];
      const section = Uint8Array.of(memorySection, ...number(content.length), ...content);
      return new Uint8Array(Buffer.concat([wasm.subarray(0, at), section, wasm.subarray(end)]));
    }
    at = end;
  }
  throw new Error('the module has no memory of its own without a maximum');
}

/** An unsigned LEB128 number and where the next byte stands. */
function readNumber(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, next];
  }
}

function number(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...number(Math.floor(value / 0x80))];
}
