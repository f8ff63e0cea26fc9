/** What a well-formed ceremony can still get wrong: repeats, contradictions, and a baseline that it does not meet. */
import type { Baseline, Category, Ceremony, Nominee } from '../model/ceremony.ts';
import { announcedText, fold } from '../model/identity.ts';

/** Every problem that spans several places of the file, each with its path. Empty when there is none. */
export function problemsOf(ceremony: Ceremony): string[] {
  return [...dateProblems(ceremony), ...repeatedCategories(ceremony.categories)];
}

/** What a file says twice: a problem in one that can tell two apart, and a true repeat in a source that lost how. */
export function repeatsIn(ceremony: Ceremony): string[] {
  return [...repeatedNominations(ceremony), ...repeatedCredits(ceremony)];
}

/** Totals of the file's own rows. */
export function totalsOf(ceremony: Ceremony): Baseline {
  const nominations = ceremony.categories.flatMap((category) => category.nominations);
  const inPersonCategories = ceremony.categories
    .filter((category) => category.kind === 'person')
    .flatMap((category) => category.nominations);
  return {
    categories: ceremony.categories.length,
    nominations: nominations.length,
    winners: nominations.filter((nomination) => nomination.won).length,
    peopleNominations: inPersonCategories.reduce((sum, { nominees }) => sum + countPeople(nominees), 0),
  };
}

/** A person counts once a nomination, however often the name stands there. */
function countPeople(nominees: readonly Nominee[]): number {
  const people = nominees.filter(({ kind }) => kind === 'person');
  return new Set(people.map(({ imdbId, name }) => imdbId ?? fold(name))).size;
}

/** How the file's rows differ from its baseline, such as `expected 44 people nominations, the file holds 43`. */
export function baselineProblems(ceremony: Ceremony): string[] {
  if (ceremony.expected === null) return [];
  const totals = totalsOf(ceremony);
  const words = {
    categories: 'categories',
    nominations: 'nominations',
    winners: 'winners',
    peopleNominations: 'people nominations',
  };
  return (Object.keys(words) as (keyof Baseline)[])
    .filter((name) => totals[name] !== ceremony.expected?.[name])
    .map((name) => `expected ${ceremony.expected?.[name]} ${words[name]}, the file holds ${totals[name]}`);
}

function dateProblems(ceremony: Ceremony): string[] {
  if (ceremony.date === null || ceremony.date.startsWith(`${ceremony.year}-`)) return [];
  return [`date: ${ceremony.date} is not in the year ${ceremony.year}`];
}

function repeatedCategories(categories: readonly Category[]): string[] {
  const problems: string[] = [];
  const firstByName = new Map<string, number>();
  for (const [index, category] of categories.entries()) {
    const first = firstByName.get(fold(category.canonicalName));
    if (first === undefined) firstByName.set(fold(category.canonicalName), index);
    else problems.push(`categories[${index}]: the same category as categories[${first}]`);
  }
  return problems;
}

function repeatedNominations(ceremony: Ceremony): string[] {
  const problems: string[] = [];
  for (const [categoryIndex, category] of ceremony.categories.entries()) {
    const firstByText = new Map<string, number>();
    for (const [index, nomination] of category.nominations.entries()) {
      const text = announcedText(nomination);
      const first = firstByText.get(text);
      const path = (at: number) => `categories[${categoryIndex}].nominations[${at}]`;
      if (first === undefined) firstByText.set(text, index);
      else problems.push(`${path(index)}: the same nomination as ${path(first)}`);
    }
  }
  return problems;
}

/** One person, or one movie, twice on a nomination. A company may be, with two of its departments. */
function repeatedCredits(ceremony: Ceremony): string[] {
  return ceremony.categories.flatMap(({ nominations }, category) =>
    nominations.flatMap(({ movies, nominees }, at) => {
      const path = `categories[${category}].nominations[${at}]`;
      const people = nominees.map((nominee) => (nominee.kind === 'person' ? nominee.imdbId : null));
      return [
        ...repeatedIds(
          movies.map(({ imdbId }) => imdbId),
          `${path}.movies`,
          'movie',
        ),
        ...repeatedIds(people, `${path}.nominees`, 'person'),
      ];
    }),
  );
}

function repeatedIds(ids: readonly (string | null)[], path: string, what: string): string[] {
  return ids.flatMap((id, at) => {
    const first = ids.indexOf(id);
    return id === null || first === at ? [] : [`${path}[${at}]: the same ${what} as ${path}[${first}]`];
  });
}
