/** From the IMDb IDs of the ceremonies to rows of people and movies: known ones are left alone, the rest is resolved. */
import type { ChangeCounts } from '../model/changes.ts';
import type { Answer, EntityKind, ResolveSummary, StoredEntity } from '../model/entity.ts';
import type { Importers, StoredAnswer } from '../model/sharing.ts';
import type { TmdbSource } from '../tmdb/source.ts';
import { questionsOf, resolve, supplyOf } from './ask.ts';
import { Claiming } from './claiming.ts';
import { type Credits, idsOf } from './collect.ts';
import { isKnown, movieRow, personRow } from './rows.ts';

/** Rows that a batch of answers asks for. */
export interface EntityRows {
  readonly movies: readonly StoredEntity[];
  readonly people: readonly StoredEntity[];
  /** All IDs that were answered; one that nobody is made of has no row. */
  readonly ids: readonly string[];
}

/** Receives the rows of each batch as it comes in, and says what became of them. */
export type EntitySink = (rows: EntityRows) => Promise<Omit<ChangeCounts, 'unchanged'>>;

/** Tells the rows of IMDb IDs by ID; those that are not stored are absent. */
export interface EntityReader {
  readonly entities: (kind: EntityKind, imdbIds: readonly string[]) => Promise<ReadonlyMap<string, StoredEntity>>;
}

type StoredEntities = Readonly<Record<EntityKind, ReadonlyMap<string, StoredEntity>>>;

export interface ResolveOptions {
  readonly source: TmdbSource;
  /** Asks again for what is known; only the live API is asked twice. */
  readonly refresh: boolean;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** The others at work on the database; null where there cannot be any. */
  readonly importers: Importers | null;
  readonly onProgress: (done: number, total: number) => void;
}

/** Resolves what the database does not know yet and hands the rows to `sink`, batch by batch, as answers come in. */
export async function resolveEntities(
  reader: EntityReader,
  credits: Credits,
  options: ResolveOptions,
  sink: EntitySink,
): Promise<ResolveSummary> {
  const { source } = options;
  const ids = idsOf(credits);
  const [movie, person] = await Promise.all([
    reader.entities('movie', ids.movies),
    reader.entities('person', ids.people),
  ]);
  const stored = { movie, person };
  const unknown = unknownCredits(credits, stored, options);
  const total = unknown.movies.size + unknown.people.size;
  const tally = { found: 0, missing: 0, failed: 0, waiting: 0, added: 0, changed: 0, done: 0 };
  const failures: ResolveSummary['failures'][number][] = [];

  const onAnswers = async (answers: readonly Answer[]) => {
    const { added, changed } = await sink(rowsOf(answers, credits, options.now()));
    tally.added += added;
    tally.changed += changed;
    for (const { id, kind, resolution } of answers) {
      tally[resolution.status]++;
      if (resolution.status !== 'failed') continue;
      const name = (kind === 'movie' ? credits.movies.get(id) : credits.people.get(id)) || id;
      failures.push({ imdbId: id, name, reason: resolution.reason });
    }
    tally.done += answers.length;
    options.onProgress(tally.done, total);
  };
  let known = ids.movies.length + ids.people.length - total;
  const onKnown = (count: number) => {
    known += count;
    tally.done += count;
    options.onProgress(tally.done, total);
  };
  if (total > 0) await ask(unknown, options, onAnswers, onKnown);

  const { done: _, ...counts } = tally;
  const { name, requests, retries } = source;
  failures.sort((a, b) => (a.imdbId < b.imdbId ? -1 : 1));
  return { ...counts, source: name, total: ids.movies.length + ids.people.length, known, requests, retries, failures };
}

/** Asks for all of them; where others are at work, for those that no other asks for. */
async function ask(
  credits: Credits,
  { source, refresh, signal, now, importers }: ResolveOptions,
  onAnswers: (answers: readonly Answer[]) => Promise<void>,
  onKnown: (count: number) => void,
): Promise<void> {
  const rate = importers === null ? null : await source.shareRate();
  if (importers === null || rate === null) return resolve(supplyOf(credits), source, { onAnswers, signal });
  const since = now();
  const isAnswered = (answer: StoredAnswer) =>
    isKnown(answer, source.name, now().getTime()) &&
    (!refresh || (answer.checkedAt !== null && answer.checkedAt >= since));
  const claiming = new Claiming(questionsOf(credits), { rate, importers, isAnswered, onKnown });
  try {
    await resolve(claiming, source, { onAnswers, signal: AbortSignal.any([signal, claiming.failed]) });
  } finally {
    await claiming.end();
  }
}

function unknownCredits(credits: Credits, stored: StoredEntities, { source, refresh, now }: ResolveOptions): Credits {
  const isAsked = (entity: StoredEntity | undefined) =>
    entity === undefined || (refresh && source.name === 'tmdb') || !isKnown(entity, source.name, now().getTime());
  return {
    movies: new Map([...credits.movies].filter(([id]) => isAsked(stored.movie.get(id)))),
    people: new Map([...credits.people].filter(([id]) => isAsked(stored.person.get(id)))),
  };
}

function rowsOf(answers: readonly Answer[], credits: Credits, now: Date): EntityRows {
  const movies: StoredEntity[] = [];
  const people: StoredEntity[] = [];
  for (const answer of answers) {
    const { id, resolution } = answer;
    const credited = answer.kind === 'movie' ? credits.movies.get(answer.id) : credits.people.get(answer.id);
    // Nobody is made of an ID that is perhaps nobody's, unless TMDb knows whose it is.
    if (!credited && resolution.status !== 'found') continue;
    if (answer.kind === 'movie') movies.push(movieRow(id, credited || id, answer.resolution, now));
    else people.push(personRow(id, credited || id, answer.resolution, now));
  }
  return { movies, people, ids: answers.map(({ id }) => id) };
}
