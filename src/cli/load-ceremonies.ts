/** From the command line to loaded ceremonies. */
import { loadBundledCeremonies } from '../bundled-ceremonies.ts';
import type { FormatName } from '../formats/formats.ts';
import type { Loaded } from '../load.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import { text } from '../report/text.ts';
import { countText } from '../report/words.ts';
import type { PublicSourceName } from '../sources/public-source-names.ts';
import { publicSources } from '../sources/public-sources.ts';
import type { AddressSettings } from '../sources/read-address.ts';
import { commandNames } from './command-names.ts';
import type { Config } from './config.ts';
import type { FileFlags } from './options.ts';
import type { Session } from './session.ts';
import { refuseStrayNames } from './stray-names.ts';
import { programVersion } from './version.ts';

/**
 * Loads what the user named: from `--file` or `--from` where one is given, otherwise from the bundled ceremonies.
 *
 * @param names such as `2024` or `96th`; may be empty with a file or with `--all`, which mean all that there are
 */
export async function loadNamed(
  names: readonly string[],
  flags: Pick<FileFlags, 'file' | 'from' | 'format' | 'all' | 'offline'>,
  session: LoadingSession,
): Promise<Loaded> {
  const needsNames = flags.file === undefined && flags.from === undefined && !flags.all;
  refuseStrayNames(names, commandNames, needsNames);
  refuseContradictions(names, flags);
  const loaded = await load(names, flags, session);
  noteRemarks(loaded.remarks, session.progress);
  return loaded;
}

/** Prints remarks, the first of very many. */
export function noteRemarks(remarks: readonly string[], { note }: Pick<Session['progress'], 'note'>): void {
  for (const remark of remarks.slice(0, shownRemarks)) note(text`${remark}`);
  if (remarks.length > shownRemarks) note(text`and ${countText(remarks.length - shownRemarks, 'more remark')}`);
}

type LoadingSession = Pick<Session, 'config' | 'progress' | 'interrupts'>;

async function load(
  names: readonly string[],
  { file, from, format, offline }: Pick<FileFlags, 'file' | 'from' | 'format' | 'offline'>,
  session: LoadingSession,
): Promise<Loaded> {
  const read = async (path: string, readAs: FormatName | undefined) => {
    const { loadCeremonies } = await import('../load.ts');
    return loadCeremonies(path, process.stdin, {
      names,
      format: readAs,
      addresses: addressSettings(session, offline === true),
      onDownloaded: (origin) => session.progress.done('Fetched', origin),
    });
  };
  if (from !== undefined) {
    const loaded = await read(addressOfSource(from, session.config), from);
    return { ...loaded, remarks: [`the data are from ${publicSources[from].credit}`, ...loaded.remarks] };
  }
  if (file !== undefined) return read(file, format);
  const { inPublicTable } = await import('./public-table.ts');
  return loadBundledCeremonies(packageFiles, names, inPublicTable(names, new Date().getUTCFullYear()));
}

/** Where a public source is, unless a setting says another place. */
export function addressOfSource(name: PublicSourceName, { oscarDataUrl }: Pick<Config, 'oscarDataUrl'>): string {
  return oscarDataUrl?.href ?? publicSources[name].address;
}

function addressSettings({ config, interrupts, progress }: LoadingSession, isOffline: boolean): AddressSettings {
  const mib = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  return {
    cacheFolder: config.cacheFolder,
    isOffline,
    proxies: config.tmdb.proxies,
    userAgent: `oscars-import/${programVersion}`,
    signal: interrupts.signal,
    now: () => new Date(),
    onBytes: (bytes, total) =>
      progress.working(`Downloading ${mib(bytes)}${total === null ? '' : `/${mib(total)}`} MiB`),
  };
}

/** More than a screen holds help nobody; `--json` has them all. */
const shownRemarks = 20;

function refuseContradictions(
  names: readonly string[],
  { file, from, format, all }: Pick<FileFlags, 'file' | 'from' | 'format' | 'all'>,
): void {
  if (all && names.length > 0) {
    throw new ExpectedError('usage', `--all and ${names.join(' ')} cannot be given together`, {
      hint: 'name the ceremonies, or take them all',
    });
  }
  if (file !== undefined && from !== undefined)
    throw new ExpectedError('usage', '--file and --from cannot be given together');
  if (file === undefined && format !== undefined) {
    throw new ExpectedError('usage', '--format says what a file is, and no file is given', {
      hint: 'give the file with --file',
    });
  }
  if (file === undefined && names.length === 0 && !all) {
    throw new ExpectedError('usage', 'no ceremony named', {
      hint: 'see oscars-import --help, or try',
      remedy: from === undefined ? { names: ['2024'], without: [] } : { with: ['--all'], without: [] },
    });
  }
}
