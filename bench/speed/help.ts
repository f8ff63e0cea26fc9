/** What starting the program costs beside starting Node. */
import { type Figure, timeFigure } from './figures.ts';
import { compare } from './measure.ts';
import { timeNode, timeProgram } from './processes.ts';

const rounds = 25;

const starts: readonly (readonly [what: string, args: readonly string[], code: number])[] = [
  ['--help', ['--help'], 0],
  ['--version', ['--version'], 0],
  ['a usage error', ['--no-such-option'], 1],
];

export async function help(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, args, code] of starts) {
    const pair = await compare(
      rounds,
      () => timeProgram(args, { code }),
      () => timeNode(['-e', '0']),
    );
    figures.push(timeFigure(what, 'node -e 0', pair, 1.15));
  }
  return figures;
}
