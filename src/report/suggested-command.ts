/** Commands that a report or an error tells the user to run next, made of what was typed for this run. */
import type { Remedy } from '../model/errors.ts';
import type { CeremonyHeading, FailedHeading } from '../result.ts';

/** An option as it was given: `--data-dir` with `./films`, `--prune` with null. */
export interface TypedOption {
  /** Its long form. */
  readonly flag: string;
  readonly value: string | null;
}

/** What was typed, parsed: `-nf x.json` is `--dry-run` and `--file`. */
export interface TypedCommand {
  /** Words of the command itself; none for an import. */
  readonly command: readonly string[];
  /** Ceremonies, or whatever else the command takes. */
  readonly names: readonly string[];
  readonly options: readonly TypedOption[];
}

/** What makes a run a dry run, and its answer another file: an import that follows has none of it. */
const ofDryRun = ['--dry-run', '--detailed-exitcode', '--out', '--report'];

/** What an answer looks like, and what this one run was allowed to do: another command starts without. */
const ofThisRun = [...ofDryRun, '--json', '--csv', '--html', '--quiet', '--verbose', '--debug', '--no-color', '--all'];
const permissions = ['--prune', '--force', '--refresh'];

/** Which database it is, and where the secrets are: all that a command about other ceremonies repeats. */
const settings = ['--data-dir', '--schema', '--env-file'];

/** The same command, as an import and no dry run. */
export function applyCommand(typed: TypedCommand, added: readonly string[] = []): string {
  const kept = typed.options.find(({ flag }) => flag === '--out');
  // A plan is applied as it was made; with another option it has to be made again.
  if (kept !== undefined && added.length === 0) return otherCommand(typed, ['--apply', kept.value ?? '']);
  if (kept !== undefined) return spell({ ...typed, options: without(typed.options, added) }, added);
  return spell({ ...typed, options: without(typed.options, [...ofDryRun, ...added]) }, added);
}

/** Whether it is a plan that is run or shown, which says itself what is imported. */
export function isOfPlan({ options }: TypedCommand): boolean {
  return options.some(({ flag }) => flag === '--apply');
}

/**
 * The command that imports one ceremony of this run again, and no other of its source.
 *
 * @param all the headings of this run, which tell whether the year alone means one of them
 */
export function commandToImport(
  typed: TypedCommand,
  heading: CeremonyHeading,
  all: readonly (CeremonyHeading | FailedHeading)[],
  added: string,
): string {
  const options = without(typed.options, [...ofThisRun, ...permissions]);
  if (all.length === 1) {
    const whole = typed.options.filter(({ flag }) => flag === '--all');
    return spell({ command: [], names: typed.names, options: [...options, ...whole] }, [added]);
  }
  const sameYear = all.filter(({ year }) => year === heading.year);
  const sameName = sameYear.filter(({ instance }) => instance === heading.instance);
  // Two awards of one year, as in a table of many: what tells them apart is the whole run's to say.
  if (sameName.length > 1) return spell({ ...typed, command: [], options: without(typed.options, ofDryRun) }, [added]);
  const areYears = typed.names.every((name) => /^\d{4}(-\d{4})?$/.test(name));
  const name = sameYear.length === 1 && areYears ? `${heading.year}` : `${heading.year}/${heading.instance}`;
  return spell({ command: [], names: [name], options }, [added]);
}

/** Another command on the same database. */
export function otherCommand(typed: TypedCommand, words: readonly string[]): string {
  const options = typed.options.filter(({ flag }) => settings.includes(flag));
  return spell({ command: [], names: words, options }, []);
}

/** What an error asks for. */
export function remedyCommand(typed: TypedCommand, remedy: Remedy): string {
  if ('command' in remedy) return otherCommand(typed, remedy.command);
  if ('names' in remedy) {
    const command = remedy.of === undefined ? typed.command : [remedy.of];
    return spell({ command, names: remedy.names, options: without(typed.options, remedy.without) }, []);
  }
  return spell({ ...typed, options: without(typed.options, [...remedy.without, ...remedy.with]) }, remedy.with);
}

function without(options: readonly TypedOption[], flags: readonly string[]): TypedOption[] {
  return options.filter(({ flag }) => !flags.includes(flag));
}

function spell({ command, names, options }: TypedCommand, added: readonly string[]): string {
  const words = options.flatMap(({ flag, value }) => (value === null ? [flag] : [flag, value]));
  return ['oscars-import', ...command, ...names, ...words, ...added].map(shellWord).join(' ');
}

/** What no shell reads as anything but itself. */
const plainWord = /^[\w./:@%+,-][\w./:=@%+,-]*$/;

/** What cannot stand on a line, or hides there: control characters, and all that is neither letter, mark, number nor sign. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The word as a shell takes it, quoted only where it has to be, and always on one line that shows all of it. */
export function shellWord(word: string): string {
  if (plainWord.test(word)) return word;
  if (word.search(unprintable) < 0) return `'${word.replaceAll("'", `'\\''`)}'`;
  const escaped = word.replace(/[\\']/g, '\\$&').replace(unprintable, bytesOf);
  return `$'${escaped}'`;
}

/** Octal, three digits each: whatever follows them is not taken for a part. */
function bytesOf(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
