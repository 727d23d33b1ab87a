import { WASI } from '@bjorn3/browser_wasi_shim';
import { restoreExactNumbers } from './exact-number.ts';

interface Reactor {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly dg_alloc: (length: number) => number;
  readonly dg_free: (address: number) => void;
  readonly dg_run: (address: number, length: number) => bigint;
}

/** Stack of a thread that compiles, in MiB: OPA's compiler recurses over all rules of a pack and their tests. */
export const compilerStack = { stackSizeMb: 32 };

/** A response: the JSON header, and the raw bytes behind it (a compiled policy, the value of a built-in). */
export interface Frame {
  readonly header: unknown;
  readonly raw: Uint8Array<ArrayBuffer>;
}

/** Asks the program and waits for its answer. Throws whatever a trap throws; the next request is answered again. */
export type Run = (request: object) => Frame;

/**
 * The Rego toolchain (`compile/toolchain/`) as a program that answers requests: the compiler asks it to compile, the
 * evaluator to call OPA's built-ins. It has no files, arguments, environment, output or network, its calendar stands
 * still, and what it takes for random is the same in each request. Started with the first request.
 * @param now the instant at which its calendar stands, RFC 3339; 1970 where no answer may depend on it
 * @param room bytes by which its memory grows at once: V8 collects garbage of its own each time that memory grows, and
 * Go asks for little at a time
 */
export function startReactor(module: WebAssembly.Module, now?: string, room = 0): Run {
  let instance: Instance | undefined;
  return (request) => {
    const current = instance ?? new Instance(module, now, room);
    // Dead until the call has come back: a trap leaves it in an unknown state.
    instance = undefined;
    const frame = current.run(request);
    instance = current;
    return frame;
  };
}

/** Bytes of a page of WebAssembly's memory. */
const page = 65_536;

class Instance {
  readonly #exports: Reactor;
  readonly #restart: () => void;

  constructor(module: WebAssembly.Module, now: string | undefined, room: number) {
    // No descriptors at all: what Go prints before it aborts goes nowhere.
    const wasi = new WASI([], [], [], { debug: false });
    const memory = (): ArrayBuffer => this.#exports.memory.buffer;
    const { restart, ...imports } = steady(memory, now === undefined ? 0n : nanoseconds(now));
    const instance = new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: { ...wasi.wasiImport, ...imports },
    });
    this.#exports = instance.exports as unknown as Reactor;
    this.#restart = restart;
    // Before Go starts, which asks once how much there is.
    this.#exports.memory.grow(Math.floor(room / page));
    wasi.initialize({ exports: this.#exports });
  }

  run(request: unknown): Frame {
    this.#restart();
    const go = this.#exports;
    const body = new TextEncoder().encode(restoreExactNumbers(JSON.stringify(request)));
    const from = go.dg_alloc(body.length) >>> 0;
    new Uint8Array(go.memory.buffer, from, body.length).set(body);
    const packed = BigInt.asUintN(64, go.dg_run(from, body.length));
    go.dg_free(from);

    const to = Number(packed >> 32n);
    // A copy: the memory belongs to Go again after dg_free, and may move when it grows.
    const frame = new Uint8Array(go.memory.buffer, to, Number(packed & 0xffff_ffffn)).slice();
    go.dg_free(to);

    const start = 4 + new DataView(frame.buffer).getUint32(0, true);
    const header: unknown = JSON.parse(new TextDecoder().decode(frame.subarray(4, start)));
    return { header, raw: frame.slice(start) };
  }
}

const REALTIME = 0;

const nanoseconds = (instant: string): bigint => BigInt(Date.parse(instant)) * 1_000_000n;

/** Replaces the shim's clock and random source, so that the same request gives the same answer on any day. */
function steady(memory: () => ArrayBuffer, now: bigint) {
  let seed = 0;
  const restart = (): void => {
    seed = 0x9e37_79b9;
  };
  restart();
  return {
    restart,
    // The monotonic clock must advance: Go's scheduler waits on it.
    clock_time_get(clock: number, _precision: bigint, at: number) {
      const time = clock === REALTIME ? now : BigInt(Math.round(performance.now() * 1e6));
      new DataView(memory()).setBigUint64(at >>> 0, time, true);
      return 0;
    },
    // Seeds map order and hashes, never a secret. Xorshift, because rejection sampling in Go would spin on constant bytes.
    random_get(at: number, length: number) {
      const bytes = new Uint8Array(memory(), at >>> 0, length);
      for (let i = 0; i < length; i++) {
        seed ^= seed << 13;
        seed ^= seed >>> 17;
        seed ^= seed << 5;
        bytes[i] = seed;
      }
      return 0;
    },
  };
}
