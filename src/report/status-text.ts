/** What `status` prints: a line a ceremony, and who is pending. */
import type { Oddity } from '../advice/oddities.ts';
import { type DoubledOrganization, doubledOrganizations } from '../model/organizations.ts';
import type { AnswerCounts, CeremonyStatus, PendingCredit } from '../model/stored.ts';
import { type MissingGroup, missingLines } from './missing-text.ts';
import type { Style } from './style.ts';
import { otherCommand, type TypedCommand } from './suggested-command.ts';
import { table } from './table.ts';
import { joinTexts, type Text, text } from './text.ts';

export interface StatusOptions {
  readonly style: Style;
  readonly columns: number;
  readonly typed: TypedCommand;
}

/** What is looked for only where it is asked for. */
export interface Advice {
  readonly missing: readonly MissingGroup[];
  readonly oddities: readonly Oddity[];
}

/**
 * @param pending those to be named, all of them; null where their numbers are enough
 * @param advice null where it was not asked for
 */
export function statusText(
  statuses: readonly CeremonyStatus[],
  pending: readonly PendingCredit[] | null,
  answers: AnswerCounts | null,
  advice: Advice | null,
  database: string,
  options: StatusOptions,
): Text {
  if (statuses.length === 0)
    return text`No ceremonies yet · database: ${database}\nImport one with: ${otherCommand(options.typed, ['2024'])}`;
  const told = answers === null ? [] : answerLines(answers);
  const named = pending === null ? [] : pendingLines(pending, options);
  const doubled = doubledOrganizations(statuses).flatMap((one) => doubledLines(one, options));
  const advised = advice === null ? [] : missingLines(advice.missing, advice.oddities, options.style);
  return joinTexts([...statusTable(statuses, options), ...told, ...doubled, ...named, ...advised], '\n');
}

function statusTable(statuses: readonly CeremonyStatus[], { style, columns }: StatusOptions): Text[] {
  const rows = [
    ['ceremony', 'year', 'nominations', 'people', 'winners', 'pending', 'waiting', 'last run'],
    ...statuses.map((status) => [
      status.ceremony,
      status.instance === 1 ? status.year : `${status.year}/${status.instance}`,
      ofText(status.nominations, status.expectedNominations),
      ofText(status.linkedPeopleNominations, status.expectedPeopleNominations ?? status.peopleNominations),
      status.winners,
      status.pending,
      status.waiting,
      status.lastFinishedAt === null ? 'never' : `${status.lastFinishedAt.slice(0, 10)} ${status.lastOutcome ?? ''}`,
    ]),
  ];
  const layout = { right: new Set([1, 2, 3, 4, 5, 6]), flexible: new Set([0, 7]), columns };
  const [head = text``, ...lines] = table(rows, layout);
  return [style.strong(head), ...lines];
}

/** Under the ceremony and the category they are pending in, so that neither is said again and again. */
function pendingLines(pending: readonly PendingCredit[], { style }: StatusOptions): Text[] {
  if (pending.length === 0) return [text``, text`Nobody is pending.`];
  const keys = pending.map(({ ceremony, category }) => ({ ceremony, category }));
  return [
    text``,
    text`Pending, credited without an IMDb ID:`,
    ...pending.flatMap(({ ceremony, category, name }, at) => {
      const before = keys[at - 1];
      const isNewCeremony = before?.ceremony !== ceremony;
      return [
        ...(isNewCeremony ? [style.strong(text`  ${ceremony}`)] : []),
        ...(isNewCeremony || before?.category !== category ? [text`    ${category}`] : []),
        text`      ${style.changed(text`?`)} ${name}`,
      ];
    }),
  ];
}

/** `258 people and movies: 140 from the bundled snapshot, 118 not answered yet`. */
function answerLines({ tmdb, old, snapshot, missing, waiting }: AnswerCounts): Text[] {
  const parts: readonly (readonly [number, string])[] = [
    [tmdb, 'from TMDb'],
    [old, 'from TMDb more than six months ago'],
    [snapshot, 'from the bundled snapshot'],
    [missing, 'not known to TMDb'],
    [waiting, 'not answered yet'],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => text`${count} ${what}`);
  const total = parts.reduce((sum, [count]) => sum + count, 0);
  const counts = text`${total} people and movies: ${joinTexts(told, ', ')}`;
  if (snapshot + old === 0) return [text``, counts];
  return [text``, counts, text`A run with a token asks TMDb for those of the snapshot and the old ones.`];
}

/** Importing again has the ceremonies under the first key; those under the other are in the way of nobody but the reader. */
function doubledLines({ key, otherKey, ceremonies }: DoubledOrganization, { typed, style }: StatusOptions): Text[] {
  const commands = ceremonies.map((name) => otherCommand(typed, ['remove', name, '--organization', otherKey]));
  return [
    text``,
    text`${style.changed(text`!`)} ${key} and ${otherKey} are one organization; once ${key} has its ceremonies, those of the other can go:`,
    ...commands.map((command) => text`  ${command}`),
  ];
}

function ofText(present: number, expected: number | null): string {
  return expected === null ? String(present) : `${present}/${expected}`;
}
