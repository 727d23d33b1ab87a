import type { Fault } from '../model/fault.ts';
import type { RenderOptions } from '../model/outcome.ts';
import { clip, json } from './inert.ts';
import { type Flow, screen } from './screen.ts';

const widest = 200;
/** A tab takes four columns, so that the caret stands where the reader looks. */
const widened = (text: string): string => text.replaceAll('\t', '    ');

/** Every fault with its line, a caret below the column, the reason and the next step. */
export const faultsText = (faults: readonly Fault[], options: RenderOptions): string => {
  const flow = screen(options);
  return faults.map((fault) => `${faultText(flow, fault)}\n`).join('\n');
};

const faultText = (flow: Flow, { file, line, column, source, reason, hint }: Fault): string => {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  const number = ` ${line} | `;
  const code = clip(widened(source ?? ''), widest);
  const before = widened((source ?? '').slice(0, Math.max(column - 1, 0))).length;
  const caret = `${' '.repeat(number.length - 2)}| ${' '.repeat(before)}^`;
  return [
    flow([{ text: place, style: 'place', whole: true }]),
    ...(source === undefined ? [] : [flow([{ text: `${number}${code}`, whole: true }])]),
    ...(source === undefined || before >= widest ? [] : [flow([{ text: caret, style: 'bad', whole: true }])]),
    flow([{ text: reason, style: 'bad' }], { indent: 2, hang: 4 }),
    ...(hint === undefined
      ? []
      : [flow([{ text: 'hint:', style: 'good', whole: true }, { text: hint }], { indent: 2, hang: 9 })]),
  ].join('\n');
};

export const faultsJson = (faults: readonly Fault[]): string => json({ schemaVersion: '1', faults });
