/** Reads DLu/oscar_data's table of all Academy Awards: one row a nomination, many ceremonies a file. */
import { quoted } from '../ceremony/issue-text.ts';
import { headingIn, type MadeCeremony, type ReadCeremony } from '../ceremony/parse.ts';
import type { CategoryKind, Heading } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { academy, academyAwards } from './academy-awards.ts';
import { creditBeside, withoutStrayCredit } from './credit-line.ts';
import { isPlaceholder, nomineeNamed } from './credited-name.ts';
import { canonicalNameOf, canonicalNamesOf, categoryOf, keyOf } from './oscar-data-category.ts';
import { columnOfField } from './oscar-data-columns.ts';
import { copiesIn, copyProblems } from './oscar-data-copies.ts';
import { isCeremonyNumber, isTrue, rowProblems } from './oscar-data-problems.ts';
import { parseOscarData, type Row } from './oscar-data-table.ts';
import {
  CategoryCollector,
  type NominationFile,
  type NomineeFile,
  type Reading,
  refusal,
  withoutEmpty,
} from './reading.ts';

export function readOscarData(text: string): Reading {
  const { rows, headerLine, problems, remarks } = parseOscarData(text);
  if (problems.length > 0) return refusal(problems, remarks);
  if (rows.length === 0) return refusal([`line ${headerLine}: there are no rows below the header`], remarks);
  const byNumber = groupBy(rows, (row) => row.text('Ceremony'));
  const ceremonies = [...byNumber]
    .sort(([a], [b]) => (Number(a) || 0) - (Number(b) || 0))
    .map(([text, group]) => toCeremony(text, group));
  return { ceremonies, problems: [], remarks };
}

/** @param number as the cell has it: rows that name no ceremony belong to one that is not imported */
function toCeremony(number: string, rows: readonly Row[]): ReadCeremony {
  const copies = copiesIn(rows);
  const problems = [...rows.flatMap(rowProblems), ...copyProblems(copies)];
  const isNumbered = isCeremonyNumber(number);
  return {
    heading: isNumbered ? headingIn(academyAwards(Number(number)), '') : unnumbered(number),
    at: '',
    problems,
    make: () => make(Number(number), rows, copies),
  };
}

function unnumbered(number: string): Heading {
  return { organization: academy.key, year: null, instance: 1, number: null, name: `ceremony ${quoted(number)}` };
}

function make(number: number, rows: readonly Row[], copies: ReadonlyMap<Row, Row>): MadeCeremony {
  const canonicalNames = canonicalNamesOf(rows);
  const collected = new CategoryCollector();
  for (const row of rows) {
    const first = copies.get(row);
    if (first !== undefined) {
      collected.remark(`line ${row.line}: the same row as line ${first.line}; it counts once`);
      continue;
    }
    const key = keyOf(row);
    const category = categoryOf(row, canonicalNames.get(key) ?? canonicalNameOf(row));
    const { nominees, open } = nomineesOf(row, category.kind);
    const leftOut = open.map((name) => `${quoted(name)}, which is no name`);
    collected.add(key, category, toNomination(row, nominees), `line ${row.line}`, leftOut);
  }
  const rowAt = (place: string) => rows.find(({ line }) => place === `line ${line}`);
  return {
    ...collected.made(academyAwards(number)),
    fieldAt: (place, field) => columnOfField(field, rowAt(place)?.text ?? (() => '')),
  };
}

function toNomination(row: Row, nominees: readonly NomineeFile[]): NominationFile {
  const movieIds = row.list('FilmId');
  const credit = row.text('Name') || row.list('Nominees').join(', ');
  const said = withoutEmpty({
    detail: row.text('Detail'),
    credit:
      nominees.length === 0 && isPlaceholder(credit)
        ? ''
        : creditBeside(credit, [...new Set(nominees.map(({ name }) => name))]),
    citation: row.text('Citation'),
    note: row.text('Note'),
    movies: row.list('Film').map((title, at) => ({ title, ...knownId(movieIds[at]) })),
    nominees: [...nominees],
  });
  return { ...said, won: isTrue(row.text('Winner')) };
}

/** Those that the row names, and what it has where names will stand (`Nominees to be determined`). */
function nomineesOf(row: Row, kind: CategoryKind): { nominees: NomineeFile[]; open: string[] } {
  const isPerson = kind === 'person' || row.text('Class') === 'Music';
  const idLists = row.list('NomineeIds');
  const nominees: NomineeFile[] = [];
  const open: string[] = [];
  for (const [at, text] of row.list('Nominees').entries()) {
    const name = withoutStrayCredit(text);
    // A pseudonym that several people share has the IDs of all of them: a nominee for each.
    for (const id of (idLists[at] ?? '').split(',')) {
      const { imdbId } = knownId(id.trim());
      if (imdbId === undefined && isPlaceholder(name)) open.push(text);
      else nominees.push(nomineeNamed(name, imdbId, isPerson));
    }
  }
  return { nominees: nominees.length + open.length > 0 ? nominees : namedInWords(row, isPerson), open };
}

function namedInWords(row: Row, isPerson: boolean): NomineeFile[] {
  const name = row.text('Name');
  if (name === '' || isPlaceholder(name)) return [];
  if (isWonByCountry(row)) return [{ name, kind: 'country' }];
  // Beside a movie or a citation the words are kept as the credit; without, they are all that is known of the nominee.
  return row.list('Film').length > 0 || row.text('Citation') !== '' ? [] : [nomineeNamed(name, undefined, isPerson)];
}

/** International features are submitted by countries, which the source names in words only. */
function isWonByCountry(row: Row): boolean {
  return /^(International Feature Film|Special Foreign Language Film Award)$/.test(canonicalNameOf(row));
}

/** The source writes `?` for an ID that it does not know. */
function knownId(id: string | undefined): { imdbId?: string } {
  return id === undefined || id === '' || id === '?' ? {} : { imdbId: id };
}
