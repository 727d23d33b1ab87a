import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/evaluate/answers.ts';

const finding = { key: 'k', path: '/a', message: 'm' };
const read = (value: unknown) => readAnswer({ ok: true, value });
const notASet = '`deny` is not a set';
const notFindings = '`deny` holds something else than findings with key, path and message';

describe('an answer of the wrong shape is a sentence, never "no finding"', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'stated no `deny`'],
    ['null', null, 'stated no `deny`'],
    ['a number', 0, 'stated no `deny`'],
    ['a text', 'deny', 'stated no `deny`'],
    ['a list', [], 'stated no `deny`'],
    ['no deny', { undetermined: [finding] }, 'stated no `deny`'],
    ['deny null', { deny: null }, 'stated no `deny`'],
    ['deny true', { deny: true }, 'stated no `deny`'],
    ['deny an object', { deny: { k: finding } }, 'stated no `deny`'],
    ['deny a text', { deny: 'denied' }, 'stated no `deny`'],
    ['a text in it', { deny: ['denied'] }, notFindings],
    ['a number in it', { deny: [1] }, notFindings],
    ['null in it', { deny: [null] }, notFindings],
    ['a list in it', { deny: [[finding]] }, notFindings],
    ['no key', { deny: [{ path: '/a', message: 'm' }] }, notFindings],
    ['key a number', { deny: [{ ...finding, key: 1 }] }, notFindings],
    ['no message', { deny: [{ key: 'k', path: '/a' }] }, notFindings],
    ['message null', { deny: [{ ...finding, message: null }] }, notFindings],
    ['message empty', { deny: [{ ...finding, message: '' }] }, notFindings],
    ['message a number', { deny: [{ ...finding, message: 5 }] }, notFindings],
    ['message of 10 MB', { deny: [{ ...finding, message: 'x'.repeat(10_000_000) }] }, notFindings],
    ['message just over the limit', { deny: [{ ...finding, message: 'x'.repeat(2_001) }] }, notFindings],
    ['path a list', { deny: [{ ...finding, path: ['a'] }] }, notFindings],
    ['path null', { deny: [{ ...finding, path: null }] }, notFindings],
    ['at a number', { deny: [{ ...finding, at: 1 }] }, notFindings],
    ['missing an object', { deny: [{ ...finding, missing: {} }] }, notFindings],
    ['one wrong of many', { deny: [...Array.from({ length: 99 }, () => finding), 'x'] }, notFindings],
    ['undetermined true', { deny: [], undetermined: true }, notASet.replace('deny', 'undetermined')],
    ['undetermined of texts', { deny: [], undetermined: ['k'] }, notFindings.replace('deny', 'undetermined')],
    ['settled true', { deny: [], settled: true }, '`settled` is not a set of resource keys'],
    ['settled of objects', { deny: [], settled: [{ key: 'k' }] }, '`settled` is not a set of resource keys'],
    [
      'not_applicable null in it',
      { deny: [], not_applicable: [null] },
      '`not_applicable` is not a set of resource keys',
    ],
  ])('%s', (_, value, sentence) => expect(read(value)).toBe(sentence));

  test('a failed outcome gives its own sentence', () => {
    expect(readAnswer({ ok: false, message: 'took longer than 10 s' })).toBe('took longer than 10 s');
  });
});

describe('an answer of the right shape', () => {
  test('is kept by key, with its optional parts', () => {
    const answer = read({
      deny: [finding, { key: '__proto__', message: 'x'.repeat(2_000), at: 'o', missing: 'aws_kms_key' }],
      settled: ['a', 'a'],
      not_applicable: ['constructor'],
    });
    if (typeof answer === 'string') throw new Error(answer);
    expect([...answer.denials.keys()]).toEqual(['k', '__proto__']);
    expect(answer.denials.get('k')).toEqual([finding]);
    expect([...answer.settled]).toEqual(['a']);
    expect([...answer.notApplicable]).toEqual(['constructor']);
    expect(answer.undetermined.size).toBe(0);
  });

  test('is sorted, whatever order the module lists its sets in', () => {
    const said = [
      { key: 'k', path: '/a', message: 'x' },
      { key: 'k', path: '/a', message: 'y' },
      { key: 'k', path: '/b', message: 'a' },
      { key: 'k', path: '/b', missing: 'aws_kms_key', message: 'a' },
      { key: 'k', at: 'other', path: '/a', message: 'a' },
    ];
    for (let turn = 0; turn < said.length; turn++) {
      const turned = [...said.slice(turn), ...said.slice(0, turn)];
      for (const deny of [turned, [...turned].reverse()]) {
        const answer = read({ deny });
        expect(typeof answer === 'string' ? answer : answer.denials.get('k')).toEqual(said);
      }
    }
  });
});
