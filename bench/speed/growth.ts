/** How time and memory grow with the number of ceremonies in one file: each more costs as much as the one before. */
import { emptyLike } from './copied-rows.ts';
import { type Figure, limitFigure, timeFigure } from './figures.ts';
import { withFolder, writeFestivals } from './history-file.ts';
import { pairOf } from './measure.ts';
import { peakOfProgram, timeProgram } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 3;
const sizes = [1, 10, 98, 980] as const;

export function growth(): Promise<Figure[]> {
  return withFolder((folder) =>
    withServer({}, async (server) => {
      const imported = await server.createDatabase();
      await timeProgram(['2024', '--offline', '-q'], { env: { DATABASE_URL: imported } });
      const run = async (size: number, measure: typeof timeProgram) => {
        const path = await writeFestivals(folder, size);
        const env = { DATABASE_URL: await emptyLike(imported, server) };
        return measure(['--file', path, '--all', '--quiet', '--offline'], { env });
      };
      const times: number[][] = [];
      for (let round = 0; round < rounds; round++) {
        const ofRound: number[] = [];
        for (const size of sizes) ofRound.push(await run(size, timeProgram));
        times.push(ofRound);
      }
      const peaks = [await run(98, peakOfProgram), await run(980, peakOfProgram)].map((peak) => (peak * 1e6) / 2 ** 20);
      return [...growthFigures(times), ...memoryFigures(peaks)];
    }),
  );
}

/** Of each step of sizes, the time of one ceremony more beside that of the step before. */
function growthFigures(times: readonly (readonly number[])[]): Figure[] {
  const each = (round: readonly number[], at: number) =>
    ((round[at] ?? 0) - (round[at - 1] ?? 0)) / ((sizes[at] ?? 0) - (sizes[at - 1] ?? 0));
  return [2, 3].map((at) => {
    const pair = pairOf(times.map((round) => ({ a: each(round, at), b: each(round, at - 1) })));
    // Between one and ten the start of the program is all but everything.
    const most = at === 3 ? 1.1 : null;
    return timeFigure(
      `one ceremony more, ${sizes[at - 1]} to ${sizes[at]}`,
      `${sizes[at - 2]} to ${sizes[at - 1]}`,
      pair,
      most,
    );
  });
}

function memoryFigures(peaks: readonly number[]): Figure[] {
  return [
    limitFigure('  peak memory of 98', peaks.slice(0, 1), 200, 'MiB'),
    limitFigure('  peak memory of 980', peaks.slice(1), 400, 'MiB'),
  ];
}
