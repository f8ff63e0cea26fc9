/** What starting the program costs beside starting Node. */
import { type Figure, timeFigure } from './figures.ts';
import { compare } from './measure.ts';
import { timeNode, timeProgram } from './processes.ts';

const rounds = 25;

export async function help(): Promise<Figure[]> {
  const pair = await compare(
    rounds,
    () => timeProgram(['--help']),
    () => timeNode(['-e', '0']),
  );
  return [timeFigure('--help', 'node -e 0', pair, 1.3)];
}
