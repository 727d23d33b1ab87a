import type { Waiver } from '../model/generated/waivers.ts';
import { globMatcher } from '../model/glob.ts';
import type { Result, WaiverStatus } from '../model/outcome.ts';

export type { Waiver };

/** Days before its end from which a waiver is reported as expiring. */
const notice = 14;

/** A waiver in force, and how often it was asked for. */
interface Ledger {
  readonly waiver: Waiver;
  readonly covers: (address: string) => boolean;
  readonly expired: boolean;
  matched: number;
  voided: number;
}

export interface Waivers {
  /** The waiver that covers a failing result, if one does. Counts the use. */
  find(result: Result): Waiver | undefined;
  /** What became of every waiver, in the order of the file. */
  statuses(): WaiverStatus[];
}

/**
 * Waivers against the UTC date of the run: one that expires today has expired. A pin that differs from the finding's
 * voids the waiver for it: the value that was accepted is not the value that is there.
 */
export function startWaivers(waivers: readonly Waiver[], today: string): Waivers {
  const ledgers = waivers.map(
    (waiver): Ledger => ({
      waiver,
      covers: globMatcher(waiver.address),
      expired: waiver.expires <= today,
      matched: 0,
      voided: 0,
    }),
  );
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + notice * 86_400_000).toISOString().slice(0, 10);
  return {
    find(result) {
      let found: Waiver | undefined;
      for (const ledger of ledgers) {
        const { waiver } = ledger;
        if (waiver.rule !== result.rule || !ledger.covers(result.address)) continue;
        if (waiver.path !== undefined && waiver.path !== result.path) continue;
        ledger.matched += 1;
        if (waiver.pin !== undefined && waiver.pin !== result.pin) ledger.voided += 1;
        else if (!ledger.expired) found ??= waiver;
      }
      return found;
    },
    statuses: () =>
      ledgers.map(({ waiver, expired, matched, voided }) => {
        const { rule, address, owner, reason, expires } = waiver;
        return { rule, address, status: status(), owner, reason, expires, matched };
        function status(): WaiverStatus['status'] {
          if (expired) return 'expired';
          if (matched === 0) return 'unused';
          if (voided === matched) return 'void';
          return expires <= soon ? 'expiring' : 'active';
        }
      }),
  };
}
