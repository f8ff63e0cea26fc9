/** How a failure is told. */
import { ExpectedError } from '../model/errors.ts';
import { visible } from '../report/safe-text.ts';
import { remedyCommand, type TypedCommand } from '../report/suggested-command.ts';
import { counted } from '../report/words.ts';
import type { Outlet } from './output.ts';

/** More problems than a screen holds help nobody. */
const shownProblems = 50;

/** `error: …`, its problems, and what to do. A stack only for bugs, or when it is asked for. */
export function printError(
  error: unknown,
  typed: TypedCommand,
  { errorLine: line, style }: Outlet,
  isDebug = false,
): void {
  if (!(error instanceof ExpectedError)) {
    line(`${style.bad('error:')} this is a bug in oscars-import, not your mistake`);
    line(stackOf(error));
    return;
  }
  line(`${style.bad('error:')} ${visible(error.message)}`);
  for (const problem of error.problems.slice(0, shownProblems)) line(`  ${visible(problem)}`);
  if (error.problems.length > shownProblems)
    line(`  and ${counted(error.problems.length - shownProblems, 'more problem')}`);
  const remedy = error.remedy === undefined ? [] : [remedyCommand(typed, error.remedy)];
  const hints = [...(error.hint === undefined ? [] : [visible(error.hint)]), ...remedy];
  if (hints.length > 0) line(`  ${style.strong('hint:')} ${hints.join(': ')}`);
  if (isDebug) line(stackOf(error));
}

/** Stacks alone: what else hangs on the error of a driver (statements, settings) is nobody's business. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let inner = error; inner !== undefined; inner = inner instanceof Error ? inner.cause : undefined)
    stacks.push(inner instanceof Error ? (inner.stack ?? String(inner)) : String(inner));
  return stacks.join('\n[cause]: ').split('\n').map(visible).join('\n');
}
