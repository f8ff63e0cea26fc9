/** From the command line to loaded ceremonies. */
import { loadBundledCeremonies } from '../ceremony/bundled.ts';
import { type LoadedCeremony, loadCeremony } from '../ceremony/load.ts';
import { selectCeremonies } from '../ceremony/select.ts';
import { ExpectedError } from '../errors.ts';
import { packageFiles } from '../package-files.ts';

/**
 * Loads what the user named: from `file` where one is given, otherwise from the bundled ceremonies.
 *
 * @param names such as `2024` or `96th`; may be empty only with a file
 */
export async function loadCeremonies(names: readonly string[], file: string | undefined): Promise<LoadedCeremony[]> {
  if (file !== undefined) return selectCeremonies([await loadCeremony(file, process.stdin)], names);
  if (names.length === 0) {
    throw new ExpectedError('usage', 'no ceremony named', {
      hint: 'try oscars-import 2024, or see oscars-import --help',
    });
  }
  return selectCeremonies(await loadBundledCeremonies(packageFiles.ceremonies), names);
}
