import { describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/model/errors.ts';
import { diffText } from '../../src/report/diff-text.ts';
import { importText, type TextOptions } from '../../src/report/import-text.ts';
import { makeStyle } from '../../src/report/style.ts';
import type { TypedCommand } from '../../src/report/suggested-command.ts';
import { verifyText } from '../../src/report/verify-text.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';
import { dryRun, entities, failed, imported, importResult, person, verifyResult } from '../support/results.ts';

const typed: TypedCommand = {
  command: [],
  names: ['2020'],
  options: [{ flag: '--file', value: 'awards.json' }],
};
const options: TextOptions = { style: makeStyle(false), columns: 100, quiet: false, verbose: false, typed };

const ann = { name: 'Ann One', imdbId: 'nm0000001' };
const alpha = { title: 'Alpha', year: 2019, imdbId: 'tt0000001' };
const won = { won: true, movies: [alpha], nominees: [ann], detail: 'Part' };
const lost = { movies: [{ title: 'Beta', imdbId: 'tt0000002' }], nominees: [{ name: 'Bob Two', imdbId: 'nm0000002' }] };
const pending = { movies: [{ title: 'Gamma' }], nominees: [{ name: 'Cy Three' }] };
const one = ceremonyOf([won, lost]);
const three = ceremonyOf([won, lost, pending]);
const crafts = { ...ceremonyOf([won], { name: 'Sound', kind: 'craft' }), year: 2021, name: 'Festival 2021' };
const many = ceremonyOf(Array.from({ length: 25 }, (_, at) => ({ movies: [{ title: `Movie ${at}` }] })));

describe('the report of an import', () => {
  const show = (result: Parameters<typeof importText>[0], more: Partial<TextOptions> = {}) =>
    String(importText(result, { ...options, ...more }));

  test('has a line a group, the totals, and PASS', () => {
    expect(show(importResult([imported(one)]))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
      PASS 2/2 people nominations · database: films at localhost:5432"
    `);
  });

  test('is the closing line alone where nothing else is wanted', () => {
    expect(show(importResult([imported(three)]), { quiet: true })).toMatchInlineSnapshot(
      `"PASS 3 people nominations, 1 pending · database: films at localhost:5432"`,
    );
  });

  test('names who is pending, and is none the worse', () => {
    expect(show(importResult([imported(three)]))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations        people
        Directing                                               3/3  3, 1 pending
        People nominations                                      3/3  3, 1 pending ?
        All 1 categories                                        3/3  3, 1 pending ?
        Winners 1/1 ✔   Movies linked 2/3 ?   Pending 2
        Pending, credited without an IMDb ID:
        ? Directing: Gamma
        ? Directing: Cy Three
      PASS 3 people nominations, 1 pending · database: films at localhost:5432"
    `);
  });

  test('names what the database has and the file has not, how to delete it, and is incomplete', () => {
    expect(show(importResult([imported(one, stored(three))]))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
        In the database, but not in awards.json (Festival 2020):
        ! Directing · Gamma · Cy Three
      INCOMPLETE 2/2 people nominations · database: films at localhost:5432 · 1 nomination not in the file (oscars-import 2020 --file awards.json --prune deletes them)"
    `);
  });

  test('says who waits, whom TMDb does not know, and who got no answer', () => {
    const failures = Array.from({ length: 12 }, (_, at) => ({ imdbId: `nm${at}`, name: `Name ${at}`, reason: 'gone' }));
    const summary = entities({ total: 40, waiting: 2, missing: 1, failed: 12, failures });
    expect(show(importResult([imported(one)], { entities: summary }))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
        2 of 40 IDs wait for TMDb: run again with TMDB_API_TOKEN set
        1 ID not known to TMDb: kept under the credited name
        No answer from TMDb for 12 of 40 IDs:
        ✘ nm0 Name 0: gone
        ✘ nm1 Name 1: gone
        ✘ nm2 Name 2: gone
        ✘ nm3 Name 3: gone
        ✘ nm4 Name 4: gone
        ✘ nm5 Name 5: gone
        ✘ nm6 Name 6: gone
        ✘ nm7 Name 7: gone
        ✘ nm8 Name 8: gone
        ✘ nm9 Name 9: gone
          and 2 more (--verbose shows all)
      INCOMPLETE 2/2 people nominations · database: films at localhost:5432 · no answer from TMDb for 12 (run it again to ask again)"
    `);
    const offline = { ...typed, options: [{ flag: '--offline', value: null }] };
    const waiting = entities({ total: 1, waiting: 1 });
    expect(show(importResult([imported(one)], { entities: waiting }), { typed: offline })).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
        1 of 1 ID waits for TMDb: run again without --offline
      PASS 2/2 people nominations · database: films at localhost:5432"
    `);
  });

  test('of awards for movies alone counts nominations', () => {
    expect(show(importResult([imported(crafts)]))).toMatchInlineSnapshot(`
      "Festival 2021 · 2021                              nominations  people
        All 1 categories                                        1/1     1/1 ✔
        Winners 1/1 ✔   Movies linked 1/1 ✔   Pending 0
      PASS 1/1 nominations · database: films at localhost:5432"
    `);
  });

  test('folds a long list, unless all is wanted', () => {
    const result = importResult([imported(ceremonyOf([]), stored(many))]);
    expect(show(result)).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        All 1 categories                                        0/0     0/0 ✔
        Winners 0/0 ✔   Movies linked 0/0 ✔   Pending 0
        In the database, but not in awards.json (Festival 2020):
        ! Directing · Movie 0
        ! Directing · Movie 1
        ! Directing · Movie 2
        ! Directing · Movie 3
        ! Directing · Movie 4
        ! Directing · Movie 5
        ! Directing · Movie 6
        ! Directing · Movie 7
        ! Directing · Movie 8
        ! Directing · Movie 9
        ! Directing · Movie 10
        ! Directing · Movie 11
        ! Directing · Movie 12
        ! Directing · Movie 13
        ! Directing · Movie 14
        ! Directing · Movie 15
        ! Directing · Movie 16
        ! Directing · Movie 17
        ! Directing · Movie 18
        ! Directing · Movie 19
          and 5 more (--verbose shows all)
      INCOMPLETE 0/0 nominations · database: films at localhost:5432 · 25 nominations not in the file (oscars-import 2020 --file awards.json --prune deletes them)"
    `);
    expect(show(result, { verbose: true })).not.toContain('more');
  });

  test('cuts long names where the screen is small', () => {
    const long = { ...one, name: 'The Festival of all the Movies that were ever made anywhere in the world' };
    expect(show(importResult([imported(long)]), { columns: 60 })).toMatchInlineSnapshot(`
      "The Festival of all the Movies th…  nominations  people
        Directing                                 2/2     2/2
        People nominations                        2/2     2/2 ✔
        All 1 categories                          2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
      PASS 2/2 people nominations · database: films at localhost:5432"
    `);
  });

  test('of several ceremonies has a line each, what is wrong with them, and a verdict', () => {
    const result = importResult([imported(three), imported(crafts, stored(crafts)), imported(one, stored(three))]);
    expect(show(result)).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          3/3     2/3        2  ✔ +3 ~0 -0
      Festival 2021 · 2021          1/1     0/0        0  ✔
      Festival 2020 · 2020          2/2     2/2        0  !
        In the database, but not in awards.json (Festival 2020):
        ! Directing · Gamma · Cy Three
      INCOMPLETE 3/3 ceremonies, 6 nominations · database: films at localhost:5432 · 1 with nominations that are not in the file"
    `);
    expect(show(importResult([imported(one), imported(crafts), failed(many)]))).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔ +2 ~0 -0
      Festival 2021 · 2021          1/1     0/0        0  ✔ +1 ~0 -0
      Festival 2020 · 2020                                ✘ failed
      FAILED 2/3 ceremonies, 3 nominations · database: films at localhost:5432 · 1 failed, see the errors"
    `);
    expect(show(importResult([imported(one), imported(crafts)]))).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔ +2 ~0 -0
      Festival 2021 · 2021          1/1     0/0        0  ✔ +1 ~0 -0
      PASS 2/2 ceremonies, 3 nominations · database: films at localhost:5432"
    `);
    expect(show(importResult([imported(one), imported(crafts)]), { quiet: true })).toMatchInlineSnapshot(
      `"PASS 2/2 ceremonies, 3 nominations · database: films at localhost:5432"`,
    );
    expect(show(importResult([imported(one), imported(crafts)]), { verbose: true })).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
      PASS 2/2 people nominations · database: films at localhost:5432

      Festival 2021 · 2021                              nominations  people
        All 1 categories                                        1/1     1/1 ✔
        Winners 1/1 ✔   Movies linked 1/1 ✔   Pending 0
      PASS 1/1 nominations · database: films at localhost:5432

                            nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔ +2 ~0 -0
      Festival 2021 · 2021          1/1     0/0        0  ✔ +1 ~0 -0
      PASS 2/2 ceremonies, 3 nominations · database: films at localhost:5432"
    `);
    const unanswered = entities({ total: 1, failed: 1, failures: [{ imdbId: 'nm1', name: 'A', reason: 'gone' }] });
    expect(show(importResult([imported(one), imported(crafts)], { entities: unanswered }))).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔ +2 ~0 -0
      Festival 2021 · 2021          1/1     0/0        0  ✔ +1 ~0 -0
        No answer from TMDb for 1 of 1 ID:
        ✘ nm1 A: gone
      INCOMPLETE 2/2 ceremonies, 3 nominations · database: films at localhost:5432 · no answer from TMDb for 1 (run it again to ask again)"
    `);
  });
});

describe('the report of a verification', () => {
  const show = (result: Parameters<typeof verifyText>[0], more: Partial<TextOptions> = {}) =>
    String(verifyText(result, { ...options, typed: { ...typed, command: ['verify'] }, ...more }));
  const both = (...results: readonly ReturnType<typeof verifyResult>[]) => ({
    ...verifyResult(one, null),
    ceremonies: results.flatMap(({ ceremonies }) => ceremonies),
  });

  test('says that all is there', () => {
    expect(show(verifyResult(one, stored(one)))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/2     2/2
        People nominations                                      2/2     2/2 ✔
        All 1 categories                                        2/2     2/2 ✔
        Winners 1/1 ✔   Movies linked 2/2 ✔   Pending 0
      PASS 2/2 people nominations · database: films at localhost:5432"
    `);
  });

  test('says what is not, and what to do about it', () => {
    expect(show(verifyResult(three, stored(one)))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations  people
        Directing                                               2/3     2/3
        People nominations                                      2/3     2/3 ✘
        All 1 categories                                        2/3     2/3 ✘
        Winners 1/1 ✔   Movies linked 2/3 ✘   Pending 0
        ✘ Directing · Gamma · Cy Three: missing
      DIFFERENT 2/3 people nominations · database: films at localhost:5432 · see what an import would do: oscars-import 2020 --file awards.json --dry-run"
    `);
    expect(show(verifyResult(three, stored(one)), { quiet: true })).toMatchInlineSnapshot(
      `"DIFFERENT 2/3 people nominations · database: films at localhost:5432 · see what an import would do: oscars-import 2020 --file awards.json --dry-run"`,
    );
  });

  test('of several ceremonies has a line each, then what is wrong with them', () => {
    const result = both(verifyResult(three, stored(three)), verifyResult(crafts, null));
    expect(show(result)).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          3/3     2/3        2  ✔
      Festival 2021 · 2021          0/1     0/0        0  ✘
      Festival 2021
        ✘ the ceremony is not in the database
        Pending, credited without an IMDb ID:
        ? Festival 2020 · Directing: Gamma
        ? Festival 2020 · Directing: Cy Three
      DIFFERENT 1/2 ceremonies, 3 nominations · database: films at localhost:5432"
    `);
    expect(show(result, { quiet: true })).toMatchInlineSnapshot(
      `"DIFFERENT 1/2 ceremonies, 3 nominations · database: films at localhost:5432"`,
    );
    expect(show(result, { verbose: true })).toMatchInlineSnapshot(`
      "Festival 2020 · 2020                              nominations        people
        Directing                                               3/3  3, 1 pending
        People nominations                                      3/3  3, 1 pending ?
        All 1 categories                                        3/3  3, 1 pending ?
        Winners 1/1 ✔   Movies linked 2/3 ?   Pending 2
        Pending, credited without an IMDb ID:
        ? Directing: Gamma
        ? Directing: Cy Three
      PASS 3 people nominations, 1 pending · database: films at localhost:5432

      Festival 2021 · 2021                              nominations  people
        All 1 categories                                        0/1     0/1 ✘
        Winners 0/1 ✘   Movies linked 0/1 ✘   Pending 0
        ✘ the ceremony is not in the database
      DIFFERENT 0/1 nominations · database: films at localhost:5432 · see what an import would do: oscars-import 2021 --file awards.json --dry-run

      DIFFERENT 1/2 ceremonies, 3 nominations · database: films at localhost:5432"
    `);
    const good = both(verifyResult(one, stored(one)), verifyResult(crafts, stored(crafts)));
    expect(show(good)).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔
      Festival 2021 · 2021          1/1     0/0        0  ✔
      PASS 2/2 ceremonies, 3 nominations · database: films at localhost:5432"
    `);
  });

  test('says which ceremonies could not be read', () => {
    expect(show(verifyResult(one, stored(one), [failed(crafts)]))).toMatchInlineSnapshot(`
      "                      nominations  people  pending
      Festival 2020 · 2020          2/2     2/2        0  ✔
      Festival 2021 · 2021                                ✘ failed
      FAILED 1/2 ceremonies, 2 nominations · database: films at localhost:5432 · 1 could not be read, see the errors"
    `);
  });
});

describe('the diff of a dry run', () => {
  const show = (result: Parameters<typeof diffText>[0], more: Partial<TextOptions & { rows: number }> = {}) =>
    String(
      diffText(result, {
        ...options,
        rows: Number.POSITIVE_INFINITY,
        typed: { ...typed, options: [...typed.options, { flag: '--dry-run', value: null }] },
        ...more,
      }),
    );
  const changed = ceremonyOf([
    { ...won, won: false, detail: 'Another part', nominees: [{ name: 'Ann O. One', imdbId: 'nm0000001' }] },
    { ...lost, nominees: [{ name: 'Bob Two', imdbId: 'nm0000009' }, ann] },
    pending,
  ]);

  test('shows what an empty database would get', () => {
    const ida = person('nm0000001', 'Ann One');
    const before = { ...ida, name: 'A. One', status: 'waiting' as const, tmdbId: null };
    const fields = [{ field: 'name', before: 'A. One', after: 'Ann One' }];
    const people = [
      { action: 'add', after: ida },
      { action: 'update', before, after: ida, fields },
      { action: 'same', after: ida },
    ] as const;
    expect(show(dryRun(three, null, { people, movies: people.slice(0, 1) }))).toMatchInlineSnapshot(`
      "people
        + nm0000001 Ann One (TMDb 1)
        ~ nm0000001 A. One (waiting)
            name renamed: A. One → Ann One

      movies
        + nm0000001 Ann One (TMDb 1)

      Festival 2020 · 2020
        + the ceremony itself
        + Directing (person)
          + Alpha · Ann One · Part (won)
          + Beta · Bob Two
          + Gamma · Cy Three

      Plan: 7 to add, 1 to change, 0 to delete, 1 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });

  test('shows old and new of what changes, credit by credit', () => {
    expect(show(dryRun(changed, stored(one)))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          ~ Alpha · Ann One · Part (won)
              detail: Part → Another part
              nominee 1 renamed: Ann One (nm0000001) → Ann O. One (nm0000001)
          + Beta · Bob Two, Ann One
          + Gamma · Cy Three
          ! Beta · Bob Two (not in the file; stays without --prune)

      Plan: 2 to add, 1 to change, 0 to delete, 2 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json
      Delete what the file does not have: oscars-import 2020 --file awards.json --prune"
    `);
  });

  test('shows what the file does not have, and how to delete it', () => {
    expect(show(dryRun(one, stored(three)))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          ! Gamma · Cy Three (not in the file; stays without --prune)

      Plan: 0 to add, 0 to change, 0 to delete, 4 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Delete what the file does not have: oscars-import 2020 --file awards.json --prune"
    `);
    expect(show(dryRun(one, stored(three), { prune: true }))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          - Gamma · Cy Three

      Plan: 0 to add, 0 to change, 1 to delete, 4 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });

  test('says why it would be refused', () => {
    const result = dryRun(one, stored(three), { prune: true });
    const refusal = new ExpectedError('too-many-removals', 'refusing to delete all');
    const refused = { ...result, ceremonies: result.ceremonies.map((ceremony) => ({ ...ceremony, refusal })) };
    expect(show(refused)).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          - Gamma · Cy Three

        ! refusing to delete all without --force
      Plan: 0 to add, 0 to change, 1 to delete, 4 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Only --force lets it through: oscars-import 2020 --file awards.json --force"
    `);
  });

  test('says that nothing changes, of what could be read', () => {
    expect(show(dryRun(one, stored(one)))).toMatchInlineSnapshot(`
      "No changes. The database matches awards.json.
      Dry run: nothing was written · database: films at localhost:5432"
    `);
    expect(show(dryRun(one, stored(one), { failed: [failed(crafts)] }))).toMatchInlineSnapshot(`
      "No changes of what could be read.
      Dry run: nothing was written · database: films at localhost:5432"
    `);
  });

  test('says its totals alone, or first where it is longer than the screen', () => {
    expect(show(dryRun(changed, stored(one)), { quiet: true })).toMatchInlineSnapshot(
      `"Plan: 2 to add, 1 to change, 0 to delete, 2 unchanged."`,
    );
    expect(show(dryRun(one, null), { rows: 4 })).toMatchInlineSnapshot(`
      "Plan: 4 to add, 0 to change, 0 to delete, 0 unchanged.

      Festival 2020 · 2020
        + the ceremony itself
        + Directing (person)
          + Alpha · Ann One · Part (won)
          + Beta · Bob Two

      Plan: 4 to add, 0 to change, 0 to delete, 0 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });

  test('folds many rows on a screen, and cuts long texts to what differs in them', () => {
    expect(show(dryRun(many, null))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
        + the ceremony itself
        + Directing (person)
          + Movie 0
          + Movie 1
          + Movie 2
          + Movie 3
          + Movie 4
          + Movie 5
          + Movie 6
          + Movie 7
          + Movie 8
          + Movie 9
          + Movie 10
          + Movie 11
          + Movie 12
          + Movie 13
          + Movie 14
          + Movie 15
          + Movie 16
          + Movie 17
          + Movie 18
          + Movie 19
          and 5 more (--verbose shows all)

      Plan: 27 to add, 0 to change, 0 to delete, 0 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
    expect(show(dryRun(many, null), { verbose: true })).not.toContain('more');
    expect(show(dryRun(many, null), { columns: Number.POSITIVE_INFINITY })).not.toContain('more');
    const cited = (words: string) => ceremonyOf([{ ...won, citation: `${'for all that is good '.repeat(8)}${words}` }]);
    const result = dryRun(cited('and new'), stored(cited('and old')));
    expect(show(result)).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          ~ Alpha · Ann One · Part (won)
              citation: …ll that is good and old → …ll that is good and new

      Plan: 0 to add, 1 to change, 0 to delete, 2 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
    expect(show(result, { verbose: true })).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
          Directing
          ~ Alpha · Ann One · Part (won)
              citation: for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good and old → for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good for all that is good and new

      Plan: 0 to add, 1 to change, 0 to delete, 2 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });

  test('says another order in one line', () => {
    expect(show(dryRun(ceremonyOf([lost, won]), stored(one)))).toMatchInlineSnapshot(`
      "Festival 2020 · 2020
        ~ Directing (person): order as in the file

      Plan: 0 to add, 1 to change, 0 to delete, 3 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });

  test('shows another name of the ceremony and kind of a category', () => {
    const renamed = { ...ceremonyOf([won, lost], { kind: 'craft' }), name: 'The Festival of 2020' };
    expect(show(dryRun(renamed, stored(one)))).toMatchInlineSnapshot(`
      "The Festival of 2020 · 2020
        ~ the ceremony itself
            name renamed: Festival 2020 → The Festival of 2020
        ~ Directing (craft)
            kind: person → craft

      Plan: 0 to add, 2 to change, 0 to delete, 2 unchanged.
      Dry run: nothing was written · database: films at localhost:5432
      Apply with: oscars-import 2020 --file awards.json"
    `);
  });
});
