import { terminal } from '../report/inert.ts';
import type { Io } from './io.ts';

/** One line on the terminal of a person who waits; nothing anywhere else. */
export function startProgress({ stderr, env }: Io): { step: (text: string) => void; done: () => void } {
  const shown = stderr.isTTY === true && !env['CI'];
  const begun = Date.now();
  let last = 0;
  let drawn = false;
  const draw = (text: string): void => {
    stderr.write(`\r\u001b[2K${text}`, () => undefined);
  };
  return {
    step(text) {
      const now = Date.now();
      // A run that is over at once shows nothing.
      if (!shown || now - begun < 300 || now - last < 80) return;
      last = now;
      drawn = true;
      draw(terminal(text).slice(0, (stderr.columns ?? 80) - 1));
    },
    done() {
      if (drawn) draw('');
    },
  };
}
