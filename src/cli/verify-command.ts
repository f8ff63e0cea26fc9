/** `oscars-import verify`: the database against the file, writing nothing. */
import { readEntities } from '../db/entities.ts';
import { readCeremony } from '../db/read-ceremony.ts';
import { pairWithKnown } from '../entities/pairing.ts';
import type { EntityKind } from '../model/entity.ts';
import { answerText, verifyJson } from '../report/json.ts';
import { verifyText } from '../report/verify-text.ts';
import { failureOf, headingOf, type VerifyResult } from '../result.ts';
import { verify } from '../verify/verify.ts';
import { requireSchema, withReadableDatabase } from './database.ts';
import { verifyExitCode } from './exit-code.ts';
import type { ExitCode } from './exit-codes.ts';
import { loadNamed, noteRemarks } from './load-ceremonies.ts';
import type { FileFlags } from './options.ts';
import { printError } from './print-error.ts';
import type { Session } from './session.ts';
import { publishWanted, refuseUnwritable } from './wanted-reports.ts';

export async function verifyCommand(names: readonly string[], flags: FileFlags, session: Session): Promise<ExitCode> {
  const { answer } = session.output;
  await refuseUnwritable(flags.report);
  const loaded = await loadNamed(names, flags, session);
  const { ceremonies, remarks } = await withReadableDatabase(session, async (readable) => {
    const db = requireSchema(readable, session.database);
    const reader = { entities: (kind: EntityKind, ids: readonly string[]) => readEntities(db, kind, ids) };
    const paired = await pairWithKnown(loaded.ceremonies, reader);
    const verified: VerifyResult['ceremonies'][number][] = [];
    for (const one of paired.ceremonies) {
      const stored = await readCeremony(db, one.ceremony);
      verified.push({ heading: headingOf(one), verification: verify(one.ceremony, stored) });
    }
    return { ceremonies: verified, remarks: paired.remarks };
  });
  noteRemarks(remarks, session.progress);
  const result: VerifyResult = {
    command: 'verify',
    database: session.database,
    ceremonies,
    failed: loaded.refused.map(failureOf),
  };
  const exitCode = verifyExitCode(result);
  await publishWanted(flags, session.output, ({ verifyReport }) =>
    verifyReport(result, { ...loaded, remarks: [...loaded.remarks, ...remarks] }, session.typed),
  );
  const { quiet = false, verbose = false } = flags;
  const { style, columns } = answer;
  if (flags.json)
    answer.data(
      answerText({ ...verifyJson(result, session.typed), remarks: [...loaded.remarks, ...remarks] }, exitCode),
    );
  else answer.line(verifyText(result, { style, columns, quiet, verbose, typed: session.typed }));
  for (const { error } of result.failed) printError(error, session.typed, session.output.notes);
  return exitCode;
}
