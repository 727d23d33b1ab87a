import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Whole plans are judged and packs compiled, on machines that have other work.
    testTimeout: 120_000,
    // Files wait for workers and processes of their own for much of their time: by default a core would be left idle.
    maxWorkers: '100%',
    // OPA's compiler recurses over all rules of a pack and their tests.
    execArgv: ['--stack-size=3900'],
  },
});
