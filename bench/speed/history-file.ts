/** Histories as files: as many ceremonies as asked for, each of the Academy's size. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ceremonyFile } from '../../src/ceremony/write.ts';
import { loadCeremonies } from '../../src/load.ts';
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

/**
 * Writes so many ceremonies as a list: 98 years of each organization, as no organization has a thousand years, and each with
 * people and movies of its own, some 122 nominations each.
 */
export async function writeFestivals(folder: string, ceremonies: number): Promise<string> {
  const { ceremonies: years, nominations } = academySize;
  const table = historyTable(historyRows({ seed: 'history', ceremonies: years, nominations }));
  const { ceremonies: loaded } = await loadCeremonies('-', Readable.from([Buffer.from(table)]));
  const history = loaded.map(({ ceremony }) => ceremonyFile(ceremony));
  const all = Array.from({ length: ceremonies }, (_, at) => {
    const festival = Math.floor(at / years);
    const organization = { key: `festival-${festival}`, name: `Festival ${festival}` };
    return JSON.stringify({ ...history[at % years], organization }).replaceAll(/"(nm|tt)(?=\d+")/g, `"$1${festival}`);
  });
  const path = join(folder, `festivals-${ceremonies}.json`);
  await writeFile(path, `[${all.join(',\n')}]`);
  return path;
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
