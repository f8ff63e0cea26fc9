/** What `history` prints: the runs that were committed, newest first. */
import type { PastRun } from '../model/stored.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { otherCommand, type TypedCommand } from './suggested-command.ts';
import { fitted, table } from './table.ts';

/** A line a run: when, of which ceremony, how it ended, what it wrote, what it asked, from which file, by which version. */
export function historyText(
  runs: readonly PastRun[],
  database: string,
  { width, style, typed }: { width: number; style: Style; typed: TypedCommand },
): string {
  if (runs.length === 0)
    return `No runs yet · database: ${visible(database)}\nImport a ceremony with: ${otherCommand(typed, ['2024'])}`;
  const rows = [
    [
      'finished (UTC)',
      'ceremony',
      'outcome',
      'added',
      'changed',
      'removed',
      'requests',
      'seconds',
      'version',
      'source',
    ],
    ...runs.map((run) => [
      run.finishedAt.slice(0, 16).replace('T', ' '),
      fitted(visible(run.ceremony), 24),
      run.outcome,
      String(run.counts.added ?? 0),
      String(run.counts.changed ?? 0),
      String(run.counts.removed ?? 0),
      String(run.tmdbRequests),
      run.seconds.toFixed(1),
      visible(run.programVersion),
      run.sourceSha256.slice(0, 8),
    ]),
  ];
  const [head = '', ...lines] = table(rows, new Set([3, 4, 5, 6, 7]));
  return [style.strong(fitted(head, width)), ...lines.map((line) => fitted(line, width))].join('\n');
}
