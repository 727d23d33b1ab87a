import type { DriftIgnore } from '../model/generated/config.ts';
import { globMatcher } from '../model/glob.ts';
import type { AttributeDrift, DriftItem } from '../model/outcome.ts';

interface Muting {
  item(item: DriftItem): DriftItem;
  /** Rules that have expired, each as a sentence. */
  readonly expired: readonly string[];
}

/** The ignore rules of `driftgate.yaml` on the UTC date of the run. What they mute stays in the report. */
export function startIgnore(rules: readonly DriftIgnore[], today: string): Muting {
  const inForce = rules
    .filter(({ expires }) => expires === undefined || expires > today)
    .map((rule) => {
      const globs = {
        type: globMatcher(rule.type ?? '**'),
        address: globMatcher(rule.address ?? '**'),
        attribute: rule.attribute === undefined ? undefined : attributeMatcher(rule.attribute),
      };
      const isAbout = ({ kind, type, address, id }: DriftItem): boolean =>
        (rule.kind ?? kind) === kind && globs.type(type) && globs.address(address ?? id);
      return { isAbout, attribute: globs.attribute, reason: rule.reason };
    });
  return {
    item(item) {
      const about = inForce.filter(({ isAbout }) => isAbout(item));
      const whole = about.find(({ attribute }) => attribute === undefined);
      if (whole !== undefined) return { ...item, muted: whole.reason };
      const attributes = item.attributes?.map((each): AttributeDrift => {
        const rule = about.find(({ attribute }) => attribute?.(each.path));
        return rule === undefined || each.muted !== undefined ? each : { ...each, muted: rule.reason };
      });
      if (attributes === undefined) return item;
      const muted = attributes.every((each) => each.muted !== undefined) && attributes[0]?.muted;
      return muted ? { ...item, attributes, muted } : { ...item, attributes };
    },
    expired: rules
      .filter(({ expires }) => expires !== undefined && expires <= today)
      .map(({ reason, expires }) => `a rule of drift.ignore has expired on ${expires}: ${reason}`),
  };
}

/** `tags_all.LastScan` over `/tags_all/LastScan`, and over what is below. */
function attributeMatcher(glob: string): (pointer: string) => boolean {
  const matches = globMatcher(glob);
  return (pointer) => {
    const steps = pointer.slice(1).split('/').map(unescaped);
    return steps.some((_, at) => matches(steps.slice(0, at + 1).join('.')));
  };
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
