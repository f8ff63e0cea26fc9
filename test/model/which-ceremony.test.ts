import { describe, expect, test } from 'vitest';
import { placeOf } from '../../src/model/which-ceremony.ts';

/** `2024/1 75` is the 75th, the first one of 2024; without a number nobody has said it. */
function editions(...texts: string[]) {
  return texts.map((text) => {
    const [year = 0, instance = 0, number = null] = text.split(/[/ ]/).map(Number);
    return { id: text, year, instance, number };
  });
}

function placed(wanted: string, ...stored: string[]) {
  const [edition] = editions(wanted);
  if (edition === undefined) throw new Error('nothing wanted');
  const place = placeOf(edition, editions(...stored));
  return [place.edition?.id ?? 'new', place.instance];
}

describe('a ceremony is', () => {
  test.each<[string, string, string[], [string, number]]>([
    ['the one of its number', '2024/1 75', ['2024/1 75'], ['2024/1 75', 1]],
    ['the one of its number, wherever the year moved to', '2024/1 75', ['2023/1 75'], ['2023/1 75', 1]],
    ['the one of its number, at the next place of the year', '2024/1 75', ['2023/1 75', '2024/1 76'], ['2023/1 75', 2]],
    ['the one of its number, at the place it has', '2024/1 76', ['2024/1 75', '2024/2 76'], ['2024/2 76', 2]],
    ['the one of its number, not that of its place', '2024/1 75', ['2024/1', '2023/1 75'], ['2023/1 75', 2]],
    ['the one of its year, where the file has no number', '2024/1', ['2024/1 75'], ['2024/1 75', 1]],
    ['the one of its year, where the database has no number', '2024/1 75', ['2024/1'], ['2024/1', 1]],
    ['the second of its year', '1930/2', ['1930/1 2', '1930/2 3'], ['1930/2 3', 2]],
    ['the next of its year that may be it', '1930/1 3', ['1930/1 2', '1930/2'], ['1930/2', 2]],
    ['another than that of another number', '2024/1 76', ['2024/1 75'], ['new', 2]],
    ['another than those of other numbers', '2024/1 77', ['2024/1 75', '2024/2 76'], ['new', 3]],
    ['another than that of another instance', '2016/2', ['2016/1 21'], ['new', 2]],
    ['new where there is none of its year', '2024/1 76', ['2023/1 75'], ['new', 1]],
    ['new where there is none of its year, in a gap', '2024/1 76', ['2024/2 75'], ['new', 1]],
  ])('%s', (_, wanted, stored, expected) => {
    expect(placed(wanted, ...stored)).toEqual(expected);
  });
});
