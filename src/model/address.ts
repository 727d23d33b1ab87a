/** One step of a Terraform address: `name` or `name[index]`. */
export interface Step {
  readonly name: string;
  /** Instance key as it is written between the brackets: `0` or `"a"`. */
  readonly index?: string;
}

/**
 * Steps of an address or a reference: `module.a["x"].aws_s3_bucket.b[0].id`. Dots and brackets in quoted keys belong
 * to the key (https://developer.hashicorp.com/terraform/cli/state/resource-addressing).
 */
export function parseAddress(address: string): Step[] {
  const steps: Step[] = [];
  let start = 0;
  let at = 0;
  while (at <= address.length) {
    const char = address[at];
    if (char === '[') {
      const end = closingBracket(address, at);
      steps.push({ name: address.slice(start, at), index: address.slice(at + 1, end) });
      at = end + 1;
      if (address[at] === '.') at += 1;
      start = at;
    } else if (char === '.' || char === undefined) {
      if (at > start) steps.push({ name: address.slice(start, at) });
      at += 1;
      start = at;
    } else at += 1;
  }
  return steps;
}

function closingBracket(address: string, open: number): number {
  let quoted = false;
  for (let at = open + 1; at < address.length; at += 1) {
    const char = address[at];
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === ']' && !quoted) return at;
  }
  return address.length;
}

/** The address without instance keys: where the resource stands in the configuration. */
export const configAddress = (address: string): string =>
  address.includes('[')
    ? parseAddress(address)
        .map((step) => step.name)
        .join('.')
    : address;
