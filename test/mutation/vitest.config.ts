import { defineConfig } from 'vitest/config';

/** The tests that need neither a server nor the built program: what a mutant is tried on, some thousand times. */
export default defineConfig({
  test: {
    root: new URL('../../', import.meta.url).pathname,
    include: [
      'test/{ceremony,entities,formats,model,plan,report,verify}/**/*.test.ts',
      'test/load.test.ts',
      'test/cli/exit-code.test.ts',
      'test/tmdb/{answer,rate-limiter,retry-timing,snapshot}.test.ts',
    ],
  },
});
