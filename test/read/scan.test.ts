import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isExactNumber } from '../../src/model/exact-number.ts';
import { JsonFault } from '../../src/read/fault.ts';
import { scan } from '../../src/read/scan.ts';
import { parseSlice } from '../../src/read/slice.ts';
import { toSource } from '../../src/read/source.ts';
import { strictReference } from './strict-reference.ts';

function parsed(content: string | Buffer): unknown {
  const source = toSource(Buffer.from(content));
  return parseSlice({ source, scan: scan(source) }, source.start, source.end);
}

function fault(content: string | Buffer): string {
  try {
    scan(toSource(Buffer.from(content)));
  } catch (error) {
    if (error instanceof JsonFault) return `${error.fault} ${error.offset}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('grammar', () => {
  const good = [
    '{}',
    '[]',
    ' [ ] ',
    '{"a":[{},[],1,-0,0.5,1e3,1E-2,true,false,null,"x"]}',
    '""',
    '\t{\r\n"a" : 1 }\n',
  ];
  test.each(good)('accepts %j', (text) => expect(parsed(text)).toStrictEqual(JSON.parse(text)));

  const bad: [text: string, offset: number][] = [
    ['[1,]', 3],
    ['{"a":1,}', 7],
    ['{,}', 1],
    ['[,1]', 1],
    ['{"a" 1}', 5],
    ['{"a":}', 5],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":1]', 6],
    ['[01]', 2],
    ['[+1]', 1],
    ['[.5]', 1],
    ['[1.]', 3],
    ['[1e]', 3],
    ['[1e+]', 4],
    ['[-]', 2],
    ['[--1]', 2],
    ['[0x1]', 2],
    ['[NaN]', 1],
    ['[Infinity]', 1],
    ['[nul]', 4],
    ['[True]', 1],
    ['[tru]', 4],
    ['["\t"]', 2],
    ['["\u0000"]', 2],
    ['["\\x41"]', 3],
    ['["\\u12g4"]', 6],
    ['["\\u{1}"]', 4],
    ['[1]//c', 3],
    ['/*c*/[1]', 0],
    ['[1]\u00a0', 3],
    ['\u000b[1]', 0],
    ['[\f1]', 1],
    ['{"a":1 "b":2}', 7],
    ['[]]', 2],
  ];
  test.each(bad)('refuses %j at byte %i', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(fault(text)).toMatch(new RegExp(`^(invalid|trailing) ${offset}: `));
  });

  test.each([
    '',
    ' ',
    '{',
    '{"a',
    '{"a"',
    '{"a":',
    '{"a":1',
    '[1,',
    '["\\',
    '["\\u00',
    '[tr',
    '[-',
    '[1.',
    '"x',
  ])('%j is cut short', (text) =>
    expect(fault(text)).toBe(`truncated ${text.length}: the JSON document ends too early`),
  );

  test('depth', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(fault(nested(1000))).toBe('accepted');
    expect(fault(nested(1001))).toBe('invalid 1000: nested deeper than 1000 levels');
    expect(fault('{"a":'.repeat(100_000))).toContain('nested deeper');
  });

  test('a key or string of more than 64 MiB', () => {
    const long = 'x'.repeat(64 * 1024 * 1024 + 1);
    expect(fault(`["${long}"]`)).toBe('invalid 1: a string is longer than 64 MiB');
    expect(fault(`{"${long}":1}`)).toBe('invalid 2: a key is longer than 64 MiB');
  });
});

describe('duplicate keys', () => {
  const same = 'invalid 7: the same key stands twice in one object';
  test.each([
    ['{"a":1,"a":2}', same],
    ['{"a":1,"\\u0061":2}', same],
    ['{"é":1,"\\u00e9":2}', same.replace('7', '8')],
    ['{"\\ud83d\\ude00":1,"😀":2}', same.replace('7', '18')],
    ['{"__proto__":1,"__proto__":2}', same.replace('7', '15')],
    ['{"\\ud800":1,"\\ufffd":2}', same.replace('7', '12')],
    ['[{"a":{"b":1,"c":2,"b":3}}]', same.replace('7', '19')],
    ['{"":1,"":2}', same.replace('7', '6')],
  ])('%s', (text, expected) => expect(fault(text)).toBe(expected));

  test.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":[{"b":1}],"b":{"a":1}}',
    '{"é":1,"e\u0301":2}',
  ])('none in %s', (text) => expect(fault(text)).toBe('accepted'));

  test('among 100,000 keys, then none in the next object of the same depth', () => {
    const many = Array.from({ length: 100_000 }, (_, n) => `"key-${n}":${n}`).join();
    expect(fault(`[{${many}},{${many}}]`)).toBe('accepted');
    expect(fault(`[{${many},"key-777":1}]`)).toContain('the same key');
  });

  test('an object of 1.1 million keys', () => {
    const keys = Array.from({ length: 1_100_000 }, (_, n) => `"${n.toString(36)}":0`).join();
    expect(fault(`{${keys}}`)).toContain('too many');
    expect(fault(`[{${keys}}]`)).toContain('an object has too many keys');
  });
});

describe('against JSON.parse', () => {
  const json = fc.tuple(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, 3));

  test('a random value is accepted and parsed alike', () => {
    fc.assert(
      fc.property(json, ([value, indent]) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(parsed(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 1000 },
    );
  });

  test('after random changes of bytes: accepted exactly when a strict reader accepts', () => {
    let accepted = 0;
    let refused = 0;
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom('set', 'insert', 'remove', 'repeat'),
      fc.oneof(fc.constantFrom(...Buffer.from('{}[]",:\\u0019.-+eEtfn \n')), fc.nat(255)),
    );
    fc.assert(
      fc.property(json, fc.array(change, { maxLength: 3 }), ([value, indent], changes) => {
        let bytes = [...Buffer.from(JSON.stringify(value, null, indent))];
        for (const [where, how, byte] of changes) {
          const at = where % (bytes.length + 1);
          if (how === 'set') bytes[Math.min(at, bytes.length - 1)] = byte;
          else if (how === 'insert') bytes.splice(at, 0, byte);
          else if (how === 'remove') bytes.splice(at, 1 + (byte % 3));
          else bytes = [...bytes.slice(0, at), ...bytes.slice(Math.max(0, at - 8))];
        }
        const content = Buffer.from(bytes);
        if (!isUtf8(content)) return;
        const text = content.toString();
        const verdict = strictReference(text);
        expect({ text, fault: fault(content) === 'accepted' ? '' : 'some' }).toEqual({
          text,
          fault: verdict ? '' : 'some',
        });
        if (verdict) accepted++;
        else refused++;
      }),
      { numRuns: 10_000 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(500);
  });
});

describe('what a double or a string can not carry', () => {
  test.each([
    '9007199254740993',
    '-12345678901234567891',
    '0.12345678901234567891',
    '1.00000000000000000001',
  ])('keeps %s as text', (text) => {
    const [value] = parsed(`[ ${text} ]`) as unknown[];
    expect(isExactNumber(value)).toBe(true);
  });

  test.each([
    '0',
    '-0',
    '1',
    '0.1',
    '0.1000',
    '1e22',
    '1e23',
    '9007199254740992',
    '12345678901234567000',
    '123456.789e3',
    '1E4',
    '0e999',
    '0.30000000000000004',
    '5e-324',
  ])('leaves %s a number', (text) => expect(parsed(`[${text}]`)).toStrictEqual(JSON.parse(`[${text}]`)));

  test.each(['1e400', '-1e400', '1E+999999999999', '9'.repeat(400), '1e-400'])('refuses %s', (text) => {
    expect(fault(`[${text}]`)).toBe('invalid 1: a number is out of the range of a double');
  });

  test('refuses a number of more than 1000 bytes', () => {
    expect(fault(`[0.${'0'.repeat(998)}1]`)).toBe('invalid 1: a number is longer than 1000 bytes');
  });

  test('lone surrogates become U+FFFD, pairs stay', () => {
    const text = String.raw`["\ud800","a\udc00b","\ud83d\ude00","\ud83d\ud83d\ude00","\\ud800",{"\udfff":12345678901234567891}]`;
    const value = parsed(text) as unknown[];
    expect(value.slice(0, 5)).toEqual(['\ufffd', 'a\ufffdb', '😀', '\ufffd😀', '\\ud800']);
    expect(Object.keys(value[5] as object)).toEqual(['\ufffd']);
  });
});
