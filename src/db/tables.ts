/**
 * The schema, as drizzle sees it; `drizzle/` holds the migrations that drizzle-kit makes from it.
 *
 * Every ID is a UUIDv5 of what identifies the row, so that two databases that imported the same files hold the same
 * rows. `import_runs` alone is a log and counts up.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  categoryKinds,
  type ImdbCompanyId,
  type ImdbEventId,
  type ImdbNameId,
  type ImdbTitleId,
  nomineeKinds,
} from '../model/ceremony.ts';
import { entityStatuses } from '../model/entity.ts';

/** As a check constraint lists them. */
const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '));

const timestamps = {
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
};

export const organizations = pgTable('organizations', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  abbreviation: text('abbreviation'),
  /** Null where it is not known; no two rows have the same. */
  imdbEventId: text('imdb_event_id').$type<ImdbEventId>().unique(),
  ...timestamps,
});

export const ceremonies = pgTable(
  'ceremonies',
  {
    id: uuid('id').primaryKey(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    year: integer('year').notNull(),
    instance: smallint('instance').notNull(),
    number: integer('number'),
    name: text('name').notNull(),
    heldOn: date('held_on'),
    expectedCategories: integer('expected_categories'),
    expectedNominations: integer('expected_nominations'),
    expectedWinners: integer('expected_winners'),
    expectedPeopleNominations: integer('expected_people_nominations'),
    ...timestamps,
  },
  (t) => [
    unique('ceremonies_edition_unique').on(t.organizationId, t.year, t.instance),
    // Null where a ceremony is not numbered, or nobody has said the number.
    unique('ceremonies_number_unique').on(t.organizationId, t.number),
  ],
);

export const categories = pgTable(
  'categories',
  {
    id: uuid('id').primaryKey(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    name: text('name').notNull(),
    canonicalName: text('canonical_name').notNull(),
    groupName: text('group_name'),
    kind: text('kind', { enum: categoryKinds }).notNull(),
    ...timestamps,
  },
  (t) => [
    // All that makes a category, so that no ceremony ever changes a row that others use.
    unique('categories_identity_unique').on(t.organizationId, t.name, t.canonicalName, t.kind),
    check('categories_kind_check', sql`${t.kind} in (${quoted(categoryKinds)})`),
  ],
);

/** Which categories a ceremony has, and in which order it announced them. */
export const ceremonyCategories = pgTable(
  'ceremony_categories',
  {
    ceremonyId: uuid('ceremony_id')
      .notNull()
      .references(() => ceremonies.id, { onDelete: 'cascade' }),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => categories.id),
    position: integer('position').notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.ceremonyId, t.categoryId] })],
);

const entityColumns = {
  tmdbId: integer('tmdb_id'),
  tmdbStatus: text('tmdb_status', { enum: entityStatuses }).notNull(),
  /** When TMDb was last asked; null where it never was: the bundled snapshot answered, or nobody yet. */
  tmdbCheckedAt: timestamp('tmdb_checked_at', { withTimezone: true }),
  ...timestamps,
};

export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    imdbId: text('imdb_id').$type<ImdbNameId>().notNull().unique(),
    name: text('name').notNull(),
    knownForDepartment: text('known_for_department'),
    gender: smallint('gender'),
    profilePath: text('profile_path'),
    ...entityColumns,
  },
  (t) => [
    // Not unique: two IMDb IDs can lead to one TMDb record.
    index('people_tmdb_id_index').on(t.tmdbId),
    check('people_imdb_id_check', sql`${t.imdbId} ~ '^nm[0-9]{7,}$'`),
    check('people_tmdb_status_check', sql`${t.tmdbStatus} in (${quoted(entityStatuses)})`),
  ],
);

export const movies = pgTable(
  'movies',
  {
    id: uuid('id').primaryKey(),
    imdbId: text('imdb_id').$type<ImdbTitleId>().notNull().unique(),
    title: text('title').notNull(),
    originalTitle: text('original_title'),
    originalLanguage: text('original_language'),
    releaseDate: date('release_date'),
    overview: text('overview'),
    posterPath: text('poster_path'),
    ...entityColumns,
  },
  (t) => [
    index('movies_tmdb_id_index').on(t.tmdbId),
    check('movies_imdb_id_check', sql`${t.imdbId} ~ '^tt[0-9]{7,}$'`),
    check('movies_tmdb_status_check', sql`${t.tmdbStatus} in (${quoted(entityStatuses)})`),
  ],
);

export const nominations = pgTable(
  'nominations',
  {
    id: uuid('id').primaryKey(),
    ceremonyId: uuid('ceremony_id').notNull(),
    categoryId: uuid('category_id').notNull(),
    position: integer('position').notNull(),
    won: boolean('won').notNull(),
    detail: text('detail'),
    credit: text('credit'),
    citation: text('citation'),
    note: text('note'),
    ...timestamps,
  },
  (t) => [
    foreignKey({
      name: 'nominations_ceremony_category_fk',
      columns: [t.ceremonyId, t.categoryId],
      foreignColumns: [ceremonyCategories.ceremonyId, ceremonyCategories.categoryId],
    }),
    index('nominations_ceremony_index').on(t.ceremonyId, t.categoryId),
  ],
);

export const nominatedMovies = pgTable(
  'nominated_movies',
  {
    nominationId: uuid('nomination_id')
      .notNull()
      .references(() => nominations.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    movieId: uuid('movie_id').references(() => movies.id),
    title: text('title').notNull(),
    year: smallint('year'),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.nominationId, t.position] }), index('nominated_movies_movie_index').on(t.movieId)],
);

export const nominees = pgTable(
  'nominees',
  {
    nominationId: uuid('nomination_id')
      .notNull()
      .references(() => nominations.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    kind: text('kind', { enum: nomineeKinds }).notNull(),
    personId: uuid('person_id').references(() => people.id),
    name: text('name').notNull(),
    companyImdbId: text('company_imdb_id').$type<ImdbCompanyId>(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.nominationId, t.position] }),
    index('nominees_person_index').on(t.personId),
    check('nominees_kind_check', sql`${t.kind} in (${quoted(nomineeKinds)})`),
    check('nominees_person_check', sql`${t.personId} is null or ${t.kind} = 'person'`),
    check('nominees_company_check', sql`${t.companyImdbId} is null or ${t.kind} = 'company'`),
    check('nominees_company_imdb_id_check', sql`${t.companyImdbId} ~ '^co[0-9]{7,}$'`),
  ],
);

/** `incomplete` where the database has rows that the file has not, or TMDb gave no answer for some entities. */
export const runOutcomes = ['complete', 'incomplete'] as const;

export const importRuns = pgTable(
  'import_runs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ceremonyId: uuid('ceremony_id')
      .notNull()
      .references(() => ceremonies.id, { onDelete: 'cascade' }),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }).notNull(),
    outcome: text('outcome', { enum: runOutcomes }).notNull(),
    counts: jsonb('counts').notNull(),
    tmdbRequests: integer('tmdb_requests').notNull(),
    tmdbRetries: integer('tmdb_retries').notNull(),
    /** Path or address; null of runs before it was recorded. */
    source: text('source'),
    sourceSha256: text('source_sha256').notNull(),
    programVersion: text('program_version').notNull(),
    // Of a run that left nothing to do: all that it started from, the rows that it left, and what it said of them. The
    // same again, over the same rows, has nothing to do.
    basisSha256: text('basis_sha256'),
    storedSha256: text('stored_sha256'),
    verification: json('verification'),
  },
  (t) => [
    index('import_runs_ceremony_index').on(t.ceremonyId, t.id),
    check('import_runs_outcome_check', sql`${t.outcome} in (${quoted(runOutcomes)})`),
  ],
);

/** An importer that asks TMDb, for as long as it gives a sign. There are none while nobody does. */
export const tmdbImporters = pgTable('tmdb_importers', {
  id: uuid('id').primaryKey(),
  /** A keyed hash. */
  credential: text('credential').notNull(),
  /** How many places it could use. */
  wanted: integer('wanted').notNull(),
  /** Until when TMDb has told it to send nothing. */
  pausedUntil: timestamp('paused_until', { withTimezone: true }).notNull(),
  /** From then on it counts as dead. */
  aliveUntil: timestamp('alive_until', { withTimezone: true }).notNull(),
});

/** Places in a second, as many for each credential as requests may leave in it. */
export const tmdbPlaces = pgTable(
  'tmdb_places',
  {
    credential: text('credential').notNull(),
    place: smallint('place').notNull(),
    /** Null where nobody holds it. */
    importerId: uuid('importer_id').references(() => tmdbImporters.id),
    /** When nobody's request counts in it any more, of one that nobody holds. */
    freeFrom: timestamp('free_from', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.credential, t.place] }), index('tmdb_places_importer_index').on(t.importerId)],
);

/** IDs that an importer asks for, so that no other does. */
export const tmdbClaims = pgTable(
  'tmdb_claims',
  {
    imdbId: text('imdb_id').primaryKey(),
    importerId: uuid('importer_id')
      .notNull()
      .references(() => tmdbImporters.id, { onDelete: 'cascade' }),
  },
  (t) => [index('tmdb_claims_importer_index').on(t.importerId)],
);
