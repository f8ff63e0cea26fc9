/**
 * A whole history of an award as a table of oscar_data's format, made up: as many rows, nominees and people as the
 * Academy's, with the same skews. A few people have forty nominations and most have one, ten movies share most of a
 * ceremony, categories change their names, and some rows have no movie, no nominee, no ID.
 */
import { type HistoryCategory, historyCategories } from './categories.ts';
import { movieTitle, personName, sentence } from './names.ts';
import { type Random, randomOf } from './random.ts';

export interface HistoryOptions {
  readonly seed: string;
  /** From the first one on. */
  readonly ceremonies: number;
  /** Of all ceremonies together. */
  readonly nominations: number;
}

/** A row, each cell as the table has it. */
export interface HistoryRow {
  readonly Ceremony: number;
  readonly Year: string;
  readonly Class: string;
  readonly CanonicalCategory: string;
  readonly Category: string;
  readonly Film: string;
  readonly FilmId: string;
  readonly Name: string;
  readonly Nominees: string;
  readonly NomineeIds: string;
  readonly Winner: string;
  readonly Detail: string;
  readonly Note: string;
  readonly Citation: string;
}

/** The size of the Academy's. */
export const academySize = { ceremonies: 98, nominations: 12_000 } as const;

export function historyRows({ seed, ceremonies, nominations }: HistoryOptions): HistoryRow[] {
  const history = new History(randomOf(seed));
  const upTo = (number: number) => Math.round((nominations * number) / ceremonies);
  return Array.from({ length: ceremonies }, (_, at) => at + 1).flatMap((number) =>
    history.ceremony(number, upTo(number) - upTo(number - 1)),
  );
}

/** The table, header first. */
export function historyTable(rows: readonly HistoryRow[]): string {
  const columns = Object.keys(rows[0] ?? {}) as (keyof HistoryRow)[];
  // Like the original, a line ends where its last cell with something in it does.
  const lines = rows.map((row) =>
    columns
      .map((column) => row[column])
      .join('\t')
      .trimEnd(),
  );
  return `${[columns.join('\t'), ...lines].join('\n')}\n`;
}

interface Credit {
  readonly name: string;
  readonly id: string;
}

/** Shares that give the Academy's counts. */
const newPersonShare = 0.5;
const withoutIdShare = 0.06;
const severalMoviesShare = 0.002;
const sharedMovies = 30;
/** Careers end: who is nominated again was nominated within about so many credits of the same class. */
const careerCredits = 500;
const companies = 71;

class History {
  readonly #random: Random;
  /** Credits of each class, in order: who stands there often is picked often. */
  readonly #credits = new Map<string, Credit[]>();
  #people = 0;
  #movies = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  ceremony(number: number, nominations: number): HistoryRow[] {
    const shared = Array.from({ length: sharedMovies }, () => this.#newMovie());
    const present = historyCategories.filter(({ since }) => since <= number);
    const sizes = sizesOf(present, nominations);
    return present.flatMap((category, at) => {
      const movies = this.#random.shuffled(shared);
      return Array.from({ length: sizes[at] ?? 0 }, (_, place) => this.#nomination(number, category, place, movies));
    });
  }

  #nomination(number: number, category: HistoryCategory, place: number, shared: readonly Credit[]): HistoryRow {
    const random = this.#random;
    const movies = this.#moviesOf(category, place, shared);
    const nominees = this.#nomineesOf(category);
    const hasIds = !random.chance(withoutIdShare);
    return {
      Ceremony: number,
      Year: filmYear(number),
      Class: category.class,
      CanonicalCategory: category.canonicalName,
      Category: nameOf(category, number),
      Film: movies.map(({ name }) => name).join('|'),
      FilmId: movies.map(({ id }) => id).join('|'),
      Name: this.#creditLine(category, nominees),
      Nominees: nominees.map(({ name }) => name).join('|'),
      NomineeIds: hasIds ? nominees.map(({ id }) => id).join('|') : '',
      Winner: place < category.winners ? 'True' : '',
      Detail: this.#detailOf(category, movies.length),
      Note: random.chance(0.03) ? `NOTE: ${sentence(random)}` : '',
      Citation: category.hasCitation ? sentence(random) : '',
    };
  }

  #moviesOf({ movie }: HistoryCategory, place: number, shared: readonly Credit[]): Credit[] {
    if (movie === 'none') return [];
    if (movie === 'own') return [this.#newMovie()];
    const count = this.#random.chance(severalMoviesShare) ? 2 + this.#random.int(2) : 1;
    // Nobody is nominated twice for the same in one category.
    return Array.from({ length: count }, (_, at) => shared[place + at * 10] ?? this.#newMovie());
  }

  #nomineesOf({ class: group, nominees, companies: share = 0 }: HistoryCategory): Credit[] {
    const found = Array.from({ length: drawCount(this.#random, nominees) }, () =>
      this.#random.chance(share) ? this.#company() : this.#person(group),
    );
    return found.filter(({ id }, at) => found.findIndex((other) => other.id === id) === at || id === '?');
  }

  #person(group: string): Credit {
    const credits = this.#credits.get(group) ?? [];
    this.#credits.set(group, credits);
    const recent = Math.min(credits.length, careerCredits);
    const again = this.#random.chance(newPersonShare)
      ? undefined
      : credits[credits.length - 1 - this.#random.int(Math.max(1, recent))];
    const credit = again ?? this.#newPerson();
    credits.push(credit);
    return credit;
  }

  #newPerson(): Credit {
    const id = this.#random.chance(0.01) ? '?' : `nm${String(++this.#people).padStart(7, '0')}`;
    return { name: personName(this.#random), id };
  }

  #newMovie(): Credit {
    const serial = ++this.#movies;
    return { name: movieTitle(this.#random, serial), id: `tt${String(serial).padStart(7, '0')}` };
  }

  #company(): Credit {
    const serial = 1 + this.#random.int(companies);
    return { name: `Studio ${serial} Sound Department`, id: `co${String(serial).padStart(7, '0')}` };
  }

  #creditLine({ isOfCountries, detail }: HistoryCategory, nominees: readonly Credit[]): string {
    if (isOfCountries)
      return this.#random.pick(['Japan', 'Côte d’Ivoire', 'Italy', 'Sweden', 'Chile', 'The Soviet Union']);
    const names = nominees.map(({ name }) => name).join(', ');
    if (detail === 'song') return `Music and Lyric by ${names}`;
    return names;
  }

  #detailOf({ detail }: HistoryCategory, movies: number): string {
    if (detail === undefined) return '';
    // A role in each of the movies.
    const role = () => personName(this.#random);
    return detail === 'song'
      ? movieTitle(this.#random, this.#random.int(100_000))
      : Array.from({ length: movies }, role).join('|');
  }
}

/** One with the first chance, two with the second, and so on; none where there are no chances. */
function drawCount(random: Random, chances: readonly number[]): number {
  const draw = random.next();
  let sum = 0;
  for (const [at, chance] of chances.entries()) {
    sum += chance;
    if (draw < sum) return at + 1;
  }
  return 0;
}

/** Each category's own size, cut down or filled up in turns until they add up. */
function sizesOf(categories: readonly HistoryCategory[], total: number): number[] {
  const sizes = categories.map(({ size }) => size);
  let rest = total - sizes.reduce((sum, size) => sum + size, 0);
  for (let at = 0; rest !== 0; at = (at + 1) % sizes.length) {
    const step = Math.sign(rest);
    if ((sizes[at] ?? 0) + step < 1 || (sizes[at] ?? 0) + step > sharedMovies) continue;
    sizes[at] = (sizes[at] ?? 0) + step;
    rest -= step;
  }
  return sizes;
}

function nameOf({ names, canonicalName }: HistoryCategory, number: number): string {
  return names.find(([upTo]) => number <= upTo)?.[1] ?? canonicalName;
}

/** The years of the movies that the nth Academy Awards honoured: five ceremonies took a season, from 1927/28 to 1932/33. */
function filmYear(number: number): string {
  if (number <= 6) return `${1926 + number}/${26 + number + 1}`;
  return String(1927 + number);
}
