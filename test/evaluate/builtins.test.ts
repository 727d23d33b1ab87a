import { beforeAll, describe, expect, test } from 'vitest';
import { loadArtifact } from '../../src/compile/toolchain-artifact.ts';
import { type Builtins, goBuiltins } from '../../src/evaluate/builtins.ts';

const now = '2026-06-01T12:00:00Z';
const mebibyte = 1024 * 1024;

let artifact: WebAssembly.Module;
let builtins: Builtins;
beforeAll(async () => {
  artifact = await loadArtifact();
  builtins = goBuiltins(artifact, now);
}, 60_000);

const call = (name: string, operands: string, on = builtins): string | undefined => {
  const value = on(name, operands);
  return value && Buffer.from(value).toString();
};

describe('values go in and come out as they are', () => {
  test.each([
    ['a set', '{"a":{1,2,3}}'],
    ['an empty set', '{"a":set()}'],
    ['sets in sets', '{"a":{{1},{2,set()}}}'],
    ['keys that are no strings', '{null:3,true:4,7:5,[1]:1,{2}:2}'],
    ['integers of any length', '{"a":[123456789012345678901234567890,-5,0]}'],
    ['fractions', '{"a":[0.1,1e-7,2.5]}'],
    ['text of every kind', '{"a":"\\u0000\\u0007\\u001b\\"\\\\日本\u{1f600}\\u007f"}'],
    ['line ends of JavaScript', '{"a":"\\u2028\\u2029"}'],
    ['nothing', '{}'],
  ])('%s', (_, value) => {
    // Patching with nothing gives the object back.
    expect(call('json.patch', `[${value},[]]`)).toBe(value.replace('\\u007f', '\u007f'));
  });

  test('a megabyte', () => {
    const value = `{"a":"${'x'.repeat(mebibyte)}"}`;
    expect(call('json.patch', `[${value},[]]`)).toBe(value);
  });
});

describe("answers are OPA's", () => {
  test.each([
    [
      'sprintf',
      '["%5d|%-5s|%x|%q|%v|%s",[7,"x",255,"q",{"b","a"}]]',
      '"    7|x    |ff|\\"q\\"|{\\"a\\", \\"b\\"}|%!s(MISSING)"',
    ],
    ['sprintf', '["%d",[12345678901234567890]]', '"12345678901234567890"'],
    ['semver.compare', '["1.10.0","1.9.0"]', '1'],
    ['yaml.marshal', '[{"z":null}]', '"z: null\\n"'],
    ['regex.split', '["(?i)X","axbXc"]', '["a","b","c"]'],
    ['units.parse_bytes', '["10Gi"]', '10737418240'],
    ['time.parse_rfc3339_ns', '["2026-01-02T03:04:05Z"]', '1767323045000000000'],
    ['object.subset', '[{1,2},{2}]', 'true'],
    ['trace', '["goes nowhere"]', 'true'],
  ])('%s(%s)', (name, operands, value) => expect(call(name, operands)).toBe(value));

  test.each([
    ['an operand of the wrong type', 'semver.compare', '[1,2]'],
    ['text that cannot be read', 'time.parse_rfc3339_ns', '["yesterday"]'],
    ['a schema that refers to a host', 'json.match_schema', '[{},{"$ref":"http://192.0.2.1/x"}]'],
  ])('%s is undefined, as in OPA', (_, name, operands) => expect(call(name, operands)).toBeUndefined());
});

describe('what no policy can cause is an error, and the next call is answered', () => {
  test.each([
    ['a built-in that is not there', 'no.such', '[]', '`no.such` failed: there is no built-in no.such'],
    ['operands that do not parse', 'sprintf', '["%d', 'operands of sprintf'],
    ['operands that are no array', 'sprintf', '{"a":1}', 'expected an array of values'],
    ['operands that are a call', 'sprintf', '[http.send({})]', 'expected an array of values'],
    ['operands that are not all there', 'sprintf', '[]', 'internal error'],
    ['nesting without end', 'json.patch', `[${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)},[]]`, '`json.patch`'],
  ])('%s', (_, name, operands, message) => {
    expect(() => call(name, operands)).toThrow(message);
    expect(call('semver.is_valid', '["1.2.3"]')).toBe('true');
  });

  test('memory over the limit', async () => {
    const small = goBuiltins(await loadArtifact(undefined, 64 * mebibyte), now);
    expect(() => call('net.cidr_expand', '["10.0.0.0/8"]', small)).toThrow(
      '`net.cidr_expand` ran out of memory or of stack',
    );
    expect(call('net.cidr_expand', '["10.0.0.0/31"]', small)).toBe('{"10.0.0.0","10.0.0.1"}');
  }, 60_000);
});

describe('the same call gives the same answer', () => {
  const seconds = Date.parse(now) / 1_000;

  test('the clock stands at the instant of the run', async () => {
    expect(call('time.now_ns', '[]')).toBe(`${seconds}000000000`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(call('time.now_ns', '[]')).toBe(`${seconds}000000000`);
  });

  test('whatever was asked before, in another instance too', () => {
    const calls = [
      ['uuid.rfc4122', '["a"]'],
      ['rand.intn', '["a",1000000]'],
      ['uuid.rfc4122', '["b"]'],
      ['json.verify_schema', '[{"properties":{"a":{"type":7},"b":{"type":8},"c":{"type":9}}}]'],
      ['json.match_schema', '[{"a":1,"b":2},{"properties":{"a":{"type":"string"},"b":{"type":"string"}}}]'],
    ] as const;
    const forward = calls.map(([name, operands]) => call(name, operands));
    const other = goBuiltins(artifact, now);
    const backward = [...calls].reverse().map(([name, operands]) => call(name, operands, other));
    expect(backward.reverse()).toEqual(forward);
    expect(calls.map(([name, operands]) => call(name, operands))).toEqual(forward);
  });
});
