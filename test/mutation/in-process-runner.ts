/**
 * Runs the fast tests for StrykerJS in its own process: modules and tests are loaded once, and a mutant is a switch that is
 * turned. Stryker's own runner for vitest starts a worker and loads all of it anew for each of some thousand mutants.
 *
 * That holds for tests of functions that keep nothing in their modules, which those are.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collectTests, getFn, getHooks, type Task, type Test, type VitestRunner } from '@vitest/runner';
import { stripSnapshotIndentation } from '@vitest/snapshot';
import { fastTests, isTriedOn } from './fast-tests.ts';

/** A test with what it needs; its ID is its file and its name. */
interface LoadedTest {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly run: () => unknown;
  /** Of its last run. */
  durationMs: number;
}

/** Rooms that mutants are in: loaded before any test, as what is done by loading belongs to none. */
const rooms = ['ceremony', 'entities', 'formats', 'plan', 'report', 'verify', 'tmdb'];

/** What the mutated code looks at. */
const switches: InstrumenterContext = {};
Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: switches });

class InProcessRunner implements TestRunner {
  readonly #root = process.cwd();
  #tests: LoadedTest[] = [];
  #afterAll: (() => unknown)[] = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    // Fewer for each of some thousand mutants.
    process.env.PROPERTY_RUNS = '15';
    // What vitest's `expect` and `vi` look at. It is set by vitest's workers, which this is not.
    const config = { expect: {}, sequence: {}, snapshotOptions: {} };
    Object.assign(globalThis, { __vitest_worker__: { config, environment: { name: 'node' }, ctx: {}, rpc: {} } });
    const { expect } = await import('vitest');
    expect.extend({ toMatchInlineSnapshot: matchesInline });
    for (const file of modulesIn(this.#root)) await import(pathToFileURL(file).href);
    const byLoading = { ...switches.mutantCoverage?.static };
    const files = fastTests(this.#root).map((file) => join(this.#root, file));
    for (const file of await collectTests(files, collector(this.#root))) await this.#add(file, []);
    // What the tests make while they are loaded is made of sound code: it is no reason to load all anew.
    if (switches.mutantCoverage !== undefined) switches.mutantCoverage.static = byLoading;
  }

  async #add(task: Task, names: readonly string[]): Promise<void> {
    const [error] = task.result?.errors ?? [];
    if (error !== undefined) throw new Error(`${task.name}: ${error.message}`);
    if (task.type === 'test') {
      if (task.mode === 'run') this.#tests.push(this.#loaded(task, [...names, task.name].join(' > ')));
      return;
    }
    const { beforeAll, afterAll, beforeEach, afterEach } = getHooks(task);
    if (beforeEach.length + afterEach.length > 0) throw new Error(`${task.name}: a hook of each test is not run here`);
    for (const hook of beforeAll) await hook(task);
    this.#afterAll.push(...afterAll.map((hook) => () => hook(task)));
    for (const inner of task.tasks) await this.#add(inner, inner.type === 'suite' ? [...names, inner.name] : names);
  }

  #loaded(task: Test, name: string): LoadedTest {
    const fileName = relative(this.#root, task.file.filepath);
    const twins = this.#tests.filter((test) => test.name === name && test.fileName === fileName).length;
    const id = `${fileName}: ${name}${twins === 0 ? '' : ` (${twins + 1})`}`;
    return { id, name, fileName, run: getFn(task), durationMs: 0 };
  }

  async dryRun(): Promise<DryRunResult> {
    const tests = await this.#run(this.#tests, false);
    const { mutantCoverage } = switches;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage === undefined ? {} : { mutantCoverage }) };
  }

  async mutantRun({
    activeMutant,
    sandboxFileName,
    testFilter,
    hitLimit,
    disableBail,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const covering = new Set(testFilter ?? this.#tests.map(({ id }) => id));
    const source = relative(this.#root, sandboxFileName);
    const tests = this.#tests.filter(({ id, fileName }) => covering.has(id) && isTriedOn(source, fileName));
    // The quick ones first: most mutants are noticed by them.
    tests.sort((a, b) => a.durationMs - b.durationMs);
    Object.assign(switches, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      const results = await this.#run(tests, !disableBail);
      const timedOut = determineHitLimitReached(switches.hitCount, hitLimit);
      return toMutantRunResult(timedOut ?? { status: DryRunStatus.Complete, tests: results });
    } finally {
      Object.assign(switches, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    }
  }

  async dispose(): Promise<void> {
    for (const hook of this.#afterAll) await hook();
  }

  async #run(tests: readonly LoadedTest[], endsWithFailure: boolean): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const test of tests) {
      const result = await runTest(test);
      results.push(result);
      if (endsWithFailure && result.status === TestStatus.Failed) break;
    }
    return results;
  }
}

async function runTest(test: LoadedTest): Promise<TestResult> {
  const { id, name, fileName } = test;
  const began = performance.now();
  const resultOf = () => ({ id, name, fileName, timeSpentMs: performance.now() - began });
  switches.currentTestId = id;
  try {
    await test.run();
    test.durationMs = performance.now() - began;
    return { ...resultOf(), status: TestStatus.Success };
  } catch (error) {
    return { ...resultOf(), status: TestStatus.Failed, failureMessage: String(error) };
  } finally {
    delete switches.currentTestId;
  }
}

function modulesIn(root: string): string[] {
  return rooms.flatMap((room) =>
    (readdirSync(join(root, 'src', room), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, 'src', room, name)),
  );
}

/** Vitest's own needs the file that it stands in. */
function matchesInline(received: unknown, inline = '') {
  const spelled = typeof received === 'string' ? `"${received}"` : JSON.stringify(received);
  const expected = stripSnapshotIndentation(inline).replace(/^\n|\n$/g, '');
  return { pass: spelled === expected, message: () => `${spelled} is not ${expected}` };
}

/** Collects tests, and runs none. */
function collector(root: string): VitestRunner {
  const config = {
    root,
    setupFiles: [],
    sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
    // Stryker ends what takes too long.
    testTimeout: Number.POSITIVE_INFINITY,
    hookTimeout: Number.POSITIVE_INFINITY,
    tags: [],
  };
  return {
    config: config as unknown as VitestRunner['config'],
    importFile: (file) => import(pathToFileURL(file).href),
  };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
