/** What `status` prints: a line a ceremony, and who is pending. */
import type { CeremonyStatus, PendingCredit } from '../model/stored.ts';
import { visible } from './safe-text.ts';
import { otherCommand, type TypedCommand } from './suggested-command.ts';
import { fitted, table } from './table.ts';
import { type FindingsOptions, pendingFindings } from './verification-text.ts';

export function statusText(
  statuses: readonly CeremonyStatus[],
  pending: readonly PendingCredit[],
  database: string,
  options: FindingsOptions & { readonly typed: TypedCommand },
): string {
  if (statuses.length === 0)
    return `No ceremonies yet · database: ${visible(database)}\nImport one with: ${otherCommand(options.typed, ['2024'])}`;
  const rows = [
    ['ceremony', 'year', 'nominations', 'people', 'winners', 'pending', 'waiting', 'last run'],
    ...statuses.map((status) => [
      fitted(visible(status.ceremony), 24),
      status.instance === 1 ? String(status.year) : `${status.year}/${status.instance}`,
      of(status.nominations, status.expectedNominations),
      of(status.linkedPeopleNominations, status.expectedPeopleNominations ?? status.peopleNominations),
      String(status.winners),
      String(status.pending),
      String(status.waiting),
      status.lastFinishedAt === null ? 'never' : `${status.lastFinishedAt.slice(0, 10)} ${status.lastOutcome ?? ''}`,
    ]),
  ];
  const [head = '', ...lines] = table(rows, new Set([1, 2, 3, 4, 5, 6]));
  const names = pending.map(({ ceremony, category, name }) => `${ceremony} · ${category}: ${name}`);
  return [options.style.strong(head), ...lines, ...pendingFindings(names, options)].join('\n');
}

function of(present: number, expected: number | null): string {
  return expected === null ? String(present) : `${present}/${expected}`;
}
