/** What a well-formed ceremony can still get wrong: contradictions, and a baseline that it does not meet. */
import type { Baseline, Category, Ceremony, Nominee } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';

/** Every problem that spans several places of the file, each with its path. Empty when there is none. */
export function problemsOf(ceremony: Ceremony): string[] {
  return [...dateProblems(ceremony), ...repeatedCategories(ceremony.categories)];
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
