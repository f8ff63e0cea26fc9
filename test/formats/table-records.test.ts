import { describe, expect, test } from 'vitest';
import { tableHeader } from '../../src/formats/table-header.ts';
import { tableRecords } from '../../src/formats/table-records.ts';

const cellsOf = (text: string) => {
  const { records, problems } = tableRecords(text, tableHeader(text).separator);
  expect(problems).toEqual([]);
  return records.map(({ cells }) => cells);
};
const problemsOf = (text: string) => tableRecords(text, tableHeader(text).separator).problems;
const linesOf = (text: string) => tableRecords(text, tableHeader(text).separator).records.map(({ line }) => line);

describe('quotes', () => {
  test('of the table itself stand behind a backslash, which goes', () => {
    expect(cellsOf('A\tB\n\\"X\\"\tGil (\\"Bronco\\")\n\\\\\t\\n\n')).toEqual([
      ['A', 'B'],
      ['"X"', 'Gil ("Bronco")'],
      ['\\', '\\n'],
    ]);
  });

  test('within a cell are part of it where no cell is in quotes', () => {
    expect(cellsOf('A\tB\n5" disk\tthe "Bronco"\n')).toEqual([
      ['A', 'B'],
      ['5" disk', 'the "Bronco"'],
    ]);
  });

  test('around a cell are those of the program that saved it', () => {
    expect(cellsOf('A\tB\n"Gil ""Bronco"" Gray"\tplain\n"a\nb"\t""\n')).toEqual([
      ['A', 'B'],
      ['Gil "Bronco" Gray', 'plain'],
      ['a\nb', ''],
    ]);
  });

  test("around the table's own go, and its own too", () => {
    expect(cellsOf('A\tB\nx\t"Gil (\\""Bronco\\"")"\n')[1]).toEqual(['x', 'Gil ("Bronco")']);
  });

  test.each([
    ['around some cells and within others', 'A\tB\n"x, y"\tGil "Bronco"\n', /^line 2: quotes around some cells/],
    [
      "around some cells, and the table's own in others",
      'A\tB\n"x"\tz\nGil \\"B\\"\ty\n',
      /^line 3: quotes around some/,
    ],
    ['that end before their cell does', 'A\tB\n"Bronco" Gray\tx\n', /^line 2: quotes around some cells/],
    ['that do not end', 'A\tB\nx\ty\n"Bronco\tx\nz\ty\n', /^line \d: a cell in quotes does not end/],
  ])('%s cannot be told apart, and are refused', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('cells', () => {
  test.each([
    ['tabs', 'A\tB, C\tD\n1\t2;3,4,5,6\t\n', ['1', '2;3,4,5,6', '']],
    ['semicolons', 'A;B;D\n1;"2;3";4,5\n', ['1', '2;3', '4,5']],
    ['commas', 'A,B,D\n1,"2,3",4;5\n', ['1', '2,3', '4;5']],
    ['commas, header in quotes', '"A","B","D"\n1,2,3\n', ['1', '2', '3']],
  ])('are separated by %s', (_, text, cells) => {
    expect(cellsOf(text)[1]).toEqual(cells);
  });

  test.each(['\n', '\r\n', '\r'])('stand on lines that end in %j; blank ones and empty rows are left out', (end) => {
    const plain = ['A\tB', '1\t2', '', '\t', '3\t4', ''];
    expect(cellsOf(plain.join(end))).toEqual([
      ['A', 'B'],
      ['1', '2'],
      ['3', '4'],
    ]);
    const quoted = ['A,B', '1,2', '', ',', '3,4', ''];
    expect(cellsOf(quoted.join(end))).toEqual([
      ['A', 'B'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('know the line that their row begins on', () => {
    expect(linesOf('A\tB\n\n1\t2\n3\t4')).toEqual([1, 3, 4]);
    expect(linesOf('A,B\n\n"a\nb",2\n3,"x\n\ny"\n5,6\n')).toEqual([1, 3, 5, 8]);
  });

  test('know whether the text ends with them', () => {
    const open = (text: string) => tableRecords(text, '\t').records.map(({ isOpen }) => isOpen);
    expect(open('A\tB\n1\t2')).toEqual([false, true]);
    expect(open('A\tB\n1\t2\n')).toEqual([false, false]);
    expect(open('A\tB\n"1"\t2')).toEqual([false, true]);
    expect(open('A\tB\n"1"\t2\n')).toEqual([false, false]);
  });
});
