import type { Resource } from '../model/document.ts';
import type { RawObject } from '../model/raw.ts';

/** Where an attribute stands in a resource, and what is there. */
export interface Place {
  /** JSON pointer: `/bucket`, `/vpc_config/0/subnet_ids`. */
  readonly pointer: string;
  readonly value: unknown;
  /** The value as a whole, or a block that holds it, is known only after apply. */
  readonly whole: boolean;
}

/**
 * Every place at which a resource has an attribute, known or not: one for `bucket`, one a block for
 * `vpc_config.subnet_ids`. Blocks that are known only after apply count as one.
 */
export function places({ attributes, unknown }: Resource, attribute: string): readonly Place[] {
  const found: Place[] = [];
  const visit = (holder: RawObject, [name = '', ...inner]: readonly string[], at: string): void => {
    const pointer = `${at}/${name}`;
    const value = holder[name] ?? null;
    const whole = unknown[pointer] !== undefined;
    if (inner.length === 0) {
      if (whole || value !== null) found.push({ pointer, value, whole });
    } else if (whole) open(`${pointer}/0`, inner);
    else {
      for (const [index, block] of (Array.isArray(value) ? value : [value]).entries()) {
        if (unknown[`${pointer}/${index}`] !== undefined) open(`${pointer}/${index}`, inner);
        else if (typeof block === 'object' && block !== null)
          visit(block as RawObject, inner, `${pointer}/${index}`);
      }
    }
  };
  const open = (block: string, inner: readonly string[]): void => {
    found.push({ pointer: [block, ...inner].join('/'), value: null, whole: true });
  };
  visit(attributes as RawObject, attribute.split('.'), '');
  return found;
}
