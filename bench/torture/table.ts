/** The table of figures. */
import type { Figures } from './ledger.ts';

export interface Row extends Figures {
  readonly scenario: string;
  readonly seconds: number;
}

const headings = ['scenario', 'rounds', 'runs', 'lost', 'errors shown', 'seconds', 'ok'];

/** Lines of the table, its notes below. */
export function tableText(rows: readonly Row[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  const notes = rows.flatMap(({ scenario, notes }) => notes.map((note) => `  ${scenario}: ${note}`));
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function cellsOf({ scenario, rounds, runs, lost, errorsShown, seconds, findings }: Row): string[] {
  const ok = findings.length === 0 ? '✔' : `✘ ${findings.length}`;
  return [scenario, String(rounds), String(runs), String(lost), String(errorsShown), seconds.toFixed(1), ok];
}
