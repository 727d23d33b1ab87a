/**
 * What a double does to a JSON number. `carried`: it comes back as the same decimal value.
 * `exact`: it would change (2^53 + 1, or too many digits), so its text has to be kept.
 * `out of range`: it would become infinite, or zero though it is not.
 */
type NumberFate = 'carried' | 'exact' | 'out of range';

/** `text` is a number in JSON's grammar. Linear in its length. */
export function fateOf(text: string): NumberFate {
  const double = Number(text);
  if (!Number.isFinite(double)) return 'out of range';
  const digits = decimal(text);
  if (double === 0) return digits === '0' ? 'carried' : 'out of range';
  return digits === decimal(String(double)) ? 'carried' : 'exact';
}

/** One spelling per decimal value: `-1.50e3` -> `-15e2`, every zero -> `0`. The exponent must be finite. */
function decimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.slice(negative ? 1 : 0).split('.');
  const all = whole + fraction;
  let first = 0;
  while (first < all.length && all[first] === '0') first++;
  if (first === all.length) return '0';
  let last = all.length;
  while (all[last - 1] === '0') last--;
  const scale = Number(exponent) - fraction.length + (all.length - last);
  return `${negative ? '-' : ''}${all.slice(first, last)}e${scale}`;
}
