/** A line a ceremony: what `status` prints. */
import type { CeremonyStatus } from '../status.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';

export function statusText(statuses: readonly CeremonyStatus[], database: string, style: Style): string {
  if (statuses.length === 0)
    return `No ceremonies yet · database: ${visible(database)}\nImport one with: oscars-import 2024`;
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
  return [style.strong(head), ...lines].join('\n');
}

function of(present: number, expected: number | null): string {
  return expected === null ? String(present) : `${present}/${expected}`;
}
