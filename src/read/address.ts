/** `module.a.data.aws_x.y["k"]` of an instance of a raw tfstate, which keeps the parts only. */
export function instanceAddress(resource: {
  module?: string;
  mode: string;
  type: string;
  name: string;
  index?: number | string;
}): string {
  const { module, mode, type, name, index } = resource;
  const prefix = `${module ? `${module}.` : ''}${mode === 'data' ? 'data.' : ''}`;
  return `${prefix}${type}.${name}${index === undefined ? '' : indexSuffix(index)}`;
}

/** `[0]` or `["key"]` */
export function indexSuffix(index: number | string): string {
  return `[${typeof index === 'number' ? index : quoted(index)}]`;
}

const short: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/** A string in HCL's quotes, escaped as Terraform's `toHCLQuotedString` does it, so that addresses compare equal. */
function quoted(text: string): string {
  const escaped = text
    .replace(
      /[\n\r\t"\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
      (character) => short[character] ?? unicode(character),
    )
    .replace(/[$%](?=\{)/g, '$&$&');
  return `"${escaped}"`;
}

function unicode(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
