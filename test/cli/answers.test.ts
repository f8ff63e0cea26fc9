import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSchema, answersJsonSchema } from '../../src/cli/answer-schemas.ts';
import { categoryOf, editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ migrated: false });
});
afterAll(() => database.drop());

async function answerOf(args: string[], input: unknown = '') {
  const { code, stdout } = await runProgram([...args, '--json'], {
    env: { DATABASE_URL: database.url },
    input: JSON.stringify(input),
  });
  const answer = JSON.parse(stdout);
  expect([answer.format, answer.exitCode]).toEqual([1, code]);
  // What the schema does not know is left out by parsing.
  expect(answerSchema.parse(answer)).toEqual(answer);
}

test('the JSON Schema that ships is that of the program: npm run schema makes it anew', () => {
  const shipped = readFileSync(new URL('../../fixtures/answers.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(shipped)).toEqual(answersJsonSchema());
});

const other = editedFile((file) => {
  delete file.expected;
  nominationOf(file, 'Directing', 2).detail = 'corrected';
  nominationOf(file, 'Sound', 0).nominees?.reverse();
  categoryOf(file, 'Directing').nominations.pop();
  categoryOf(file, 'Cinematography').nominations.push({ movies: [{ title: 'New' }], nominees: [{ name: 'Nobody' }] });
});
const bad = { ...other, year: 2025, categories: [{ name: 'x' }] };

describe('every answer is as the schema says', () => {
  test.each<[string[], unknown?]>([
    [['history']],
    [['doctor']],
    [['status', '--missing']],
    [['verify', '2024']],
    [['2024', '-n']],
    [['2024', '--offline']],
    [['2024', '-n']],
    [
      ['-f', '-', '-n', '--prune'],
      [other, bad],
    ],
    [
      ['verify', '-f', '-'],
      [other, bad],
    ],
    [
      ['-f', '-', '--offline'],
      [other, bad],
    ],
    [['-f', '-', '-n', '--prune'], { ...other, categories: other.categories.slice(0, 2) }],
    [['-f', '-'], bad],
    [['status']],
    [['status', '--missing']],
    [['history']],
    [['sql', "select 1 as a, null as a, '{}'::jsonb as b"]],
    [['sql', 'delete from people']],
    [['show', '1066']],
    [['doctor']],
    [['remove', '2024']],
    [['remove', '2024', '--yes']],
    [['2024', '--bogus']],
  ])('%j', async (...[args, input]) => {
    await answerOf(args, input);
  });
});
