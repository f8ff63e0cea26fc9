/** `oscars-import convert`: ceremonies of any format that is known in the own one, to read, correct and import. */
import { totalsOf } from '../ceremony/check.ts';
import { ceremonyFile } from '../ceremony/write.ts';
import { noKnownNames } from '../entities/acquaintance.ts';
import { pairIds } from '../entities/pairing.ts';
import { jsonText } from '../report/text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadNamed, noteRemarks } from './load-ceremonies.ts';
import type { ConvertFlags } from './options.ts';
import { printError } from './print-error.ts';
import type { Session } from './session.ts';

/** Prints one ceremony as a file of its own, several as a list; what could not be read is told as an import tells it. */
export async function convertCommand(
  names: readonly string[],
  flags: ConvertFlags,
  session: Session,
): Promise<ExitCode> {
  const loaded = await loadNamed(names, flags, session);
  session.progress.stop();
  // An import pairs anew with what the database and TMDb know; here the file alone has said whose ID is whose.
  noteRemarks(pairIds(loaded.ceremonies, noKnownNames).remarks, session.progress);
  const files = loaded.ceremonies.map(({ ceremony }) =>
    ceremonyFile(flags.expected ? { ...ceremony, expected: totalsOf(ceremony) } : ceremony),
  );
  session.output.answer.data(jsonText(files.length === 1 ? files[0] : files));
  for (const { error } of loaded.refused) printError(error, session.typed, session.output.notes);
  return loaded.refused.length > 0 ? exitCodes.failed : exitCodes.done;
}
