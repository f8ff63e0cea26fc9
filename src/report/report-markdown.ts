/** The report in Markdown, as CI shows it beside a job: totals first, long lists folded, never longer than is taken. */
import type { DiffRow } from './diff.ts';
import type { Report, ShownCeremony, ShownError } from './report.ts';
import { visible } from './text.ts';
import { fraction, peopleText } from './verification-text.ts';

/** What follows a list that had to be cut. */
const cutReserveBytes = 200;

/** @param mostBytes how long it may be; what is longer is cut at a line, and says so */
export function reportMarkdown(report: Report, mostBytes: number): string {
  const lines = [
    `## ${plainWords(report.title)}`,
    '',
    `**${signs[report.state]} ${plainWords(report.verdict)}**`,
    '',
    ...table(
      ['', ''],
      report.facts.map(([label, value]) => [label, value]),
    ),
    ...report.errors.flatMap(errorLines),
    ...summaryLines(report.ceremonies),
    ...list('Remarks', report.remarks),
    ...list('No answer from TMDb', report.failures),
    ...report.ceremonies.flatMap(ceremonyLines),
    ...rows('People', report.people),
    ...rows('Movies', report.movies),
  ];
  return cutLines(lines, mostBytes);
}

const signs = { good: '✔', changed: '!', bad: '✘' } as const;
const marks = { add: '+', update: '~', remove: '-', extra: '!' } as const;

/** Everything that Markdown or HTML could take for markup. */
function plainWords(words: string): string {
  return visible(words).replace(/[\\`*_{}[\]()<>#+.!|&~@-]/g, (character) =>
    '<>&@'.includes(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
  );
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  if (body.length === 0) return [];
  const row = (cells: readonly string[]) => `| ${cells.map(plainWords).join(' | ')} |`;
  return [row(head), `|${head.map((_, at) => (at === 0 ? ' --- ' : ' ---: ')).join('|')}|`, ...body.map(row), ''];
}

function summaryLines(ceremonies: readonly ShownCeremony[]): string[] {
  const body = ceremonies.flatMap(({ title, verification }) => {
    if (verification === null) return [];
    const { all, peopleNominations, winners, pending } = verification;
    const tallies = [all.nominations, peopleNominations.people, winners].map(fraction);
    return [[title, ...tallies, String(pending.length)]];
  });
  return table(['ceremony', 'nominations', 'people', 'winners', 'pending'], body);
}

function ceremonyLines({ title, verification, changes, error }: ShownCeremony): string[] {
  const lines = [
    ...(error === null ? [] : errorLines(error)),
    ...(verification === null
      ? []
      : [
          ...table(
            ['category', 'nominations', 'people'],
            verification.groups.map((group) => [group.label, fraction(group.nominations), peopleText(group)]),
          ),
          ...list('Not as the file says', verification.problems),
          ...list(
            'In the database, but not in the file',
            verification.extra.map(({ category, movies }) =>
              [category, ...movies.map((movie) => movie.title)].join(' · '),
            ),
          ),
          ...list('Pending', verification.pending),
        ]),
    ...(changes?.row ? [...rowLines(changes.row, 'the ceremony itself'), ''] : []),
    ...(changes?.categories ?? []).flatMap(({ name, row, nominations }) =>
      fold(name, [
        ...(row === null ? [] : rowLines(row, 'the category itself')),
        ...nominations.flatMap((n) => rowLines(n)),
      ]),
    ),
  ];
  return lines.length === 0 ? [] : [`### ${plainWords(title)}`, '', ...lines, ''];
}

function errorLines({ message, hint, problems }: ShownError): string[] {
  return [
    `**Error:** ${plainWords(message)}`,
    '',
    ...fold(
      'Problems',
      problems.map((problem) => `- ${plainWords(problem)}`),
    ),
    ...(hint === null ? [] : [`What to do: ${plainWords(hint)}`, '']),
  ];
}

function list(title: string, items: readonly string[]): string[] {
  return fold(
    title,
    items.map((item) => `- ${plainWords(item)}`),
  );
}

function rows(title: string, all: readonly DiffRow[]): string[] {
  return fold(
    title,
    all.flatMap((row) => rowLines(row)),
  );
}

function rowLines({ action, what, changes }: DiffRow, name = what): string[] {
  const fields = changes.map(({ field, kind, before, after }) => {
    const how = kind === 'changed' ? '' : ` (${kind})`;
    return `  - ${plainWords(field)}${plainWords(how)}: ${plainWords(before ?? 'none')} → ${plainWords(after ?? 'none')}`;
  });
  return [`- \`${marks[action]}\` ${plainWords(name)}`, ...fields];
}

const shownAtOnce = 10;

/** A list that is longer than some lines is opened by whoever wants to see it. */
function fold(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  if (lines.length <= shownAtOnce) return [`**${plainWords(title)}**`, '', ...lines, ''];
  const items = lines.filter((line) => line.startsWith('- ')).length;
  return ['<details>', `<summary>${plainWords(title)}: ${items}</summary>`, '', ...lines, '', '</details>', ''];
}

function cutLines(lines: readonly string[], mostBytes: number): string {
  let bytes = 0;
  let open = 0;
  for (const [at, line] of lines.entries()) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > mostBytes - cutReserveBytes)
      return [
        ...lines.slice(0, at),
        '',
        ...(open > 0 ? ['</details>', ''] : []),
        `… and ${lines.length - at} more lines`,
        '',
      ].join('\n');
    open += line === '<details>' ? 1 : line === '</details>' ? -1 : 0;
  }
  return `${lines.join('\n')}\n`;
}
