/** The gate that every ceremony passes, whatever it was read from: `unknown` in, a checked `Ceremony` or its problems out. */
import type { ReadCeremony } from '../formats/reading.ts';
import type { Ceremony } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { baselineProblems, problemsOf } from './check.ts';
import { issueText, within } from './issue-text.ts';
import { ceremonySchema } from './schema.ts';

/**
 * Parses the ceremonies of one file, and reports the problems of all of them together.
 *
 * @param kind what the file was taken for, such as `an oscar_data table`
 * @throws ExpectedError `input` when one has the wrong shape; `baseline` when one does not hold what its baseline says
 */
export function parseCeremonies(read: readonly ReadCeremony[], name: string, kind: string): Ceremony[] {
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
export function refuse(problems: readonly string[], name: string, kind: string): void {
  if (problems.length === 0) return;
  const counted = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new ExpectedError('input', `${name} is not ${kind}: ${counted}`, {
    problems: problems.map((problem) => `${name}: ${problem}`),
    hint:
      kind === 'a ceremony file'
        ? 'the format is described by fixtures/ceremony.schema.json; nothing was written'
        : 'correct it there; if it is in another format, --format says which; nothing was written',
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
