/** What `history` prints: the runs that were committed, newest first. */
import type { PastRun } from '../model/stored.ts';
import type { Style } from './style.ts';
import { otherCommand, type TypedCommand } from './suggested-command.ts';
import { table } from './table.ts';
import { joinTexts, type Text, text } from './text.ts';

const headings = 'finished (UTC)|ceremony|outcome|added|changed|removed|requests|seconds|version|source'.split('|');

/** A line a run: when, of which ceremony, how it ended, what it wrote, what it asked, from which file, by which version. */
export function historyText(
  runs: readonly PastRun[],
  database: string,
  { columns, style, typed }: { columns: number; style: Style; typed: TypedCommand },
): Text {
  if (runs.length === 0)
    return text`No runs yet · database: ${database}\nImport a ceremony with: ${otherCommand(typed, ['2024'])}`;
  const rows = runs.map((run) => [
    run.finishedAt.slice(0, 16).replace('T', ' '),
    run.ceremony,
    run.outcome,
    run.counts.added ?? 0,
    run.counts.changed ?? 0,
    run.counts.removed ?? 0,
    run.tmdbRequests,
    run.seconds.toFixed(1),
    run.programVersion,
    run.sourceSha256.slice(0, 8),
  ]);
  const [requests, seconds, version, source] = [6, 7, 8, 9];
  const layout = {
    right: new Set([3, 4, 5, requests, seconds]),
    flexible: new Set([1]),
    optional: [source, version, seconds, requests],
    columns,
  };
  const [head = text``, ...lines] = table([headings, ...rows], layout);
  return joinTexts([style.strong(head), ...lines], '\n');
}
