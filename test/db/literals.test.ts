import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrayLiteral, literal } from '../../src/db/literals.ts';

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
});
afterAll(() => client.close());

const texts = [
  'plain',
  "Schindler's List",
  "''",
  "'; drop table people; --",
  'C:\\Movies\\',
  "\\'; select 1; --",
  '$1 and $2',
  '$$',
  'a\nb\tc',
  'Amélie, 東京, 🎬',
  '{"a":"b\\"c"}',
  'NULL',
  '',
];

describe.each(['on', 'off'])('with standard_conforming_strings %s', (setting) => {
  test.each(texts)('%j comes back as it was', async (text) => {
    await client.exec(`set standard_conforming_strings = ${setting}`);
    const statement = `select ${literal(text)} as one, (${literal(arrayLiteral([text]))}::text[])[1] as two`;
    expect((await client.exec(statement)).at(-1)?.rows).toEqual([{ one: text, two: text }]);
  });
});

test('numbers, booleans and null are themselves, and nothing else has a literal', () => {
  expect([1.5, true, null].map(literal)).toEqual(['1.5', 'true', 'null']);
  expect(() => literal({})).toThrow(TypeError);
  expect(() => literal(undefined)).toThrow(TypeError);
  expect(() => literal('a\0b')).toThrow(RangeError);
});
