/** A run as something to look at: one structure from which the page and the summary in Markdown are made. Plain data. */
import type { Category, Ceremony, Nominee } from '../model/ceremony.ts';
import type { ResolveSummary } from '../model/entity.ts';
import { ExpectedError, messageOf } from '../model/errors.ts';
import { fold } from '../model/identity.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { type DryRunResult, type FailedCeremony, type ImportResult, planTotals, type VerifyResult } from '../result.ts';
import { isExact, type Verification } from '../verify/verification.ts';
import { type DiffCategory, type DiffCeremony, type DiffRow, diffOf } from './diff.ts';
import { summaryOf } from './diff-text.ts';
import { remedyCommand, type TypedCommand } from './suggested-command.ts';
import { headline } from './verification-text.ts';
import { countText, titleOf } from './words.ts';

export interface ShownNomination {
  readonly won: boolean;
  readonly titles: string;
  readonly names: readonly { readonly name: string; readonly isPending: boolean }[];
  readonly detail: string | null;
}

export interface ShownCategory {
  readonly name: string;
  /** People and movies credited in it, and how many of them have an IMDb ID. */
  readonly credits: number;
  readonly linked: number;
  readonly nominations: readonly ShownNomination[];
}

export interface ShownCeremony {
  readonly title: string;
  readonly source: string | null;
  readonly verification: Verification | null;
  /** What an import would do; null where none was previewed. */
  readonly changes: { readonly row: DiffRow | null; readonly categories: readonly DiffCategory[] } | null;
  readonly categories: readonly ShownCategory[];
  readonly error: ShownError | null;
}

export interface ShownError {
  readonly message: string;
  readonly hint: string | null;
  readonly problems: readonly string[];
}

export interface Report {
  readonly title: string;
  readonly state: 'good' | 'changed' | 'bad';
  /** The closing line, in short. */
  readonly verdict: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly people: readonly DiffRow[];
  readonly movies: readonly DiffRow[];
  readonly ceremonies: readonly ShownCeremony[];
  /** Who got no answer from TMDb, and why. */
  readonly failures: readonly string[];
  readonly remarks: readonly string[];
  readonly errors: readonly ShownError[];
}

/** What was read, and what was said about it. */
export interface Source {
  readonly ceremonies: readonly { readonly ceremony: Ceremony; readonly source: string }[];
  readonly remarks: readonly string[];
}

export function importReport(result: ImportResult, source: Source, typed: TypedCommand): Report {
  const { entities, database } = result;
  const failed = result.ceremonies.filter((outcome) => outcome.status === 'failed');
  const imported = result.ceremonies.filter((outcome) => outcome.status === 'imported');
  const isWhole = imported.every(({ verification }) => isExact(verification)) && entities.failed === 0;
  const verdict = failed.length > 0 ? 'FAILED' : isWhole ? 'PASS' : 'INCOMPLETE';
  const [only] = imported;
  const what =
    imported.length === 1 && failed.length === 0 && only !== undefined
      ? headline(only.verification)
      : `${imported.length}/${countText(result.ceremonies.length, 'ceremony', 'ceremonies')}`;
  return {
    ...empty,
    title: titleOfRun('Import', result.ceremonies),
    state: failed.length > 0 ? 'bad' : isWhole ? 'good' : 'changed',
    verdict: `${verdict} ${what}`,
    facts: [['database', database], ...tmdbFacts(entities)],
    failures: failuresOf(entities),
    remarks: [...source.remarks, ...result.remarks],
    ceremonies: [
      ...imported.map(({ heading, verification }) => shown(heading, source, { verification })),
      ...failedCeremonies(failed, typed),
    ],
  };
}

export function dryRunReport(result: DryRunResult, source: Source, typed: TypedCommand): Report {
  const diff = diffOf(result);
  const { added, changed, removed, extra } = planTotals(result);
  const isSame = added + changed + removed + extra === 0;
  const changesOf = ({ row, categories }: DiffCeremony) => ({ row, categories });
  return {
    ...empty,
    title: titleOfRun('Dry run', result.ceremonies),
    state: result.failed.length > 0 ? 'bad' : isSame ? 'good' : 'changed',
    verdict: summaryOf(result, diff),
    facts: [['database', result.database], ['written', 'nothing'], ...tmdbFacts(result.entities)],
    people: diff.people,
    movies: diff.movies,
    failures: failuresOf(result.entities),
    remarks: [...source.remarks, ...result.remarks, ...diff.ceremonies.flatMap(({ refusal }) => refusal ?? [])],
    ceremonies: [
      ...diff.ceremonies.map((one) => shown(one.heading, source, { changes: changesOf(one) })),
      ...failedCeremonies(result.failed, typed),
    ],
  };
}

export function verifyReport(result: VerifyResult, source: Source, typed: TypedCommand): Report {
  const exact = result.ceremonies.filter(({ verification }) => isExact(verification)).length;
  const total = result.ceremonies.length + result.failed.length;
  const verdict = exact === total ? 'PASS' : result.failed.length > 0 ? 'FAILED' : 'DIFFERENT';
  const [only] = result.ceremonies;
  const what =
    total === 1 && only !== undefined
      ? headline(only.verification)
      : `${exact}/${countText(total, 'ceremony', 'ceremonies')}`;
  return {
    ...empty,
    title: titleOfRun('Verification', [...result.ceremonies, ...result.failed]),
    state: exact === total ? 'good' : 'bad',
    verdict: `${verdict} ${what}`,
    facts: [['database', result.database]],
    remarks: source.remarks,
    ceremonies: [
      ...result.ceremonies.map(({ heading, verification }) => shown(heading, source, { verification })),
      ...failedCeremonies(result.failed, typed),
    ],
  };
}

export function showReport(stored: StoredCeremony, database: string): Report {
  const categories = stored.categories.map((category) => ({
    ...category,
    nominations: stored.nominations.filter((row) => fold(row.category) === fold(category.canonicalName)),
  }));
  const ceremony = { title: titleOf(stored), source: null, verification: null, changes: null, error: null };
  return {
    ...empty,
    title: stored.name,
    verdict: `${countText(stored.nominations.length, 'nomination')} in ${countText(categories.length, 'category', 'categories')}`,
    facts: [
      ['database', database],
      ['winners', String(stored.nominations.filter(({ won }) => won).length)],
    ],
    ceremonies: [{ ...ceremony, categories: categories.map(shownCategory) }],
  };
}

/** Of a run that failed before there was anything to report. */
export function failureReport(error: unknown, typed: TypedCommand): Report {
  return { ...empty, title: 'oscars-import', state: 'bad', verdict: 'FAILED', errors: [shownError(error, typed)] };
}

const empty = {
  state: 'good',
  facts: [],
  people: [],
  movies: [],
  failures: [],
  ceremonies: [],
  remarks: [],
  errors: [],
} as const;

function titleOfRun(what: string, ceremonies: readonly { readonly heading: { readonly name: string } }[]): string {
  const [only, ...others] = ceremonies;
  if (only !== undefined && others.length === 0) return `${what}: ${only.heading.name}`;
  return `${what}: ${countText(ceremonies.length, 'ceremony', 'ceremonies')}`;
}

function tmdbFacts({ total, known, found, missing, failed, waiting, requests }: ResolveSummary): Report['facts'] {
  const parts = Object.entries({ known, found, missing, 'without an answer': failed, waiting });
  const told = parts.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  return [
    ['people and movies', total === 0 ? 'none with an ID' : `${countText(total, 'ID')}: ${told.join(', ')}`],
    ['requests to TMDb', String(requests)],
  ];
}

function failuresOf({ failures }: ResolveSummary): string[] {
  return failures.map(({ imdbId, name, reason }) => `${imdbId} ${name}: ${reason}`);
}

function failedCeremonies(failed: readonly FailedCeremony[], typed: TypedCommand): ShownCeremony[] {
  return failed.map(({ heading, error }) => ({
    title: titleOf(heading),
    source: heading.source,
    verification: null,
    changes: null,
    categories: [],
    error: shownError(error, typed),
  }));
}

function shownError(error: unknown, typed: TypedCommand): ShownError {
  if (!(error instanceof ExpectedError)) return { message: messageOf(error), hint: null, problems: [] };
  const remedy = error.remedy === undefined ? [] : [remedyCommand(typed, error.remedy)];
  const hints = [...(error.hint === undefined ? [] : [error.hint]), ...remedy];
  return { message: error.message, hint: hints.length === 0 ? null : hints.join(': '), problems: error.problems };
}

type Heading = DiffCeremony['heading'];

function shown(
  heading: Heading,
  { ceremonies }: Source,
  found: Partial<Pick<ShownCeremony, 'verification' | 'changes'>>,
): ShownCeremony {
  const read = ceremonies.find(
    ({ ceremony }) =>
      ceremony.organization.key === heading.organization &&
      ceremony.year === heading.year &&
      ceremony.instance === heading.instance,
  );
  return {
    title: titleOf(heading),
    source: heading.source,
    verification: null,
    changes: null,
    error: null,
    ...found,
    categories: read?.ceremony.categories.map(shownCategory) ?? [],
  };
}

function shownCategory({ name, nominations }: Pick<Category, 'name' | 'nominations'>): ShownCategory {
  const credits = nominations.flatMap(({ movies, nominees }) => [
    ...movies.map(({ imdbId }) => imdbId),
    ...nominees.filter(({ kind }) => kind === 'person').map(({ imdbId }) => imdbId),
  ]);
  return {
    name,
    credits: credits.length,
    linked: credits.filter((id) => id !== null).length,
    nominations: nominations.map(({ won, movies, nominees, detail }) => ({
      won: won === true,
      titles: movies.map(({ title }) => title).join(' + '),
      names: nominees.map(shownName),
      detail,
    })),
  };
}

function shownName({ kind, name, imdbId }: Nominee): { name: string; isPending: boolean } {
  return { name, isPending: kind === 'person' && imdbId === null };
}
