/** From the command line to loaded ceremonies. */
import { selectCeremonies, yearsNotThere } from '../ceremony/select.ts';
import { loadBundledCeremonies, loadCeremonies as loadFile } from '../load.ts';
import type { LoadedCeremony } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import type { FileFlags } from './options.ts';

/**
 * Loads what the user named: from `--file` where it is given, otherwise from the bundled ceremonies.
 *
 * @param onRemark told what a reader left aside
 * @param names such as `2024` or `96th`; may be empty with a file or with `--all`, which mean all that there are
 */
export async function loadCeremonies(
  names: readonly string[],
  { file, format, all }: Pick<FileFlags, 'file' | 'format' | 'all'>,
  onRemark?: (remark: string) => void,
): Promise<LoadedCeremony[]> {
  refuseContradictions(names, file, format, all);
  const available =
    file !== undefined
      ? await loadFile(file, process.stdin, { format, onRemark })
      : await loadBundledCeremonies(packageFiles.ceremonies);
  const chosen = selectCeremonies(available, names);
  const missing = yearsNotThere(available, names);
  if (missing !== null) onRemark?.(`${file === undefined ? 'not bundled' : 'not in the file'}: ${missing}`);
  return chosen;
}

function refuseContradictions(names: readonly string[], file?: string, format?: string, all?: boolean): void {
  if (all && names.length > 0) {
    throw new ExpectedError('usage', `--all and ${names.join(' ')} cannot be given together`, {
      hint: 'name the ceremonies, or take them all',
    });
  }
  if (file === undefined && format !== undefined) {
    throw new ExpectedError('usage', '--format says what a file is, and no file is given', {
      hint: 'give the file with --file',
    });
  }
  if (file === undefined && names.length === 0 && !all) {
    throw new ExpectedError('usage', 'no ceremony named', {
      hint: 'try oscars-import 2024, or see oscars-import --help',
    });
  }
}
