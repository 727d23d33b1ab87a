import type { Provider } from './provider.ts';

/**
 * The attributes of the types of code around resources (`declarationTypes`) that have the same ones always, as
 * `policies/AUTHORING.md` describes them. The others hold what their authors wrote.
 */
export const declarations: Provider = {
  terraform_configuration: { attributes: { blocks: { type: 'number' } } },
  terraform_block: {
    attributes: {
      block: { type: 'string' },
      sensitive: { type: 'bool' },
      literals: {
        type: [
          'list',
          [
            'object',
            {
              path: 'string',
              kinds: ['list', 'string'],
              named: 'bool',
              entropy: 'number',
              long: 'bool',
            },
          ],
        ],
      },
    },
  },
};
