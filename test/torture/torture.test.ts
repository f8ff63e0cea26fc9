/** A small, seeded selection of the torture harness; `npm run torture` runs all of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakages } from './breakages.ts';
import { filesWith, ownPackage } from './package-copy.ts';
import { runScenario, secretsRow } from './run-scenarios.ts';
import { scenarios } from './scenarios/index.ts';
import { type Torture, withTorture } from './torture.ts';

const seed = '96';

const selection: readonly [name: string, rounds: number][] = [
  ['seed-of-it-all', 1],
  ['races/same-ceremony', 2],
  ['races/shared-people', 1],
  ['races/prune-verify-dry-run', 1],
  ['races/old-and-corrected', 2],
  ['kills/SIGKILL', 5],
  ['kills/interrupts', 4],
  ['embedded/kills', 1],
  ['tmdb/oversized', 1],
  ['tmdb/revoked', 1],
  ['sharing/together', 1],
  ['sharing/pooler', 1],
  ['sharing/several-databases', 1],
  ['database/terminated-inside', 2],
  ['database/statement-time-out', 2],
  ['fuzz/in-process', 400],
  ['fuzz/readers', 400],
  ['fuzz/spawned', 10],
];

/** They wait for each other's processes, of which other tests have theirs beside. */
const timeoutMs = 300_000;

describe('nothing is lost under', () => {
  let torture: Torture;
  let end: () => void;
  let ended: Promise<void>;

  beforeAll(async () => {
    await new Promise<void>((ready, reject) => {
      ended = withTorture(ownPackage, null, (opened) => {
        torture = opened;
        ready();
        return new Promise<void>((resolve) => {
          end = resolve;
        });
      });
      ended.catch(reject);
    });
  });
  afterAll(async () => {
    end();
    await ended;
  });

  test.each(selection)(
    '%s',
    async (name, rounds) => {
      const scenario = scenarios.find((one) => one.name === name);
      if (scenario === undefined) throw new Error(`no scenario ${name}`);
      const { findings, lost, rounds: done } = await runScenario(scenario, torture, rounds, seed);
      expect(findings).toEqual([]);
      expect({ lost, done }).toEqual({ lost: 0, done: rounds });
    },
    timeoutMs,
  );

  test('all of that, and no secret is shown', () => {
    const { findings, rounds } = secretsRow(torture);
    expect(findings).toEqual([]);
    expect(rounds).toBeGreaterThan(50);
  });
});

test('every group of scenarios has one among those that are done each time', () => {
  const groupOf = (name: string) => name.split('/')[0];
  const groups = (names: readonly string[]) => [...new Set(names.map(groupOf))].sort();
  expect(groups(selection.map(([name]) => name))).toEqual(groups(scenarios.map(({ name }) => name)));
});

test('every breakage that proves the harness still applies to the program, and is for one of its scenarios', () => {
  for (const { name, noticedBy, edits } of breakages) {
    expect
      .soft(
        scenarios.map((scenario) => scenario.name),
        name,
      )
      .toContain(noticedBy);
    for (const edit of edits) expect.soft(filesWith(edit), `${name}: ${edit.find}`).not.toEqual([]);
  }
});
