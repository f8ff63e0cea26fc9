/** `oscars-import remove`: a ceremony out of the database again, whole. */
import { createInterface } from 'node:readline/promises';
import { locateCeremony } from '../db/locate-ceremonies.ts';
import { countOfCeremony, removeCeremony } from '../db/remove-ceremony.ts';
import { withReadOnly, withTransaction } from '../db/transaction.ts';
import { ExpectedError } from '../model/errors.ts';
import type { RemovedCounts } from '../model/stored.ts';
import { answerText } from '../report/json.ts';
import { type Text, text } from '../report/text.ts';
import { countText } from '../report/words.ts';
import { requireSchema, withReadableConnection, withWritableDatabase } from './database.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findEdition, type StoredEditionName } from './find-ceremony.ts';
import type { RemoveFlags } from './options.ts';
import type { Session } from './session.ts';

export async function removeCommand(name: string, flags: RemoveFlags, session: Session): Promise<ExitCode> {
  const { id, edition, counts } = await findToRemove(name, flags, session);
  // What is asked has to be seen.
  if (!flags.quiet || !flags.yes)
    session.output.notes.line(text`${edition.name} (${edition.organization.name}): ${countsText(counts)}`);
  if (!flags.yes) await confirm(session);
  // Whatever changed meanwhile: what was agreed to is that the ceremony goes.
  const removed = await withWritableDatabase(session, false, (database) =>
    withTransaction(database.db, (tx) => removeCeremony(tx, id)),
  );
  if (removed === null) throw new ExpectedError('database', `${edition.name} is not in the database any more`);
  report(edition, removed, flags, session);
  return exitCodes.done;
}

interface Found {
  readonly id: string;
  readonly edition: StoredEditionName;
  readonly counts: RemovedCounts;
}

function findToRemove(name: string, flags: RemoveFlags, session: Session): Promise<Found> {
  return withReadableConnection(session, (opened) => {
    const { db } = requireSchema(opened, session.database);
    return withReadOnly(db, async (tx) => {
      const edition = await findEdition(tx, name, flags.organization);
      const stored = await locateCeremony(tx, edition);
      if (stored === null) throw new Error(`${name} vanished within one view of the database`);
      return { id: stored.id, edition, counts: await countOfCeremony(tx, stored.id) };
    });
  });
}

function countsText({ nominations, categories, nominees, movies, runs }: RemovedCounts): Text {
  const rows = [
    countText(nominations, 'nomination'),
    countText(categories, 'category', 'categories'),
    countText(nominees, 'credited nominee'),
    countText(movies, 'credited movie'),
    countText(runs, 'run'),
  ];
  return text`${rows.join(', ')}; people and movies stay`;
}

/** @throws ExpectedError `usage` where nobody says yes */
async function confirm({ interrupts: { signal } }: Session): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new ExpectedError('usage', 'nothing was removed: nobody is here to say yes', {
      hint: 'the same, agreed to, is',
      remedy: { with: ['--yes'], without: [] },
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal keeps Ctrl-C from being a signal while it is asked; Ctrl-D leaves the question without an answer.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question('Remove it? Type yes: ', { signal }), left]);
    if (answer.trim().toLowerCase() !== 'yes') throw new ExpectedError('usage', 'nothing was removed');
  } finally {
    terminal.close();
  }
}

function report(edition: StoredEditionName, removed: RemovedCounts, flags: RemoveFlags, session: Session): void {
  const { answer } = session.output;
  const { database } = session;
  const { name, year, instance, number, organization } = edition;
  if (flags.json) {
    const ceremony = { organization: organization.key, year, instance, number, name };
    answer.data(answerText({ command: 'remove', database, ceremony, removed }, exitCodes.done));
  } else answer.line(text`Removed ${name}: ${countText(removed.nominations, 'nomination')} · database: ${database}`);
}
