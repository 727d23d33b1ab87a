import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Whole plans are judged and packs compiled, on machines that have other work.
    testTimeout: 120_000,
    // OPA's compiler recurses over all rules of a pack and their tests.
    execArgv: ['--stack-size=3900'],
  },
});
