/** What `status --missing` adds: ceremonies that are not there, with what imports them, and what looks wrong. */
import type { KnownSource, MissingEdition } from '../advice/missing.ts';
import type { Oddity } from '../advice/oddities.ts';
import { groupBy } from '../model/group-by.ts';
import { ordinal } from '../model/ordinal.ts';
import { rangesText } from '../model/ranges.ts';
import type { Style } from './style.ts';
import { otherCommand, type TypedCommand } from './suggested-command.ts';
import { type Text, text } from './text.ts';
import { countText } from './words.ts';

/** Missing ceremonies of one organization that one command imports. */
export interface MissingGroup {
  readonly organization: string;
  readonly ceremonies: readonly Pick<MissingEdition, 'year' | 'instance' | 'number'>[];
  /** Null where nobody knows a source that holds them. */
  readonly command: string | null;
}

/** A public source that holds all of an organization's ceremonies, whether or not there is a copy of it. */
export interface WholeSource {
  readonly organization: string;
  readonly option: readonly [flag: string, value: string];
}

/** @param sources those that the missing ones name by their place */
export function groupMissing(
  missing: readonly MissingEdition[],
  sources: readonly KnownSource[],
  whole: readonly WholeSource[],
  typed: TypedCommand,
): MissingGroup[] {
  const groups = groupBy(missing, ({ organization, source }) => JSON.stringify([organization, source]));
  return [...groups.values()].flatMap((editions) => {
    const [first] = editions;
    if (first === undefined) return [];
    const { organization } = first;
    const source = first.source === null ? undefined : sources[first.source];
    const option = source?.option ?? unreadSource(organization, sources, whole)?.option;
    const names = source === undefined ? numbersOf(editions, ',') : yearNames(editions, source);
    return [
      {
        organization,
        ceremonies: editions.map(({ year, instance, number }) => ({ year, instance, number })),
        command: option === undefined ? null : otherCommand(typed, [names, ...option]),
      },
    ];
  });
}

/** One of which there is a copy has been looked into: what is not there cannot be had from it. */
function unreadSource(organization: string, sources: readonly KnownSource[], whole: readonly WholeSource[]) {
  const isRead = ({ option }: WholeSource) =>
    sources.some((source) => source.editions.length > 0 && String(source.option) === String(option));
  return whole.find((one) => one.organization === organization && !isRead(one));
}

function numbersOf(editions: readonly Pick<MissingEdition, 'number'>[], separator?: string): string {
  const numbers = editions.flatMap(({ number }) => (number === null ? [] : [number]));
  return rangesText(
    [...numbers].sort((a, b) => a - b),
    ordinal,
    separator,
  );
}

/** `1995,1998-2000`; one of two ceremonies of a year as `1930/2`, as its year alone would mean the other one, too. */
function yearNames(editions: readonly MissingEdition[], { editions: all }: KnownSource): string {
  const inYears = groupBy(editions, ({ year }) => year ?? 0);
  const isWhole = (year: number) => all.filter((one) => one.year === year).length === inYears.get(year)?.length;
  const years = [...inYears.keys()].sort((a, b) => a - b);
  const isAlone = (year: number) => ![year - 1, year + 1].some((other) => inYears.has(other) && isWhole(other));
  const spelt = (year: number) => !isWhole(year) || (isAlone(year) && (inYears.get(year)?.length ?? 0) > 1);
  const exact = years
    .filter(spelt)
    .flatMap((year) => (inYears.get(year) ?? []).map(({ instance }) => `${year}/${instance}`));
  const whole = rangesText(
    years.filter((year) => !spelt(year)),
    String,
    ',',
  );
  return [whole, ...exact].filter((name) => name !== '').join(',');
}

/** Both parts, also where there is nothing to say, as nobody would know that it was looked at. */
export function missingLines(groups: readonly MissingGroup[], oddities: readonly Oddity[], style: Style): Text[] {
  const missing =
    groups.length === 0
      ? [text`No ceremony is missing, as far as numbers and the copies in the cache tell.`]
      : [text`Missing:`, ...groups.flatMap(groupLines)];
  const odd =
    oddities.length === 0
      ? [text`Nothing looks wrong.`]
      : [text`What looks wrong, and may be right:`, ...oddityLines(oddities, style)];
  return [text``, ...missing, text``, ...odd];
}

function groupLines({ organization, ceremonies, command }: MissingGroup): Text[] {
  const years = ceremonies.flatMap(({ year }) => (year === null ? [] : [year]));
  const distinct = [...new Set(years)].sort((a, b) => a - b);
  const said = [numbersOf(ceremonies), rangesText(distinct)].filter((part) => part !== '').join(' · ');
  return [text`  ${organization}: ${said}`, text`    ${command ?? 'no copy in the cache has it'}`];
}

function oddityLines(oddities: readonly Oddity[], style: Style): Text[] {
  return oddities.flatMap((one, at) => {
    const before = oddities[at - 1];
    const isNew = before?.ceremony !== one.ceremony || before.year !== one.year || before.instance !== one.instance;
    const line = text`    ${style.changed(text`?`)} ${oddityText(one)}`;
    return isNew ? [style.strong(text`  ${one.ceremony} (${one.year})`), line] : [line];
  });
}

/** What is odd about a ceremony, in words. */
export function oddityText({ kind, subjects, present, of }: Oddity): string {
  switch (kind) {
    case 'few-nominations':
      return `${countText(present, 'nomination')}, where about ${of} are usual`;
    case 'no-winner':
      return subjects.length === 0 ? 'nobody has won yet' : `no winner in ${namedText(subjects, of, 'categories')}`;
    case 'several-winners':
      return `several winners in ${namedText(subjects, of, 'categories')}: a tie, or one too many`;
    case 'released-after':
      return `released after it: ${namedText(subjects, of, 'movies')}; is the IMDb ID that of another movie?`;
    default:
      return kind satisfies never;
  }
}

const namedAtMost = 3;

/** All of a few, the first of many and how many of how many there are. */
function namedText(subjects: readonly string[], of: number, what: string): string {
  if (subjects.length <= namedAtMost) return subjects.join(', ');
  return `${subjects.length} of ${of} ${what}: ${subjects.slice(0, namedAtMost).join(', ')} and others`;
}
