import type { Resource } from '../model/document.ts';
import type { RawObject, RawValue } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';
import { maySecret, namesSecret } from './credentials.ts';
import { declaration } from './declaration.ts';
import { eachText, type Literal, literal } from './literals.ts';
import { providerAddress } from './providers.ts';
import { type ConfigModule, isObject, join } from './references.ts';
import type { Secrets } from './sensitive.ts';

/** A kind of block, as rules see it. */
type Block = 'resource' | 'module' | 'provider' | 'variable' | 'output';

/**
 * What the configuration holds of texts that may be secrets: one declaration for each block with such a text, or for a
 * variable with the name of a secret, and one for the configuration as a whole. Locals are not in a plan.
 */
export function blockDeclarations(
  configuration: Configuration,
  variables: RawObject,
  secrets: Pick<Secrets, 'conceal'>,
): Resource[] {
  const declared: Resource[] = [];
  let blocks = 0;
  const see = (
    block: Block,
    address: string,
    parts: readonly Part[],
    more: { sensitive?: boolean } = {},
  ): void => {
    blocks += 1;
    const literals: Literal[] = [];
    for (const [value, start = '', called = ''] of parts) {
      eachText(
        value,
        (text, name, path) => {
          const said = literal(text, name, path);
          if (said === undefined) return;
          literals.push(said);
          if (said.named) secrets.conceal(text);
        },
        called,
        start,
      );
    }
    if (literals.length > 0 || more.sensitive !== undefined)
      declared.push(declaration('terraform_block', address, { block, literals, ...more }));
  };
  for (const [key, { expressions }] of Object.entries(configuration.providers))
    see('provider', providerAddress(key), [[expressions]]);
  for (const module of configuration.modules) {
    const { path, block, call } = module;
    if (call !== undefined)
      see('module', path, [[call.expressions], [call.for_each_expression, '/for_each']]);
    for (const { address, ...resource } of block.resources ?? []) {
      see('resource', join(path, address), [
        [resource.expressions],
        [resource.for_each_expression, '/for_each'],
        [resource.provisioners, '/provisioner'],
      ]);
    }
    for (const [name, { expression }] of Object.entries(block.outputs ?? {}))
      see('output', join(path, `output.${name}`), [[expression, '/value', name]]);
    for (const [name, variable] of Object.entries(block.variables ?? {})) {
      const given = path === '' && Object.hasOwn(variables, name) ? variables[name] : variable['default'];
      const isSecret = isOwn(module) && namesSecret(name) && mayHoldSecret(given);
      if (isSecret && typeof given === 'string') secrets.conceal(given);
      const hides = variable['sensitive'] === true || variable['ephemeral'] === true;
      const parts: Part[] = [[variable['default'], '/default', name]];
      see('variable', join(path, `var.${name}`), parts, isSecret ? { sensitive: hides } : {});
    }
  }
  if (blocks > 0) declared.push(declaration('terraform_configuration', 'configuration', { blocks }));
  return declared;
}

/** A value of a block, where it stands in it, and under which name, where neither says itself. */
type Part = readonly [value: RawValue | undefined, path?: string, name?: string];

/** Whether the team can change a module: it comes from a folder, not from a registry or another repository. */
const isOwn = ({ parent, call }: ConfigModule): boolean =>
  parent === undefined || (/^\.\.?\//.test(call?.source ?? '') && isOwn(parent));

/** Whether the value of a variable that has the name of a secret can be one: no flag, no ARN; unknown counts. */
const mayHoldSecret = (value: RawValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'string' ? maySecret(value) : isObject(value));
