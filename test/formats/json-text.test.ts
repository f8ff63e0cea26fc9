import { describe, expect, test } from 'vitest';
import { jsonItems } from '../../src/formats/json-text.ts';

const placesIn = (text: string) => jsonItems(text, 'f').map(({ value, at }) => [at, value]);
const problemsIn = (text: string) => jsonItems(text, 'f').flatMap(({ problems }) => problems);

describe('a text holds', () => {
  test.each<[string, string, unknown[][]]>([
    ['one value', '{"a": [1, 2]}', [['', { a: [1, 2] }]]],
    ['one value over several lines', '{\n"a": 1\n}\n', [['', { a: 1 }]]],
    [
      'a list',
      '[{"a": 1}, 2]',
      [
        ['[0]', { a: 1 }],
        ['[1]', 2],
      ],
    ],
    ['an empty list', '[]', [['', []]]],
    [
      'a value a line',
      '\n{"a": 1}\n\n{"a": 2}\n',
      [
        ['line 2', { a: 1 }],
        ['line 4', { a: 2 }],
      ],
    ],
    ['a line of its own', '{"a": 1}\n', [['', { a: 1 }]]],
  ])('%s', (_, text, items) => {
    expect(placesIn(text)).toEqual(items);
  });

  test('lines, of which one that is none has its problem to itself', () => {
    expect(jsonItems('{"a": 1}\n{"a": \n{"a": 3}', 'f').map(({ problems }) => problems)).toEqual([
      [],
      [expect.stringMatching(/^line 2 is not JSON: /)],
      [],
    ]);
  });

  test('nothing that is JSON', () => {
    expect(() => jsonItems('{"a": 1,\n  oops\n}', 'f')).toThrow(/^f is not JSON: .*\(line 2 column 3\)$/);
  });
});

describe('a key that stands twice in its object is a problem with its place', () => {
  test.each<[string, string, string[]]>([
    [
      'at the top',
      '{"a": 1,\n  "a": 2}',
      ['line 2 column 3: the key "a" stands in its object again, after line 1 column 2'],
    ],
    ['further in', '{"x": [{"a": 1}, {"b": {"c": 1, "c": 1}}]}', ['line 1 column 33: the key "c" stands']],
    ['written in another way', '{"a\\"b": 1, "\\u0061\\"b": 2}', ['line 1 column 13: the key "a\\"b" stands']],
    ['with blanks before its colon', '{"a" : 1, "a"\n\t: 2}', ['line 1 column 11: the key "a" stands']],
    [
      'behind an empty line',
      '\n{"a": 1,\n\n"a": 2}',
      ['line 4 column 1: the key "a" stands in its object again, after line 2'],
    ],
    ['three times', '{"a": 1, "a": 2, "a": 3}', ['line 1 column 10: ', 'line 1 column 18: ']],
    [
      'on its line',
      '{"b": 1}\n{"a": 1, "a": 2}',
      ['line 2 column 10: the key "a" stands in its object again, after line 2'],
    ],
    ['__proto__', '{"__proto__": 1, "__proto__": 2}', ['line 1 column 18: the key "__proto__" stands']],
  ])('%s', (_, text, problems) => {
    expect(problemsIn(text)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });

  test('of the item that it stands in', () => {
    const items = jsonItems('[{"a": 1}, [1, {"a": 1}], {"a": 1, "a": 2}, "x"]', 'f');
    expect(items.map(({ problems }) => problems.length)).toEqual([0, 0, 1, 0]);
  });

  test.each([
    '{"a": "a", "b": "a"}',
    '{"a": {"a": {"a": 1}}}',
    '[{"a": 1}, {"a": 1}]',
    '{"a": "{\\"a\\": 1, \\"a\\": 2}"}',
    '{"a\\\\": 1, "a": 2}',
    '{"a": ["b", "b"], "b" : 1}',
  ])('%s has none', (text) => {
    expect(problemsIn(text)).toEqual([]);
  });

  test('however many there are, a hundred are named', () => {
    expect(problemsIn(`{${Array(500).fill('"a":1').join()}}`)).toHaveLength(100);
  });
});
