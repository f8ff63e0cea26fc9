/** Mutated and huge ceremony files through the program: no stack trace, no hang, no change where it fails. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { contentsOf, server } from '../../support/contents.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { mutatedFile } from '../mutations.ts';
import type { Outcome } from '../program.ts';
import type { TortureDatabase } from '../torture.ts';

/** What a terminal would act on; line ends are the program's own. */
const raw = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** A message is for people: more than this is the file thrown back at them. */
const longestMessage = 20_000;

export const fuzzSpawned: Scenario = {
  name: 'fuzz/spawned',
  rounds: 300,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    const codes: Record<string, number> = {};
    await torture.withDatabase(async (database) => {
      let contents = await importedContents(torture.run(['2024', '-q'], { env: database.env }), database);
      while (ledger.nextRound(rounds)) {
        const input = mutatedFile(random.fork(ledger.rounds));
        const args = ['-f', '-', '--offline', ...random.pick([[], ['-q'], ['-v'], ['--json'], ['-n'], ['--debug']])];
        const outcome = ledger.ran(await torture.run(args, { env: database.env, input, timeoutMs: 20_000 }));
        codes[String(outcome.code)] = (codes[String(outcome.code)] ?? 0) + 1;
        expectTold(ledger, outcome);
        const now = await contentsText(database);
        if (outcome.code === 1)
          ledger.expect(now === contents, 'the database changed although the run failed', outcome);
        contents = now;
      }
    });
    ledger.note(
      Object.entries(codes)
        .map(([code, times]) => `exit ${code} ${times}`)
        .join(', '),
    );
    return ledger.figures();
  },
};

function expectTold(ledger: Ledger, outcome: Outcome): void {
  const { code, stdout, stderr, command } = outcome;
  ledger.expect(code === 0 || code === 1 || code === 3, `ends with ${code}`, outcome);
  if (code === 1 && !command.includes('--debug'))
    ledger.expect(/^error: /m.test(stderr), 'fails without a word', outcome);
  ledger.expect(!raw.test(stdout + stderr), 'something reaches the terminal raw', outcome);
  ledger.expect(
    stderr.length < longestMessage || code !== 1,
    `an error of ${stderr.length} characters`,
    stderr.slice(0, 300),
  );
  ledger.expect(code !== 1 || !/\[\d\w{4}\]/.test(stderr), 'a bad file is found only by the database', outcome);
}

const mebibyte = 1024 * 1024;
/** Of the program. */
const limit = 32 * mebibyte;

/** Files of a size that nobody types. */
export const fuzzHuge: Scenario = {
  name: 'fuzz/huge',
  rounds: 1,
  run: async (torture, rounds) => {
    const ledger = new Ledger();
    const files: Record<string, [string, string, number]> = {
      '100 MB of spaces': ['', ' ', 100 * mebibyte],
      '31 MB of brackets': ['', '[', 31 * mebibyte],
      '31 MB of a name': ['{"name":"', 'x', 31 * mebibyte],
      '31 MB of unknown keys': ['{', '"k":1,', 5 * mebibyte],
      '31 MB of wrong categories': ['{"categories":[', '{},', 10 * mebibyte],
      'a nomination of a million nominees': ['{"categories":[{"nominations":[{"nominees":[', '{"name":7},', mebibyte],
    };
    while (ledger.nextRound(rounds)) {
      await torture.withFolder(async (folder) => {
        for (const [name, [start, piece, times]] of Object.entries(files)) {
          const path = join(folder, 'huge.json');
          await writeRepeated(path, start, piece, times);
          const outcome = ledger.ran(await torture.run(['-f', path], { cwd: folder, timeoutMs: 30_000 }));
          // Past the limit nothing is read; below it, what is wrong is told.
          const isTooLarge = start.length + piece.length * times > limit;
          const said = isTooLarge ? /^error: .*larger than 32 MiB/m : /^error: /m;
          ledger.expect(
            outcome.code === 1 && said.test(outcome.stderr),
            `${name}: exit ${outcome.code ?? outcome.signal}`,
            outcome,
          );
          ledger.expect(
            outcome.stderr.length < longestMessage,
            `${name}: an error of ${outcome.stderr.length} characters`,
          );
        }
      });
    }
    return ledger.figures();
  },
};

async function writeRepeated(path: string, start: string, piece: string, times: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(start);
  const block = piece.repeat(Math.min(times, 100_000));
  for (let left = times * piece.length; left > 0; left -= block.length) file.write(block.slice(0, left));
  file.end();
  await finished(file);
}

async function importedContents(run: Promise<Outcome>, database: TortureDatabase): Promise<string> {
  await run;
  return contentsText(database);
}

async function contentsText({ url }: TortureDatabase): Promise<string> {
  return JSON.stringify(await contentsOf(server(url)));
}
