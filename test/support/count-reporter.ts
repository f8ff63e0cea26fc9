/** Prints the counts of a test run as its last line, in words that are easy to look for. */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** A default export because vitest loads reporters by path. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countTests(modules, unhandledErrors.length);
    process.once('exit', (code) => {
      // At exit, as other reporters and the end of the global setup still print, and may still fail.
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      writeSync(1, `${countLine(counts)}\n`);
    });
  }
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that fails without a failed test (it does not load, a hook throws) counts as one failure, as does a stray error. */
function countTests(modules: readonly TestModule[], unhandledErrors: number): Counts {
  const counts = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    for (const state of states) counts[state === 'pending' ? 'failed' : state]++;
    if (!module.ok() && !states.includes('failed')) counts.failed++;
  }
  return counts;
}

function countLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
