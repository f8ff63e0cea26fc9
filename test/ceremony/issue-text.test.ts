import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { issueText, pathText, quoted, within } from '../../src/ceremony/issue-text.ts';

describe('a problem of a file', () => {
  const issue = (path: PropertyKey[]) => ({ code: 'custom', message: 'must not be empty', path }) as never;
  const unknown = (count: number) =>
    ({
      code: 'unrecognized_keys',
      message: '',
      path: [],
      keys: Array.from({ length: count }, (_, at) => `k${at}`),
    }) as never;

  test('is said with its place, where it has one', () => {
    expect(issueText(issue(['categories', 3, 'name']))).toBe('categories[3].name: must not be empty');
    expect(issueText(issue([]))).toBe('must not be empty');
    expect(issueText(issue(['name']), 'line 12')).toBe('line 12: name: must not be empty');
  });

  test('names keys that nobody knows, and not all of very many', () => {
    expect(issueText(unknown(1))).toBe('unknown field: "k0"');
    expect(issueText(unknown(10))).toMatch(/^unknown fields: "k0", .*"k9"$/);
    expect(issueText(unknown(12))).toMatch(/"k9", and 2 more$/);
  });
});

test('what is missing is said so, and a word that is none of those there are is repeated', () => {
  const told = (content: unknown) =>
    z
      .object({ kind: z.enum(['person', 'movie']), year: z.int() })
      .safeParse(content, { reportInput: true })
      .error?.issues.map((issue) => issueText(issue));
  expect(told({})).toEqual(['kind: is missing', 'year: is missing']);
  expect(told({ kind: 'persn', year: 1.5 })).toEqual([
    'kind: expected one of "person", "movie", got "persn"',
    'year: expected a whole number, got 1.5',
  ]);
  expect(told(undefined)).toEqual(['expected an object, got nothing']);
});

test('what is of another kind, too few or too many is told in words of a file, not of a schema', () => {
  const shape = z.object({
    text: z.string(),
    year: z.int().min(1850).max(2200),
    list: z.array(z.string()).min(1).max(2),
    more: z.array(z.string()).min(2),
    record: z.record(z.string(), z.string()),
    isIt: z.boolean(),
  });
  const good = { text: '', year: 2024, list: [''], more: ['', ''], record: {}, isIt: true };
  const told = (change: object, reportInput = false) =>
    shape.safeParse({ ...good, ...change }, { reportInput }).error?.issues.map((issue) => issueText(issue));
  expect(told({ text: null, year: 'x', list: {}, more: 7, record: [], isIt: 'yes' })).toEqual([
    'text: expected text, got null',
    'year: expected a number, got text',
    'list: expected a list, got an object',
    'more: expected a list, got a number',
    'record: expected an object, got a list',
    'isIt: expected true or false, got text',
  ]);
  expect(told({ list: [], more: [''] })).toEqual(['list: there are none', 'more: there are fewer than 2']);
  expect(told({ list: ['', '', ''] })).toEqual(['list: there are more than 2']);
  expect(told({ year: 1849 })).toEqual(['year: expected 1850 or more']);
  expect(told({ year: 2201 }, true)).toEqual(['year: expected 2200 or less, got 2201']);
  expect(told({ text: [7], isIt: 'yes' }, true)).toEqual([
    'text: expected text, got a list',
    'isIt: expected true or false, got "yes"',
  ]);
});

test.each([
  ['', '', ''],
  ['', 'name', 'name'],
  ['[2]', '', '[2]'],
  ['[2]', 'name', '[2].name'],
  ['awards', '[2]', 'awards[2]'],
  ['line 12', 'name', 'line 12: name'],
  ['line 12', '', 'line 12'],
  ['online 1', 'name', 'online 1.name'],
  ['line 1a', 'name', 'line 1a.name'],
])('within %j is %j: %j', (at, path, expected) => {
  expect(within(at, path)).toBe(expected);
});

test('a path is words and numbers, and quotes what is neither', () => {
  expect(pathText(['awards', 'Golden Lion', 0, 'a-b', 'c'])).toBe('awards["Golden Lion"][0]["a-b"].c');
  expect(pathText(['-x'])).toBe('["-x"]');
  expect(pathText([1, 'a'])).toBe('[1].a');
});

test('a value is repeated in quotes, and cut where it is long, between characters', () => {
  expect([quoted(5), quoted(undefined), quoted('a "b"'), quoted(null)]).toEqual([
    '5',
    'nothing',
    '"a \\"b\\""',
    'null',
  ]);
  expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
  expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`);
  expect(quoted('🏆'.repeat(61))).toBe(`"${'🏆'.repeat(60)}…"`);
});
