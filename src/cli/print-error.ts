/** How a failure is told. */
import { ExpectedError } from '../model/errors.ts';
import { remedyCommand, type TypedCommand } from '../report/suggested-command.ts';
import { joinTexts, type Text, text } from '../report/text.ts';
import { countText } from '../report/words.ts';
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
  const label = style.bad(text`error:`);
  if (!(error instanceof ExpectedError)) {
    line(text`${label} this is a bug in oscars-import, not your mistake`);
    line(stackOf(error));
    return;
  }
  line(text`${label} ${error.message}`);
  for (const problem of error.problems.slice(0, shownProblems)) line(text`  ${problem}`);
  const more = error.problems.length - shownProblems;
  if (more > 0) line(text`  and ${countText(more, 'more problem')}`);
  const remedy = error.remedy === undefined ? [] : [text`${remedyCommand(typed, error.remedy)}`];
  const hints = [...(error.hint === undefined ? [] : [text`${error.hint}`]), ...remedy];
  if (hints.length > 0) line(text`  ${style.strong(text`hint:`)} ${joinTexts(hints, ': ')}`);
  if (isDebug) line(stackOf(error));
}

/** Stacks alone: what else hangs on the error of a driver (statements, settings) is nobody's business. */
function stackOf(error: unknown): Text {
  const stacks: string[] = [];
  for (let inner = error; inner !== undefined; inner = inner instanceof Error ? inner.cause : undefined)
    stacks.push(inner instanceof Error ? (inner.stack ?? String(inner)) : String(inner));
  const lines = stacks.join('\n[cause]: ').split('\n');
  return joinTexts(
    lines.map((line) => text`${line}`),
    '\n',
  );
}
