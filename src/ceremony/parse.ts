/** The gate that every ceremony passes, whatever it was read from: `unknown` in, a checked `Ceremony` or its problems out. */
import type { Ceremony } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { baselineProblems, problemsOf } from './check.ts';
import { issueText, within } from './issue-text.ts';
import { ceremonySchema } from './schema.ts';

export interface ReadCeremony {
  /** Mostly a `CeremonyFile`; unknown, because only the check that every ceremony passes decides. */
  readonly content: unknown;
  /** Path of the ceremony where its file holds a list of them, otherwise empty. */
  readonly at: string;
  /** Where each nomination stands in what was read, such as `line 57`: by category, by nomination. */
  readonly places: readonly (readonly string[])[];
}

/** What a file was taken for. */
export interface FileKind {
  /** What a file of it is called, such as `an oscar_data table`. */
  readonly what: string;
  /** What to do about its problems. */
  readonly hint: string;
}

/**
 * Parses the ceremonies of one file, and reports the problems of all of them together.
 *
 * @throws ExpectedError `input` when one has the wrong shape; `baseline` when one does not hold what its baseline says
 */
export function parseCeremonies(read: readonly ReadCeremony[], name: string, kind: FileKind): Ceremony[] {
  const parsed = read.map(({ content, at, places }) => {
    const { data, error } = ceremonySchema.safeParse(content);
    const problems = error?.issues.map(issueText) ?? (data === undefined ? [] : problemsOf(data));
    return { data, problems: problems.map((problem) => placed(problem, at, places)) };
  });
  refuse(
    parsed.flatMap(({ problems }) => problems),
    name,
    kind,
  );
  const ceremonies = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const unmet = ceremonies.flatMap(baselineProblems);
  if (unmet.length === 0) return ceremonies;
  throw new ExpectedError('baseline', `${name} does not hold what it says it does`, {
    problems: unmet.map((problem) => `${name}: ${problem}`),
    hint: 'a row was lost or added by mistake, or `expected` is out of date; nothing was written',
  });
}

/** @throws ExpectedError `input` when there are problems */
export function refuse(problems: readonly string[], name: string, { what, hint }: FileKind): void {
  if (problems.length === 0) return;
  const counted = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new ExpectedError('input', `${name} is not ${what}: ${counted}`, {
    problems: problems.map((problem) => `${name}: ${problem}`),
    hint: `${hint}; nothing was written`,
  });
}

/** The problem with the places in what was read instead of those in the ceremony that was made of it. */
function placed(problem: string, at: string, places: ReadCeremony['places']): string {
  const translated = problem.replaceAll(
    /categories\[(\d+)\]\.nominations\[(\d+)\](\.?)/g,
    (path, category, nomination, dot) => {
      const place = places[Number(category)]?.[Number(nomination)];
      return place === undefined ? path : `${place}${dot === '.' ? ': ' : ''}`;
    },
  );
  return places.length === 0 ? within(at, translated) : translated;
}
