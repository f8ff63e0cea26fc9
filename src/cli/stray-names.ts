/** Words where a ceremony's name should stand: what their author meant. */
import { ExpectedError } from '../model/errors.ts';

/**
 * Refuses a command that is misspelt or in the wrong place, and a file without its option.
 *
 * @param commands names of all commands
 * @param needsNames whether nothing else says which ceremonies are meant
 * @throws ExpectedError `usage` that suggests the command that was meant
 */
export function refuseStrayNames(names: readonly string[], commands: readonly string[], needsNames = false): void {
  for (const [at, name] of names.entries()) {
    const meant = meantBy(name, commands);
    if (meant === null) continue;
    const rest = names.filter((_, other) => other !== at);
    // Without a name the command would only ask for one, or be what was typed.
    const namesFor = (command: string, given: readonly string[]) =>
      given.length === 0 && needsNames && ofNames.includes(command) ? ['2024'] : given;
    throw new ExpectedError('usage', `"${name}" names no ceremony`, {
      hint: 'did you mean',
      remedy:
        'command' in meant
          ? { of: meant.command, names: namesFor(meant.command, rest), without: importOptions }
          : { names: [...meant.words, ...rest], without: [] },
    });
  }
}

const latest = 'latest';

/** Commands that take ceremonies by their names, and are no harm where one is suggested. */
const ofNames = ['import', 'verify', 'convert', 'show'];

/** What only an import can do, another command does not take. */
const importOptions = [
  '--dry-run',
  '--detailed-exitcode',
  '--prune',
  '--force',
  '--refresh',
  '--rate',
  '--concurrency',
  '--no-migrate',
];

type Meant = { readonly command: string } | { readonly words: readonly string[] };

/** What a name should have been, or null where it may be that of a ceremony. */
function meantBy(name: string, commands: readonly string[]): Meant | null {
  if (/^\d/.test(name) && !/\.[a-z]+$/i.test(name)) return null;
  if (/^https?:\/\/|[/\\]|\.\w+$/i.test(name)) return { words: ['--file', name] };
  const word = nearest(name.toLowerCase(), [...commands, latest]);
  if (word === null || name === latest) return null;
  return word === latest ? { words: [latest] } : { command: word };
}

/** The one that is a slip or two away; of several the nearest. */
function nearest(word: string, candidates: readonly string[]): string | null {
  const [best] = candidates
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate) }))
    .sort((a, b) => a.slips - b.slips);
  return best !== undefined && best.slips <= Math.min(2, best.candidate.length / 3) ? best.candidate : null;
}

/** Letters to add, drop, replace or swap with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        replaced,
        isSwap ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return cell(a.length, b.length);
}
