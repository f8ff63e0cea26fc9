/** Each row of a published table against what the database has of it, by a check that shares nothing with the program. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyTable } from '../history/oscar-data.ts';
import { createDatabase, createEmbeddedFolder } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { type HeldRow, heldIn, heldQuery } from './held.ts';
import { mismatches } from './mismatches.ts';
import { quirkyRows } from './quirks.ts';
import { toldBy } from './told.ts';

test('a table with every quirk of the public one stands in the database row by row', async () => {
  const database = await createDatabase({ migrated: true });
  const { folder, remove } = await createEmbeddedFolder();
  const env = { DATABASE_URL: database.url };
  const file = join(folder, '..', 'quirks.tsv');
  const table = historyTable(quirkyRows({ seed: 'quirks', ceremonies: 12 }));
  try {
    await writeFile(file, table);
    const imported = await runProgram(['-f', file, '--all', '--offline', '-q'], { env });
    expect([imported.code, imported.stdout]).toEqual([0, expect.stringContaining('PASS 12/12 ceremonies')]);
    const told = toldBy(table);
    const held = heldIn((await runProgram(['sql', heldQuery, '--json'], { env })).stdout);
    expect(mismatches(told, held)).toEqual([]);
    expect(held).toHaveLength(told.length);

    expect((await runProgram(['verify', '-f', file, '--all'], { env })).code).toBe(0);
    const again = await runProgram(['-f', file, '--all', '--offline', '-n', '--detailed-exitcode'], { env });
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
  } finally {
    await database.drop();
    await remove();
  }
});

const line = toldBy(
  'Ceremony\tClass\tCategory\tFilm\tFilmId\tName\tNominees\tNomineeIds\tWinner\tDetail\tNote\tCitation\n' +
    '96\tActing\tACTOR\tA \\"B\\"\ttt0000001\tStory by Ada Third\tAda Third\tnm0000001\tTrue\ta role\ta note\tfor it\n',
);
const row: HeldRow = {
  ceremony: 96,
  year: 2024,
  category: ['Actor', 'Actor'],
  kind: 'person',
  won: true,
  movies: [['A "B"', 'tt0000001']],
  nominees: [{ name: 'Ada Third', kind: 'person', id: 'nm0000001' }],
  credit: 'Story by Ada Third',
  detail: 'a role',
  note: 'a note',
  citation: 'for it',
};

test('the check finds a row as it should be right', () => {
  expect(mismatches(line, [row])).toEqual([]);
});

test.each<[string, readonly HeldRow[]]>([
  ['a row lost', []],
  ['a row twice', [row, row]],
  ['another ceremony', [{ ...row, ceremony: 95 }]],
  ['another year', [{ ...row, year: 2023 }]],
  ['another category', [{ ...row, category: ['Actress', 'Actor'] }]],
  ['another kind', [{ ...row, kind: 'craft' }]],
  ['a winner lost', [{ ...row, won: false }]],
  ['another title', [{ ...row, movies: [['A \\"B\\"', 'tt0000001']] }]],
  ["another movie's ID", [{ ...row, movies: [['A "B"', null]] }]],
  ['another name', [{ ...row, nominees: [{ name: 'Ada', kind: 'person', id: 'nm0000001' }] }]],
  ["another person's ID", [{ ...row, nominees: [{ name: 'Ada Third', kind: 'person', id: 'nm0000002' }] }]],
  ["another nominee's kind", [{ ...row, nominees: [{ name: 'Ada Third', kind: 'unknown', id: 'nm0000001' }] }]],
  ['a nominee lost', [{ ...row, nominees: [] }]],
  ['another credit', [{ ...row, credit: null }]],
  ['another detail', [{ ...row, detail: 'A role' }]],
  ['another note', [{ ...row, note: null }]],
  ['another citation', [{ ...row, citation: 'for it!' }]],
])('the check finds %s', (_, held) => {
  expect(mismatches(line, held)).not.toEqual([]);
});

test('the check finds another order, and two categories made one', () => {
  const table = toldBy(
    'Ceremony\tClass\tCategory\tFilm\tNominees\n96\tActing\tACTOR\tA\tOne\n96\tActing\tACTRESS\tA\tOne\n',
  );
  const held = (name: string): HeldRow => ({
    ...row,
    category: [name, name],
    won: false,
    movies: [['A', null]],
    nominees: [{ name: 'One', kind: 'person', id: null }],
    credit: null,
    detail: null,
    note: null,
    citation: null,
  });
  expect(mismatches(table, [held('Actor'), held('Actress')])).toEqual([]);
  expect(mismatches(table, [held('Actress'), held('Actor')])).not.toEqual([]);
  expect(mismatches(table, [held('Actor'), { ...held('Actress'), category: ['Actress', 'Actor'] }])).toEqual([]);
  const merged = (name: string): HeldRow => ({ ...held(name), category: ['ACTOR', 'Actor'] });
  expect(mismatches(table, [merged('Actor'), merged('Actress')])).not.toEqual([]);
});
