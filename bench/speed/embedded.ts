/** The first run in an empty folder, where the program's own template saves PGlite's initdb. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, limitFigure, timeFigure } from './figures.ts';
import { compare } from './measure.ts';
import { peakOfProgram, timeProgram, timeScript } from './processes.ts';

const rounds = 7;
const memoryRounds = 3;

export async function embedded(): Promise<Figure[]> {
  const firstRun = ['2024', '--offline'];
  const pair = await compare(
    rounds,
    () => inEmptyFolder((folder) => timeProgram(firstRun, { cwd: folder })),
    () => inEmptyFolder((folder) => timeScript('first-start.mjs', [join(folder, 'data')])),
  );
  const peaks: number[] = [];
  for (let round = 0; round < memoryRounds; round++)
    peaks.push(await inEmptyFolder((folder) => peakOfProgram(firstRun, { cwd: folder })));
  return [
    timeFigure('first embedded run, import included', "PGlite's own first start", pair, 0.5),
    limitFigure('  its peak memory', peaks, 400, 'MB'),
  ];
}

async function inEmptyFolder(measure: (folder: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-bench-'));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
