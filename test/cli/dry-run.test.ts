import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CeremonyFile, categoryOf, editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

const run = (args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url }, ...(input === undefined ? {} : { input }) });

/** The ceremony as it was before a winner was known, with a nominee missing and a nomination that is not in the file. */
const outdated: CeremonyFile = editedFile((file) => {
  delete nominationOf(file, 'Directing', 2).won;
  nominationOf(file, 'Sound', 0).nominees?.pop();
  categoryOf(file, 'Cinematography').nominations.push({
    movies: [{ title: 'Saltburn', imdbId: 'tt17351924' }],
    nominees: [{ name: 'Linus Sandgren', imdbId: 'nm0761617' }],
  });
});

const importOutdated = () => run(['-f', '-'], JSON.stringify(outdated));

test('a database that was never migrated reads as empty, and stays so', async () => {
  const { code, stdout } = await run(['2024', '--dry-run', '--detailed-exitcode']);
  expect(code).toBe(2);
  const lines = stdout.split('\n');
  expect(lines.filter((line) => line.startsWith('  + nm'))).toHaveLength(205);
  expect(lines.filter((line) => line.startsWith('  + tt'))).toHaveLength(53);
  expect(lines).toContain('  + nm0634240 Christopher Nolan (TMDb 525)');
  const directing = lines.indexOf('  + Directing (person)');
  expect(lines.slice(directing, directing + 6)).toContain('    + Oppenheimer · Christopher Nolan (won)');
  expect(stdout).toContain('Plan: 402 to add, 0 to change, 0 to delete, 0 unchanged.\n');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('Apply with: oscars-import 2024');
  expect(await query(database.url, "select 1 from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
});

test('without an embedded database nothing is made', async () => {
  const embedded = await createEmbeddedFolder();
  const { code, stdout } = await runProgram(['2024', '-n'], { cwd: join(embedded.folder, '..') });
  expect(code).toBe(0);
  expect(stdout).toContain('Plan: 402 to add');
  expect(existsSync(embedded.folder)).toBe(false);
  await embedded.remove();
});

test('a complete database needs no changes', async () => {
  await run(['2024']);
  const { code, stdout } = await run(['2024', '-n', '--detailed-exitcode']);
  expect(code).toBe(0);
  expect(stdout).toContain('No changes. The database matches fixtures/ceremonies/2024.json.\n');
});

describe('an outdated database', () => {
  test('shows every difference, and changes nothing', async () => {
    await importOutdated();
    const before = await contentsOf(server(database.url));
    const { code, stdout } = await run(['2024', '-n', '--detailed-exitcode']);
    expect(code).toBe(2);
    expect(stdout).toContain('    Directing\n    ~ Oppenheimer · Christopher Nolan\n        won: no → yes\n');
    expect(stdout).toMatch(
      / {4}Sound\n {4}~ The Creator · [^\n]*\n {8}nominee 5: \(none\) → Dean Zupancic \(nm0958711\)\n/,
    );
    expect(stdout).toContain(
      '    Cinematography\n    ! Saltburn · Linus Sandgren (not in the file; stays without --prune)\n',
    );
    expect(stdout).toContain('Plan: 0 to add, 3 to change, 0 to delete, 399 unchanged.\n');
    expect(stdout).toContain('Delete what the file does not have: oscars-import 2024 --prune\n');
    expect((await run(['2024', '-n'])).code).toBe(0);
    expect(await contentsOf(server(database.url))).toEqual(before);
  });

  test('with --prune shows the deletion too', async () => {
    await importOutdated();
    const { stdout } = await run(['2024', '-n', '--prune']);
    expect(stdout).toContain('    Cinematography\n    - Saltburn · Linus Sandgren\n');
    expect(stdout).toContain('Plan: 0 to add, 3 to change, 1 to delete, 399 unchanged.\n');
    expect(stdout).toContain('Apply with: oscars-import 2024 --prune\n');
  });

  test('what is shown and what an import then does are the same', async () => {
    await importOutdated();
    const preview = JSON.parse((await run(['2024', '-n', '--prune', '--json'])).stdout);
    const changes = preview.ceremonies[0].nominations;
    const done = JSON.parse((await run(['2024', '--prune', '--json'])).stdout);
    expect(done.ceremonies[0].nominations).toEqual({ added: 0, changed: changes.length, unchanged: 118, removed: 1 });
    const rows = await query<{ id: string }>(
      database.url,
      'select id from nominations where updated_at > created_at order by id',
    );
    expect(rows.map(({ id }) => id)).toEqual(
      changes
        .filter((c: { changes: { field: string }[] }) => c.changes.some(({ field }) => field === 'won'))
        .map((c: { id: string }) => c.id),
    );
  });
});

test('a plan that an import would refuse says so', async () => {
  await run(['2024']);
  const half = editedFile((file) => {
    for (const category of file.categories.slice(8)) category.nominations = [];
  });
  const { code, stdout } = await run(['-f', '-', '-n', '--prune'], JSON.stringify(half));
  expect(code).toBe(0);
  expect(stdout).toContain(
    '! refusing to delete 80 of the 120 stored nominations of 96th Academy Awards without --force',
  );
});

test.each([
  [['2024', '--detailed-exitcode'], '--detailed-exitcode goes with --dry-run'],
  [['2024', '--force'], '--force goes with --prune'],
])('%j is refused, and nothing is imported', async (args, words) => {
  const { code, stderr } = await runProgram(args, { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });
  expect([code, stderr]).toEqual([1, `error: ${words}\n`]);
});
