/** The table of figures. */
import { table } from '../../src/report/table.ts';
import type { Figures } from './ledger.ts';

export interface Row extends Figures {
  readonly scenario: string;
  readonly seconds: number;
}

const headings = ['scenario', 'rounds', 'runs', 'lost', 'errors shown', 'seconds', 'ok'];

/** Lines of the table, its notes below. */
export function tableText(rows: readonly Row[]): string {
  const lines = table([headings, ...rows.map(cellsOf)], { right: new Set([1, 2, 3, 4, 5, 6]) });
  const notes = rows.flatMap(({ scenario, notes }) => notes.map((note) => `  ${scenario}: ${note}`));
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function cellsOf({ scenario, rounds, runs, lost, errorsShown, seconds, findings }: Row): string[] {
  const ok = findings.length === 0 ? '✔' : `✘ ${findings.length}`;
  return [scenario, String(rounds), String(runs), String(lost), String(errorsShown), seconds.toFixed(1), ok];
}
