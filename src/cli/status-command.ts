/** `oscars-import status`: a line a ceremony, and where it is asked for who is pending, what is missing and what looks wrong. */
import { type KnownSource, missingEditions } from '../advice/missing.ts';
import { findOddities } from '../advice/oddities.ts';
import { editionsInCache } from '../cached-editions.ts';
import type { Db } from '../db/open.ts';
import { readAnswerCounts } from '../db/read-answers.ts';
import { readLateMovies, readOddWinners, readSourceAddresses } from '../db/read-oddities.ts';
import { readPending, readStatus } from '../db/read-status.ts';
import { doubledOrganizations } from '../model/organizations.ts';
import type { CategoryWinners, LateMovie } from '../model/stored.ts';
import { answerText } from '../report/json.ts';
import { groupMissing } from '../report/missing-text.ts';
import { type Advice, statusText } from '../report/status-text.ts';
import { publicSourceNames } from '../sources/public-source-names.ts';
import { publicSources } from '../sources/public-sources.ts';
import { withReadableDatabase } from './database.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { addressOfSource } from './load-ceremonies.ts';
import type { StatusFlags } from './options.ts';
import { page } from './pager.ts';
import type { Session } from './session.ts';

export async function statusCommand(flags: StatusFlags, session: Session): Promise<ExitCode> {
  const { answer } = session.output;
  const { ceremonies, pending, answers, looked } = await withReadableDatabase(session, (db) =>
    readAll(db, flags.missing === true),
  );
  const advice = looked === null ? null : await adviceOn(ceremonies, looked, session);
  const { database } = session;
  if (flags.json) {
    const doubled = doubledOrganizations(ceremonies);
    const status = { command: 'status', database, ceremonies, pending, answers, doubled };
    answer.data(answerText({ ...status, ...(flags.missing ? (advice ?? noAdvice) : {}) }, exitCodes.done));
  } else {
    const { style, columns } = answer;
    const named = flags.pending ? pending : null;
    const whole = statusText(ceremonies, named, answers, advice, database, { style, columns, typed: session.typed });
    await page(answer, whole, process.env);
  }
  return exitCodes.done;
}

/** What advice is made of beside the lines of the ceremonies. */
interface Looked {
  readonly winners: readonly CategoryWinners[];
  readonly movies: readonly LateMovie[];
  readonly addresses: readonly string[];
}

const noAdvice: Advice = { missing: [], oddities: [] };

async function readAll(db: Db | null, isMissingAsked: boolean) {
  if (db === null) return { ceremonies: [], pending: [], answers: null, looked: null };
  return {
    ceremonies: await readStatus(db),
    pending: await readPending(db),
    answers: await readAnswerCounts(db),
    looked: isMissingAsked ? await readForAdvice(db) : null,
  };
}

async function readForAdvice(db: Db): Promise<Looked> {
  return {
    winners: await readOddWinners(db),
    movies: await readLateMovies(db),
    addresses: await readSourceAddresses(db),
  };
}

async function adviceOn(
  ceremonies: Awaited<ReturnType<typeof readStatus>>,
  { winners, movies, addresses }: Looked,
  session: Session,
): Promise<Advice> {
  const sources = await sourcesInCache(addresses, session);
  const whole = publicSourceNames.map((name) => ({
    organization: publicSources[name].organization,
    option: ['--from', name] as const,
  }));
  return {
    missing: groupMissing(missingEditions(ceremonies, sources), sources, whole, session.typed),
    oddities: findOddities(ceremonies, winners, movies),
  };
}

/** Public sources by their names, then what was imported from by address, as far as there are copies. */
async function sourcesInCache(addresses: readonly string[], { config }: Session): Promise<KnownSource[]> {
  const named = publicSourceNames.map((name) => ({
    address: addressOfSource(name, config),
    option: ['--from', name] as const,
  }));
  const others = addresses
    .filter((address) => named.every((one) => one.address !== address))
    .map((address) => ({ address, option: ['--file', address] as const }));
  return Promise.all(
    [...named, ...others].map(async ({ address, option }) => ({
      option,
      editions: await editionsInCache(config.cacheFolder, address),
    })),
  );
}
