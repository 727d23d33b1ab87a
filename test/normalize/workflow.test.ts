import { expect, test } from 'vitest';
import { validate } from '../../src/model/generated/validate-document.js';
import { normalize } from '../../src/normalize/normalize.ts';
import { readInput } from '../../src/read/read.ts';
import { tempFolder } from '../cli/run.ts';

const text = `name: deploy
on: push
env: { REGION: eu-west-1 }
jobs:
  build:
    runs-on: ubuntu-latest
    container: { image: node, env: { DB_PASSWORD: q8Zr2LxV0pYt5WmKd7Sb3NcJ } }
    steps:
      - uses: actions/checkout@v4
      - id: login
        run: export AWS_ACCESS_KEY_ID=AKIAQWERTYUIOPASDFGH
        env:
          TOKEN: \${{ secrets.TOKEN }}
  call:
    uses: ./.github/workflows/other.yml
`;

async function documentOf(content: string) {
  const cwd = tempFolder({ '.github/workflows/deploy.yml': content });
  return normalize(await readInput('.github/workflows/deploy.yml', { cwd, stdin: process.stdin }), {
    flag: 'prod',
  });
}

test('a workflow, its jobs and their steps, linked, with lines', async () => {
  const { document, before } = await documentOf(text);
  expect(validate(document)).toBe(true);
  expect(before).toBeUndefined();
  expect(document).toMatchObject({ resources: [], source: { kind: 'github-workflow' } });
  expect(document.declarations.map(({ type, address, location }) => [type, address, location?.line])).toEqual(
    [
      ['github_workflow', 'deploy.yml', 1],
      ['github_workflow_job', 'deploy.yml:jobs.build', 6],
      ['github_workflow_step', 'deploy.yml:jobs.build.steps[0]', 9],
      ['github_workflow_step', 'deploy.yml:jobs.build.steps.login', 10],
      ['github_workflow_job', 'deploy.yml:jobs.call', 15],
    ],
  );
  const [workflow, job, step] = document.declarations;
  expect(workflow?.attributes).toEqual({
    name: 'deploy',
    on: 'push',
    env: { REGION: 'eu-west-1' },
    literals: [],
  });
  expect(job?.attributes).not.toHaveProperty('steps');
  expect(step).toMatchObject({
    location: { file: '.github/workflows/deploy.yml' },
    related: { github_workflow: [workflow?.key], github_workflow_job: [job?.key] },
    environment: { name: 'prod', from: 'flag' },
  });
  expect(job?.related['github_workflow_step']).toHaveLength(2);
});

test('secrets are replaced, expressions stay', async () => {
  const { document } = await documentOf(text);
  const [, job, , login] = document.declarations;
  expect(job?.attributes).toMatchObject({
    container: { env: { DB_PASSWORD: '(sensitive)' } },
    literals: [{ path: '/container/env/DB_PASSWORD', kinds: [], named: true, entropy: 4.58, long: true }],
  });
  expect(login?.attributes).toMatchObject({
    run: 'export AWS_ACCESS_KEY_ID=(sensitive)',
    env: { TOKEN: `\${{ secrets.TOKEN }}` },
    literals: [{ path: '/run', kinds: ['aws-access-key-id'], named: false }],
  });
  expect(JSON.stringify(document)).not.toMatch(/q8Zr2L|AKIAQ/);
});
