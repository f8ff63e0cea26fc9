/** From the command line to loaded ceremonies. */
import { type Loaded, loadBundledCeremonies, loadCeremonies as loadFile } from '../load.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import { text } from '../report/text.ts';
import { counted } from '../report/words.ts';
import { commandNames } from './command-names.ts';
import type { FileFlags } from './options.ts';
import type { ProgressView } from './progress.ts';
import { refuseStrayNames } from './stray-names.ts';

/**
 * Loads what the user named: from `--file` where it is given, otherwise from the bundled ceremonies.
 *
 * @param names such as `2024` or `96th`; may be empty with a file or with `--all`, which mean all that there are
 */
export async function loadCeremonies(
  names: readonly string[],
  { file, format, all }: Pick<FileFlags, 'file' | 'format' | 'all'>,
  { note }: ProgressView,
): Promise<Loaded> {
  refuseStrayNames(names, commandNames);
  refuseContradictions(names, file, format, all);
  const loaded =
    file === undefined
      ? await loadBundledCeremonies(packageFiles.ceremonies, names)
      : await loadFile(file, process.stdin, { format, names });
  for (const remark of loaded.remarks.slice(0, shownRemarks)) note(text`${remark}`);
  if (loaded.remarks.length > shownRemarks)
    note(text`and ${counted(loaded.remarks.length - shownRemarks, 'more remark')}`);
  return loaded;
}

/** More than a screen holds help nobody; `--json` has them all. */
const shownRemarks = 20;

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
      hint: 'see oscars-import --help, or try',
      remedy: { command: ['2024'] },
    });
  }
}
