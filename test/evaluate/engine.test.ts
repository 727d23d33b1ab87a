import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine, EngineError } from '../../src/evaluate/engine.ts';
import { encoded, entrypointOf, type Id, seeded, testPack } from './rules.ts';

const all = (['T-BAD-01', 'T-CLASH-01', 'T-ECHO-01', 'T-GLOB-01', 'T-MATCH-01', 'T-OBJECT-01'] as const).map(
  entrypointOf,
);
const mebibyte = 1024 * 1024;

let module: WebAssembly.Module;
beforeAll(async () => {
  module = new WebAssembly.Module((await testPack()).wasm);
}, 60_000);

const engine = (options: { entrypoints?: string[]; maxBytes?: number; data?: unknown } = {}): Engine =>
  createEngine(module, { data: {}, entrypoints: all, maxBytes: 64 * mebibyte, ...options });

const ask = (on: Engine, input: unknown, ...ids: Id[]) =>
  on.evaluate(encoded(input), ids.map(entrypointOf), () => undefined);

const resource = (attributes: object, key = 'k') => ({ key, type: 'aws_instance', attributes });
const one = (attributes: object) => ({ resources: [resource(attributes)] });
const denied = { ok: true, value: { deny: [{ key: 'k', path: '/a', message: 'denied' }] } };
const silent = { ok: true, value: { deny: [] } };

describe('an input that does not parse is an error, never "no violation"', () => {
  const whole = JSON.stringify(one({ bad: true }));
  const judge = (content: string | Buffer) =>
    engine().evaluate(Buffer.from(content), [entrypointOf('T-BAD-01')], () => undefined);

  test('cut at every byte', () => {
    for (let end = 0; end < whole.length; end++) {
      expect(() => judge(whole.slice(0, end)), `cut at ${end}`).toThrow(EngineError);
    }
    expect(judge(whole)).toEqual([denied]);
  });

  test.each([
    ['a byte order mark', `\ufeff${whole}`],
    ['blanks', ' \n'],
    ['a log line before', `plan: ${whole}`],
    ['NaN', '{"a":NaN}'],
    ['UTF-16', Buffer.from(whole, 'utf16le')],
    ['a NUL', '\0'],
  ])('%s', (_, content) => expect(() => judge(content)).toThrow(EngineError));

  test('text after it is not looked at, and hides nothing', () =>
    expect(judge(`${whole} x`)).toEqual([denied]));

  test('and the next input is judged as if nothing had been', () => {
    const used = engine();
    expect(() => used.evaluate(Buffer.from('{'), [entrypointOf('T-BAD-01')], () => undefined)).toThrow(
      'is not valid JSON',
    );
    expect(ask(used, one({ bad: true }), 'T-BAD-01')).toEqual([denied]);
  });

  test.each(['null', '0', 'false', '""', '[]', '"text"'])(
    '%s parses, and is no input with resources',
    (text) => {
      expect(judge(text)).toEqual([silent]);
    },
  );
});

describe('what a rule does wrong is its own error, and the others are answered', () => {
  test.each<[string, Id, object, string]>([
    ['two values of one rule', 'T-CLASH-01', { clash: true }, 'conflict'],
    ['two values of one key', 'T-OBJECT-01', {}, 'conflict'],
    ['memory', 'T-HUGE-01', { xs: Array.from({ length: 150 }, (_, n) => n) }, 'opa_malloc: failed'],
  ])('%s', (_, id, more, message) => {
    const input = { resources: [resource({ bad: true }), resource({}, 'other')], ...more };
    const [before, broken, after] = ask(engine(), input, 'T-BAD-01', id, 'T-BAD-01');
    expect([before, after]).toEqual([denied, denied]);
    expect(broken).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  test('every broken rule is told, in order', () => {
    const input = { clash: true, resources: [resource({}), resource({}, 'b')] };
    const outcomes = ask(engine(), input, 'T-CLASH-01', 'T-OBJECT-01', 'T-CLASH-01', 'T-BAD-01');
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false, false, true]);
  });

  test('an entrypoint that is not there', () => {
    const [outcome] = engine().evaluate(encoded({}), ['driftgate/main/rule_x'], () => undefined);
    expect(outcome).toEqual({ ok: false, message: 'there is no such entrypoint' });
  });
});

test('an entrypoint that is required and missing is refused at load', () => {
  const broken = engine({ entrypoints: [...all, 'driftgate/main/rule_t_gone_01'] });
  expect(() => ask(broken, {}, 'T-BAD-01')).toThrow(
    'the module has no entrypoint `driftgate/main/rule_t_gone_01`',
  );
});

describe('memory', () => {
  /** The sizes with which memories are made while something runs, in pages of 64 KiB. */
  const sizes = (running: () => void): WebAssembly.MemoryDescriptor[] => {
    const made: WebAssembly.MemoryDescriptor[] = [];
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(size: WebAssembly.MemoryDescriptor) {
        super(size);
        made.push(size);
      }
    };
    try {
      running();
    } finally {
      WebAssembly.Memory = Memory;
    }
    return made;
  };

  test('is sized for the input, with the maximum as its end: the module itself would grow it a page at a time', () => {
    const input = one({ text: 'x'.repeat(36 * mebibyte) });
    const [first, second, ...more] = sizes(() => {
      const used = engine({ maxBytes: 512 * mebibyte });
      for (const each of [one({ bad: true }), input, input, one({ bad: true })]) ask(used, each, 'T-BAD-01');
    });
    expect(first).toEqual({ initial: expect.any(Number), maximum: 8_192 });
    expect(first?.initial).toBeLessThan(4_097);
    expect(second).toEqual({ initial: expect.any(Number), maximum: 8_192 });
    expect(second?.initial).toBeGreaterThan(7_000);
    expect(more).toEqual([]);
  });

  test('that a rule has left in an unknown state is not used again', () => {
    const input = { clash: true, resources: [resource({})] };
    const made = sizes(() =>
      ask(engine(), input, 'T-BAD-01', 'T-CLASH-01', 'T-BAD-01', 'T-CLASH-01', 'T-CLASH-01'),
    );
    expect(made).toHaveLength(4);
  });

  test('an input over the maximum is an error, and a small one after it is judged', () => {
    const small = engine({ maxBytes: 32 * mebibyte });
    const input = one({ text: 'x'.repeat(40 * mebibyte) });
    expect(() => ask(small, input, 'T-BAD-01')).toThrow(EngineError);
    expect(ask(small, one({ bad: true }), 'T-BAD-01')).toEqual([denied]);
  });

  test('parameters over the maximum are an error', () => {
    expect(() => ask(engine({ data: { text: 'x'.repeat(80 * mebibyte) } }), {}, 'T-BAD-01')).toThrow();
  });
});

describe('one engine, many questions', () => {
  const inputs = Array.from({ length: 20 }, (_, n) =>
    one({ bad: n % 3 === 0, text: `é${'ü'.repeat(n)}日本\u{1f600}` }),
  );
  const ids: Id[] = ['T-BAD-01', 'T-ECHO-01', 'T-BAD-01'];

  test('asked together, one at a time, and of a new engine each: the same answers', () => {
    const used = engine();
    for (const input of inputs) {
      const together = ask(used, input, ...ids);
      expect(together).toEqual(ids.flatMap((id) => ask(used, input, id)));
      expect(together).toEqual(ask(engine(), input, ...ids));
    }
  });

  test('text beyond ASCII comes back as it went in', () => {
    for (const text of ['é', '日本語', '\u{1f600}', '\u0000', '"\\\u001b', '\u2028', '\ufffd']) {
      const [outcome] = ask(engine(), one({ text }), 'T-ECHO-01');
      expect(outcome).toEqual({ ok: true, value: { deny: [{ key: 'k', path: '/a', message: text }] } });
    }
  });

  test('a set holds each member once, whatever order they come in', () => {
    const random = seeded(7);
    const keys = Array.from({ length: 50 }, (_, n) => `k${n}`);
    for (let round = 0; round < 20; round++) {
      const shuffled = [...keys, ...keys].sort(() => random(3) - 1);
      const [outcome] = ask(engine(), { keys: shuffled }, 'T-SET-01') as unknown as [
        { value: { deny: { key: string }[] } },
      ];
      expect(outcome.value.deny.map(({ key }) => key).sort()).toEqual([...keys].sort());
    }
  });

  test('patterns that the module caches stay right over a thousand evaluations, and nothing piles up', () => {
    const used = engine({ maxBytes: 24 * mebibyte });
    const random = seeded(11);
    const letters = ['a', 'b', 'c', '.', '日'];
    for (let round = 0; round < 1_000; round++) {
      const text = Array.from({ length: 1 + random(4) }, () => letters[random(letters.length)]).join('');
      const pattern = `^[ab日]{${1 + random(3)}}\\.?c*$`;
      const glob = ['*', 'a*', '*.c', '{a,b}*', '**'][random(5)] as string;
      const [regex, matched] = ask(used, one({ text, pattern, glob }), 'T-MATCH-01', 'T-GLOB-01') as {
        value: { deny: object[] };
      }[];
      expect([text, pattern, regex?.value.deny.length]).toEqual([
        text,
        pattern,
        new RegExp(pattern, 'u').test(text) ? 1 : 0,
      ]);
      expect([text, glob, matched?.value.deny.length]).toEqual([text, glob, globs(glob, text) ? 1 : 0]);
    }
  });
});

/** The few globs above, with a dot as the delimiter. */
function globs(glob: string, text: string): boolean {
  const body = { '*': '[^.]*', 'a*': 'a[^.]*', '*.c': '[^.]*\\.c', '{a,b}*': '[ab][^.]*', '**': '.*' }[glob];
  return new RegExp(`^${body}$`, 'u').test(text);
}
