/** Histories as files: as many ceremonies as asked for, each of the Academy's size. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { academySize, type HistoryRow, historyRows, historyTable } from '../../test/history/oscar-data.ts';

export interface HistoryFile {
  readonly path: string;
  readonly rows: readonly HistoryRow[];
}

/** A folder of its own for as long as `use` takes. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a history of so many ceremonies, some 122 nominations each. */
export async function writeHistory(folder: string, ceremonies: number = academySize.ceremonies): Promise<HistoryFile> {
  const nominations = Math.round((academySize.nominations * ceremonies) / academySize.ceremonies);
  const rows = historyRows({ seed: 'history', ceremonies, nominations });
  const path = join(folder, `history-${ceremonies}.tsv`);
  await writeFile(path, historyTable(rows));
  return { path, rows };
}

export function nomineesIn(rows: readonly HistoryRow[]): number {
  // A nomination of a country has it as its nominee, though the source names nobody.
  return rows.reduce(
    (sum, row) => sum + (row.Nominees === '' ? Number(row.Name !== '') : row.Nominees.split('|').length),
    0,
  );
}

export function entitiesIn(rows: readonly HistoryRow[]): number {
  const ids = rows.flatMap((row) => [...row.FilmId.split('|'), ...row.NomineeIds.split('|')]);
  return new Set(ids.filter((id) => /^(nm|tt)/.test(id))).size;
}
