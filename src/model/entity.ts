/** People and movies: what TMDb says about one IMDb ID, and what the database holds of it. */
import type { ImdbNameId, ImdbTitleId } from './ceremony.ts';

/** Which of the two tables; they differ in the name of the name, and in the facts. */
export type EntityKind = 'movie' | 'person';

/** What TMDb says of a person beside ID and name, while it has not said it. Another fact is a line here, a column, and its reading. */
export const unknownPerson = {
  knownForDepartment: null as string | null,
  /** TMDb's code: 0 not set, 1 female, 2 male, 3 non-binary. */
  gender: null as number | null,
  profilePath: null as string | null,
};

/** The same of a movie, beside ID and title. */
export const unknownMovie = {
  originalTitle: null as string | null,
  /** ISO 639-1. */
  originalLanguage: null as string | null,
  /** ISO date. */
  releaseDate: null as string | null,
  overview: null as string | null,
  posterPath: null as string | null,
};

export type PersonFacts = { readonly tmdbId: number; readonly name: string } & Readonly<typeof unknownPerson>;
export type MovieFacts = { readonly tmdbId: number; readonly title: string } & Readonly<typeof unknownMovie>;

/** Who answered: the live API, or the facts that ship with the program. */
export type ResolutionSource = 'tmdb' | 'snapshot';

/**
 * What became of asking for one IMDb ID. `missing`: TMDb does not know it, a value and not an error. `failed`: asked,
 * and no usable answer in the end. `waiting`: not asked, because there are no credentials or the run is offline.
 */
export type Resolution<Facts> =
  | { readonly status: 'found'; readonly source: ResolutionSource; readonly facts: Facts }
  | { readonly status: 'missing'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'waiting' };

/** How long TMDb's terms let an answer be kept: six months, the shortest that there are. */
export const answerDays = 181;

export const entityStatuses = ['found', 'missing', 'failed', 'waiting'] as const;
export type EntityStatus = (typeof entityStatuses)[number];

/** Unique IMDb IDs, each list sorted. */
export interface EntityIds {
  readonly movies: readonly ImdbTitleId[];
  readonly people: readonly ImdbNameId[];
}

/** One resolved entity, as it comes in. */
export type Answer =
  | { readonly kind: 'movie'; readonly id: ImdbTitleId; readonly resolution: Resolution<MovieFacts> }
  | { readonly kind: 'person'; readonly id: ImdbNameId; readonly resolution: Resolution<PersonFacts> };

/** A row of `people` or `movies`, `name` being the title of a movie. */
export interface StoredEntity {
  readonly imdbId: string;
  readonly name: string;
  readonly status: EntityStatus;
  readonly tmdbId: number | null;
  /** What TMDb says beside these, as `unknownPerson` and `unknownMovie` call it. */
  readonly facts: Readonly<Record<string, string | number | null>>;
  /** When TMDb was last asked; null where it never was. */
  readonly checkedAt: Date | null;
}

/** `nm0614165 Cillian Murphy (TMDb 2037)`; what is known of the ID where TMDb has none. */
export function entityText({ imdbId, name, tmdbId, status }: StoredEntity): string {
  return `${imdbId} ${name} (${tmdbId === null ? status : `TMDb ${tmdbId}`})`;
}

/** An answer that is not asked for again. */
export interface StandingAnswer {
  readonly status: EntityStatus;
  /** Whether TMDb gave it; else the bundled snapshot, or nobody. */
  readonly wasAsked: boolean;
  /** How long it stands from when TMDb was asked, in milliseconds; null for ever. */
  readonly forMs: number | null;
}

/** What became of the entities of a run. All numbers count IMDb IDs. */
export interface ResolveSummary {
  readonly source: ResolutionSource;
  readonly total: number;
  /** Known to the database, so not asked for. */
  readonly known: number;
  readonly found: number;
  readonly missing: number;
  readonly failed: number;
  readonly waiting: number;
  readonly added: number;
  readonly changed: number;
  /** Requests sent to TMDb, retries included. */
  readonly requests: number;
  readonly retries: number;
  /** Who got no answer although TMDb was asked, and why. */
  readonly failures: readonly { readonly imdbId: string; readonly name: string; readonly reason: string }[];
}
