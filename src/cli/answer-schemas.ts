/**
 * What `--json` prints, as zod schemas from which the JSON Schema that ships is generated. They are here, at the edge, as a
 * contract with other programs; the answers themselves are made in `report/`, and tests hold them to this.
 */
import * as z from 'zod';
import { oddityKinds } from '../advice/oddities.ts';
import { categoryKinds, nomineeKinds } from '../model/ceremony.ts';
import { entityStatuses } from '../model/entity.ts';
import { errorCodes } from '../model/errors.ts';
import { forEachText } from '../model/nomination-texts.ts';
import { answerFormat } from '../report/json.ts';

const count = z.int().min(0);
const tally = z.object({ present: count, expected: count }).describe('So many of so many');
const isoTime = z.iso.datetime();
const exitCode = z.int().min(0).max(255).describe('What the program ends with; of an interrupt 128 and the signal');
const remarks = z.array(z.string()).describe('What was left aside or is not sure');
const database = z.string().describe('Which database it was, without secrets');

const error = z.object({
  code: z.enum([...errorCodes, 'bug']),
  message: z.string(),
  hint: z.string().nullable().describe('What to do next, in a sentence'),
  command: z.string().nullable().describe('The command that does it, quoted for a shell'),
  problems: z.array(z.string()).describe('Everything of this kind that is wrong, each with its place'),
});

const heading = {
  organization: z.string().nullable(),
  year: z.int().nullable(),
  instance: z.int(),
  number: z.int().nullable(),
  name: z.string(),
  date: z.iso.date().nullable(),
  source: z.string(),
};

const failure = z.object({ ...heading, status: z.literal('failed'), error }).describe('Nothing of it was written');

const tmdb = z.object({
  source: z.enum(['tmdb', 'snapshot']).describe('Who answered'),
  ids: count.describe('Unique IMDb IDs'),
  known: count,
  found: count,
  missing: count,
  waiting: count,
  failed: count,
  requests: count,
  retries: count,
  failures: z.array(z.object({ imdbId: z.string(), name: z.string(), reason: z.string() })),
});

const nomination = z.object({
  id: z.uuid(),
  category: z.string().describe('Canonical name'),
  position: z.int().min(1),
  won: z.boolean(),
  ...forEachText(() => z.string().nullable()),
  movies: z.array(z.object({ title: z.string(), year: z.int().nullable(), imdbId: z.string().nullable() })),
  nominees: z.array(z.object({ kind: z.enum(nomineeKinds), name: z.string(), imdbId: z.string().nullable() })),
});

const groupTally = z.object({ label: z.string(), nominations: tally, people: tally, pendingPeople: count });

const verification = z.object({
  exact: z.boolean(),
  peopleNominations: tally,
  nominations: tally,
  people: tally,
  winners: tally,
  movies: tally,
  groups: z.array(groupTally),
  pending: z.array(z.string()),
  problems: z.array(z.string()),
  extra: z.array(nomination).describe('In the database and not in the file'),
});

const counts = { added: count, changed: count, unchanged: count };

const changes = z
  .array(
    z.object({
      field: z.string(),
      kind: z.enum(['changed', 'renamed', 'relinked', 'replaced', 'added', 'removed', 'reordered']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  )
  .optional();

const change = { action: z.enum(['add', 'update']), changes };

const entityChange = z.object({
  ...change,
  imdbId: z.string(),
  name: z.string(),
  tmdbId: z.int().nullable(),
  status: z.enum(entityStatuses),
});

const plannedCeremony = z.object({
  ...heading,
  refusal: z.string().nullable().describe('Why an import would refuse this plan'),
  edition: z.array(z.object({ ...change, name: z.string() })),
  categories: z.array(z.object({ ...change, name: z.string(), kind: z.enum(categoryKinds) })),
  nominations: z.array(nomination.extend(change)),
  extra: z.array(nomination),
});

const importedCeremony = z.object({
  ...heading,
  status: z.literal('imported'),
  ceremony: z.enum(['add', 'update', 'same']),
  categories: z.object(counts),
  nominations: z.object({ ...counts, removed: count }),
  verification,
});

const ceremonyStatus = z.object({
  organization: z.string(),
  year: z.int(),
  instance: z.int(),
  number: z.int().nullable(),
  ceremony: z.string(),
  expectedNominations: count.nullable(),
  nominations: count,
  winners: count,
  expectedPeopleNominations: count.nullable(),
  peopleNominations: count,
  linkedPeopleNominations: count,
  pending: count,
  waiting: count,
  lastOutcome: z.string().nullable(),
  lastFinishedAt: isoTime.nullable(),
});

const missingGroup = z.object({
  organization: z.string(),
  ceremonies: z.array(z.object({ year: z.int().nullable(), instance: z.int().nullable(), number: z.int().nullable() })),
  command: z.string().nullable().describe('What imports them, quoted for a shell; null where no source is known'),
});

const oddity = z.object({
  organization: z.string(),
  year: z.int(),
  instance: z.int(),
  ceremony: z.string(),
  kind: z.enum(oddityKinds),
  subjects: z.array(z.string()).describe('Categories, or movies; none where it is the ceremony as a whole'),
  present: count,
  of: count.describe('Nominations that are usual; else categories, nominations or movies of the ceremony'),
});

const pendingCredit = z.object({
  organization: z.string(),
  year: z.int(),
  instance: z.int(),
  ceremony: z.string(),
  category: z.string(),
  kind: z.enum(['person', 'movie']),
  name: z.string(),
  nominationId: z.uuid(),
});

const run = z.object({
  organization: z.string(),
  year: z.int(),
  instance: z.int(),
  ceremony: z.string(),
  startedAt: isoTime,
  finishedAt: isoTime,
  seconds: z.number().min(0),
  outcome: z.enum(['complete', 'incomplete']),
  counts: z.record(z.string(), count),
  tmdbRequests: count,
  tmdbRetries: count,
  sourceSha256: z.string(),
  programVersion: z.string(),
});

const format = z.literal(answerFormat).describe('Higher where a field has another meaning, or is gone');

function answer<Name extends string, Shape extends z.ZodRawShape>(command: Name, shape: Shape) {
  return z.object({ format, command: z.literal(command), ...shape, exitCode });
}

const answerSchemas = [
  answer('import', { database, tmdb, ceremonies: z.array(z.union([importedCeremony, failure])), remarks }),
  answer('dry-run', {
    database,
    tmdb,
    plan: z.object({ ...counts, removed: count, extra: count }),
    people: z.array(entityChange),
    movies: z.array(entityChange),
    ceremonies: z.array(plannedCeremony),
    failed: z.array(failure),
    remarks,
    madeAt: isoTime.optional().describe('Of a plan that was kept'),
    programVersion: z.string().optional(),
  }),
  answer('verify', {
    database,
    ceremonies: z.array(z.object({ ...heading, verification })),
    failed: z.array(failure),
    remarks,
  }),
  answer('status', {
    database,
    ceremonies: z.array(ceremonyStatus),
    pending: z.array(pendingCredit),
    answers: z
      .object({ tmdb: count, old: count, snapshot: count, missing: count, waiting: count })
      .nullable()
      .describe('People and movies of the whole database, by what is known from TMDb; null where nothing was imported'),
    doubled: z
      .array(z.object({ key: z.string(), otherKey: z.string(), ceremonies: z.array(z.string()) }))
      .describe('Organizations that an older version stored under two keys'),
    missing: z.array(missingGroup).optional().describe('With --missing: ceremonies that the database has not'),
    oddities: z.array(oddity).optional().describe('With --missing: what looks wrong, and may be right'),
  }),
  answer('history', { database, runs: z.array(run) }),
  answer('doctor', {
    database,
    findings: z.array(
      z.object({
        area: z.enum(['program', 'database', 'tmdb']),
        subject: z.string().describe('What was looked at'),
        isGood: z.boolean(),
        found: z.string(),
        remedy: z.string().nullable().describe('What to do where it is not good; else what could be done'),
      }),
    ),
  }),
  answer('remove', {
    database,
    ceremony: z.object({
      organization: z.string(),
      year: z.int(),
      instance: z.int(),
      number: z.int().nullable(),
      name: z.string(),
    }),
    removed: z.object({ nominations: count, categories: count, nominees: count, movies: count, runs: count }),
  }),
  answer('sql', {
    database,
    columns: z.array(z.string()),
    rows: z.array(z.record(z.string(), z.unknown())),
  }),
  z.object({ format, command: z.string(), error, exitCode }).describe('Of any command that failed as a whole'),
] as const;

/** Any answer; that of `show --json` is a ceremony file, which has a schema of its own. */
export const answerSchema = z.union(answerSchemas);

/** As it is shipped in `fixtures/answers.schema.json`. Fields may be added to answers without another format. */
export function answersJsonSchema(): object {
  return { title: 'Answers of oscars-import --json', ...z.toJSONSchema(answerSchema, { io: 'input' }) };
}
