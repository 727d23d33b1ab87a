import type { Report, Reporter, Result } from '../model/outcome.ts';
import { blocks, excuse } from '../model/standing.ts';
import { type Block, blocksOf, instances } from './block.ts';
import { clip, commandData, commandProperty, terminal } from './inert.ts';
import { worstFirst } from './order.ts';
import { sourcePlace } from './place.ts';
import { gateLine } from './words.ts';

/** GitHub shows this many errors, and as many warnings, of one step. */
const shownOfEach = 10;

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  /** Lines of our own; what is inside a line is data. */
  readonly lines: readonly (string | false | undefined)[];
  readonly result?: Result;
}

const command = ({ level, title, lines, result }: Annotation): string => {
  const place = result && sourcePlace(result);
  const properties = Object.entries({ ...place, title }).map(
    ([name, value]) => `${name}=${commandProperty(terminal(clip(String(value), 250)))}`,
  );
  const message = lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => terminal(clip(line as string, 1000)));
  return `::${level} ${properties.join(',')}::${commandData(message.join('\n'))}`;
};

const fromBlock = (block: Block, { gate }: Report): Annotation => {
  const { is, first } = block;
  return {
    level: blocks(is, gate) ? 'error' : 'warning',
    title: `${first.severity} ${first.rule}: ${first.title}`,
    lines: [
      block.says,
      instances(block),
      is === 'known' && `does not count for the gate: ${excuse(first, gate)}`,
      first.remediation && `Mend: ${first.remediation}`,
    ],
    result: first,
  };
};

/** Workflow commands of GitHub Actions: every line is one. The rest of a long report belongs into the step summary. */
export const github: Reporter = ({ report }) => {
  const { gate } = report;
  const told = new Set(['error', 'failing', 'known', ...(gate.unknown === 'ignore' ? [] : ['unknown'])]);
  const annotations: Annotation[] = [
    ...report.errors.map(({ rule, message }) => ({
      level: 'error' as const,
      title: `${rule} could not be evaluated`,
      lines: [message],
    })),
    ...blocksOf(worstFirst(report).filter(({ is }) => told.has(is))).map((block) => fromBlock(block, report)),
  ];
  const ofLevel = (level: Annotation['level']) => annotations.filter((one) => one.level === level);
  const shown = [...ofLevel('error').slice(0, shownOfEach), ...ofLevel('warning').slice(0, shownOfEach)];
  const hidden = annotations.length - shown.length;
  const notice: Annotation = {
    level: 'notice',
    title: 'driftgate',
    lines: [gateLine(report), hidden > 0 && `${hidden} more in the step summary`],
  };
  return `${[...shown, notice].map(command).join('\n')}\n`;
};
