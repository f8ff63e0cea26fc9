/** A festival's year as each source of festivals has it, with what that source leaves out. */
import { groupBy } from '../../src/model/group-by.ts';

export interface Festival {
  /** Key of the registry. */
  readonly key: string;
  /** As IMDb, Cinegraph and its own people call it. */
  readonly imdb: string;
  readonly cinegraph: readonly [key: string, name: string];
  readonly own: readonly [key: string, name: string];
  readonly prizes: readonly Prize[];
}

/** An award with its category, which is null where the award is all, and with numbers of movies, the first of which won. */
export interface Prize {
  readonly award: string;
  readonly category: string | null;
  readonly kind: 'person' | 'craft' | 'movie' | 'special';
  readonly movies: readonly number[];
  /** Whether it honours somebody of the movie: in the first place, or beside it. */
  readonly people?: 'first' | 'beside';
  /** What its own people call it; the award and the category where left out. */
  readonly own?: string;
}

const year = 2024;

const movieOf = (at: number) => ({ id: `tt${String(at).padStart(7, '0')}`, title: `Movie ${at}` });
/** Somebody of a movie; a second one honours others of it. */
const personOf = (at: number, { award, category }: Prize) => {
  const role = /act(or|ress)/i.test(`${award} ${category}`) ? 2 : 1;
  return { id: `nm${role}${String(at).padStart(6, '0')}`, name: `Somebody ${role} of Movie ${at}` };
};

/** As the data of IMDb's event page. */
export function asEventPage({ imdb, prizes }: Festival): string {
  return JSON.stringify({
    pageProps: {
      eventName: imdb,
      editionInfo: { year, instanceWithinYear: 1 },
      edition: { awards: awardsOf(prizes, imdbNomination) },
    },
  });
}

/** As answers of IMDb's GraphQL interface, whose lists have other names, and which tell the event in an answer of its own. */
export function asGraphqlAnswers({ key, imdb, prizes }: Festival): string {
  // Several festivals' answers may stand in one file.
  const id = `ee${[...key].map((letter) => letter.charCodeAt(0) - 40).join('')}`.slice(0, 14).padEnd(9, '0');
  const answers = [
    { data: { nominationEvent: { name: { text: imdb }, editions: [{ id, year, instanceWithinYear: 1 }] } } },
    { data: { nominationEventEdition: { id, awards: awardsOf(prizes, graphqlNomination) } } },
  ];
  return answers.map((answer) => JSON.stringify(answer)).join('\n');
}

function awardsOf(prizes: readonly Prize[], toNode: (at: number, prize: Prize) => object) {
  return [...groupBy(prizes, ({ award }) => award)].map(([text, ofAward]) => ({
    text,
    nominationCategories: {
      edges: ofAward.map((prize) => ({
        node: {
          category: prize.category === null ? null : { text: prize.category },
          nominations: { edges: prize.movies.map((at) => ({ node: toNode(at, prize) })) },
        },
      })),
    },
  }));
}

function imdbNomination(at: number, prize: Prize) {
  const { id, title } = movieOf(at);
  const { id: nameId, name } = personOf(at, prize);
  const [titles, names] = [
    [{ title: { id, titleText: { text: title } } }],
    [{ name: { id: nameId, nameText: { text: name } } }],
  ];
  const lists = {
    first: { awardNames: names, secondaryAwardTitles: titles },
    beside: { awardTitles: titles, secondaryAwardNames: names },
    none: { awardTitles: titles },
  };
  return { isWinner: at === prize.movies[0], awardedEntities: lists[prize.people ?? 'none'] };
}

function graphqlNomination(at: number, prize: Prize) {
  const { id, title } = movieOf(at);
  const { id: nameId, name } = personOf(at, prize);
  const [titles, names] = [[{ id, titleText: { text: title } }], [{ id: nameId, nameText: { text: name } }]];
  const lists = {
    first: { names, secondaryTitles: titles },
    beside: { titles, secondaryNames: names },
    none: { titles },
  };
  return { isWinner: at === prize.movies[0], awardedEntities: lists[prize.people ?? 'none'] };
}

/** As Cinegraph has it: by the name of the category alone, so that of several awards with one of that name the last is left. */
export function asCinegraph(festival: Festival): string {
  return JSON.stringify(cinegraphData(festival));
}

/** The same as a row of Cinegraph's table. */
export function asCinegraphDump(festival: Festival): string {
  const data = cinegraphData(festival);
  return JSON.stringify({
    id: 1,
    year,
    name: `${year} ${data.festival}`,
    data_source: 'imdb',
    source_metadata: {},
    data,
  });
}

function cinegraphData({ cinegraph: [key, name], prizes }: Festival) {
  const nominees = ({ movies, people, ...rest }: Prize) =>
    movies.map((at) => {
      const { id: imdb_id, title } = movieOf(at);
      const { id, name: who } = personOf(at, { movies, ...rest });
      return {
        films: [{ imdb_id, title }],
        people: people === undefined ? [] : [{ imdb_id: id, name: who }],
        winner: at === movies[0],
      };
    });
  const awards = Object.fromEntries(prizes.map((prize) => [prize.category ?? prize.award, nominees(prize)]));
  return { year, festival: name, festival_key: key, awards };
}

/** As the public list of the event's years: titles alone, sorted, under names in lower case. */
export function asYearlyList({ imdb, prizes }: Festival): string {
  const lines = [...groupBy(prizes, ({ award }) => award)].flatMap(([award, ofAward]) => [
    `  ${JSON.stringify(award.toLowerCase())}:`,
    ...ofAward.map(({ category, movies }) => {
      const ids = movies.map((at) => movieOf(at).id);
      const name = JSON.stringify((category ?? award).toLowerCase());
      return `    ${name}: {nominee: [${ids.toSorted().join(', ')}], winner: [${ids[0]}]}`;
    }),
  ]);
  return [`# ${imdb}`, `'${year}':`, ...lines, ''].join('\n');
}

/** As a file of one's own, whose organization has a key and whose prizes have names of one's own. */
export function asOwnFile({ own: [key, name], prizes }: Festival): string {
  return JSON.stringify({
    organization: { key, name },
    year,
    name: `${name} ${year}`,
    categories: prizes.map((prize) => ({
      name: prize.own ?? (prize.category === null ? prize.award : `${prize.award} / ${prize.category}`),
      kind: prize.kind,
      nominations: prize.movies.map((at) => ({
        won: at === prize.movies[0],
        movies: [{ title: movieOf(at).title, imdbId: movieOf(at).id }],
        ...(prize.people === undefined
          ? {}
          : { nominees: [{ name: personOf(at, prize).name, imdbId: personOf(at, prize).id }] }),
      })),
    })),
  });
}

/** All of them, by what they are. */
export const festivalSources: Readonly<Record<string, (festival: Festival) => string>> = {
  'the page': asEventPage,
  'the GraphQL answers': asGraphqlAnswers,
  'the Cinegraph data': asCinegraph,
  'the Cinegraph table': asCinegraphDump,
  'the yearly list': asYearlyList,
  'a file of their own': asOwnFile,
};

/** Each pair of two different ones, in both orders. */
export const pairsOfSources = Object.keys(festivalSources).flatMap((a) =>
  Object.keys(festivalSources).flatMap((b) => (a === b ? [] : [[a, b] as const])),
);
