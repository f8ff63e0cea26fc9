/** A ceremony as other sources have it: with their names of categories, in their order, and with what they leave out. */
import { readFileSync } from 'node:fs';
import type { CeremonyFile, NominationFile } from './ceremonies.ts';

type CategoryFile = CeremonyFile['categories'][number];

/** As a table in oscar_data's format, one row a nomination; it knows neither the movies' years nor the totals. */
export function asOscarData(file: CeremonyFile): string {
  const columns = ['Ceremony', 'Year', 'Class', 'CanonicalCategory', 'Category', 'Film', 'FilmId', 'Name'].concat([
    'Nominees',
    'NomineeIds',
    'Winner',
    'Detail',
  ]);
  const rows = file.categories.flatMap((category) =>
    category.nominations.map(({ movies = [], nominees = [], won, detail = '' }) => {
      const isCountry = nominees.some(({ kind }) => kind === 'country');
      const named = isCountry ? [] : nominees;
      return [
        file.number,
        file.year - 1,
        classOf(category),
        shouted(category.name),
        shouted(category.name),
        movies.map(({ title }) => title).join('|'),
        movies.map(({ imdbId }) => imdbId ?? '?').join('|'),
        nominees.map(({ name }) => name).join(', '),
        named.map(({ name }) => name).join('|'),
        named.map(({ imdbId }) => imdbId ?? '?').join('|'),
        won ? 'True' : '',
        detail.replaceAll('"', '\\"'),
      ].join('\t');
    }),
  );
  return `${[columns.join('\t'), ...rows].join('\n')}\n`;
}

/** The source writes all but what stands in parentheses in capitals. */
function shouted(name: string): string {
  return name.replace(/^[^(]+/, (start) => start.toUpperCase());
}

function classOf({ name, group, kind }: CategoryFile): string {
  if (group !== undefined) return group;
  if (name === 'Directing') return name;
  if (name.startsWith('Music')) return 'Music';
  return kind === 'movie' ? 'Title' : 'Production';
}

interface KnownCategory {
  readonly canonicalName: string;
  readonly alsoKnownAs: readonly string[];
}

const knownCategories = JSON.parse(
  readFileSync(new URL('../../fixtures/category-names.json', import.meta.url), 'utf8'),
) as KnownCategory[];

/**
 * As IMDb's event page: its own names of categories, its own order with the winner first, no characters and no
 * countries; of songs the title stands in a note.
 */
export function asImdbPage(file: CeremonyFile): string {
  const day = (file.date ?? '').split('-').map(Number);
  const edges = [...file.categories].reverse().map((category) => ({
    node: {
      category: { text: imdbNameOf(category.name) },
      nominations: {
        pageInfo: { hasNextPage: false },
        edges: winnerFirst(category.nominations).map((nomination) => ({ node: imdbNomination(nomination, category) })),
      },
    },
  }));
  const pageProps = {
    eventName: 'Academy Awards, USA',
    editionInfo: {
      year: file.year,
      instanceWithinYear: 1,
      dateRange: { startDate: { dateComponents: { year: day[0], month: day[1], day: day[2] } } },
    },
    edition: { awards: [{ text: 'Oscar', nominationCategories: { edges } }] },
  };
  return `<!DOCTYPE html><html><body><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({
    props: { pageProps },
  }).replaceAll('<', '\\u003c')}</script></body></html>`;
}

function imdbNameOf(name: string): string {
  const known = knownCategories.find(({ canonicalName }) => canonicalName === name);
  return known?.alsoKnownAs.find((other) => other.startsWith('Best ')) ?? name;
}

function winnerFirst(nominations: readonly NominationFile[]): NominationFile[] {
  return [...nominations].sort((a, b) => Number(b.won ?? false) - Number(a.won ?? false));
}

function imdbNomination(
  { movies = [], nominees = [], won = false, detail }: NominationFile,
  { name, kind }: CategoryFile,
) {
  const titles = movies.map(({ title, imdbId }) => ({ title: { id: imdbId, titleText: { text: title } } }));
  const people = nominees
    .filter(({ imdbId }) => imdbId?.startsWith('nm'))
    .map(({ name: text, imdbId }) => ({ name: { id: imdbId, nameText: { text } } }));
  const isOfPeople = kind === 'person';
  return {
    isWinner: won,
    notes: name.includes('Song') ? { plainText: `For the song "${detail}"` } : null,
    awardedEntities: {
      awardTitles: isOfPeople ? null : titles,
      awardNames: isOfPeople ? people : null,
      secondaryAwardTitles: isOfPeople ? titles : null,
      secondaryAwardNames: isOfPeople ? null : people,
      secondaryAwardCompanies: null,
    },
  };
}

/** As the public list of an event's years: the IDs of titles alone, sorted, by categories in lower case. */
export function asEventList({ year, categories }: CeremonyFile): string {
  const idsOf = (nominations: readonly NominationFile[]) =>
    `[${[...new Set(nominations.flatMap(({ movies = [] }) => movies.flatMap(({ imdbId }) => imdbId ?? [])))].sort().join(', ')}]`;
  const lines = categories.map(({ name, nominations }) => {
    const winners = nominations.filter(({ won }) => won);
    return `    '${name.toLowerCase()}': {nominee: ${idsOf(nominations)}, winner: ${idsOf(winners)}}`;
  });
  return ['# Academy Awards, USA', `'${year}':`, '  oscar:', ...lines, ''].join('\n');
}
