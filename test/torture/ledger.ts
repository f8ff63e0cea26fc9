/** What a scenario found, and the figures of its row in the table. */
import type { Random } from '../history/random.ts';
import type { Outcome } from './program.ts';
import type { Torture } from './torture.ts';

export interface Figures {
  readonly rounds: number;
  /** Runs of the program. */
  readonly runs: number;
  /** Nominations that were not there, or not as the file says, when they had to be. */
  readonly lost: number;
  /** Runs that told their user about an error. */
  readonly errorsShown: number;
  /** Everything that was not as promised; empty is what everybody hopes for. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

/** One thing that the harness does to the program. */
export interface Scenario {
  /** `group/name`; the command line filters by it. */
  readonly name: string;
  /** Rounds where the command line does not say. */
  readonly rounds: number;
  readonly run: (torture: Torture, rounds: number, random: Random) => Promise<Figures>;
}

/** Collects figures and findings while a scenario runs. */
export class Ledger {
  readonly findings: string[] = [];
  readonly notes: string[] = [];
  #rounds = 0;
  #runs = 0;
  #lost = 0;
  #errorsShown = 0;

  get rounds(): number {
    return this.#rounds;
  }

  /** Begins the next of so many rounds, which findings are named after; false when all are done. */
  nextRound(of: number): boolean {
    if (this.#rounds >= of) return false;
    this.#rounds++;
    return true;
  }

  /** Counts a run and looks for what no run may ever do. */
  ran(outcome: Outcome): Outcome {
    this.#runs++;
    const { stdout, stderr } = outcome;
    if (/(^|\n)error: /.test(stderr)) this.#errorsShown++;
    this.expect(!outcome.timedOut, `hangs: ${outcome.command}`, outcome);
    const isAskedFor = outcome.command.includes('--debug');
    this.expect(isAskedFor || !/\n {4}at /.test(stderr), 'shows a stack trace', outcome);
    this.expect(!/this is a bug|Unhandled/.test(stderr), 'meets a bug', outcome);
    this.expect(!/deadlock/i.test(stdout + stderr), 'shows a deadlock', outcome);
    this.expect(outcome.code !== null || outcome.signal !== null, 'ends without exit code and signal', outcome);
    return outcome;
  }

  expect(isSo: boolean, what: string, shown?: Outcome | string): void {
    if (isSo) return;
    this.findings.push(`round ${this.#rounds}: ${what}${shown === undefined ? '' : `\n${indented(shown)}`}`);
  }

  /** Records nominations that are not as the file says. */
  lose(nominations: readonly string[], when: string): void {
    this.#lost += nominations.length;
    this.expect(
      nominations.length === 0,
      `${nominations.length} nominations lost or wrong ${when}`,
      nominations.slice(0, 3).join('\n'),
    );
  }

  note(text: string): void {
    this.notes.push(text);
  }

  figures(): Figures {
    const { findings, notes } = this;
    return {
      rounds: this.#rounds,
      runs: this.#runs,
      lost: this.#lost,
      errorsShown: this.#errorsShown,
      findings,
      notes,
    };
  }
}

const shownCharacters = 800;

function indented(shown: Outcome | string): string {
  const text = typeof shown === 'string' ? shown : describe(shown);
  return text.slice(0, shownCharacters).replace(/^/gm, '    ');
}

function describe({ command, code, signal, stdout, stderr }: Outcome): string {
  return `$ ${command}\nexit ${code ?? signal}\n${stderr}${stdout}`.trimEnd();
}
