import { expect, test } from 'vitest';
import { unclearRemarks } from '../../src/plan/unclear.ts';
import { ceremonyOf } from '../support/ceremonies.ts';

test('a nomination that nobody can tell apart is named by its ceremony, its category and its credits, with what to do', () => {
  const file = { movies: [{ title: 'Alpha' }], nominees: [{ name: 'Ann One' }] };
  const [full] = ceremonyOf([file]).categories[0]?.nominations ?? [];
  if (full === undefined) throw new Error('no nomination');
  const unclear = [full, { ...full, movies: [], nominees: [] }].map((one) => ({ ...one, category: 'Sound' }));
  expect(unclearRemarks({ unclear, apart: [] }, 'Festival 2020')).toEqual([
    expect.stringMatching(/^Festival 2020 · Sound · .*Alpha.*: not written, as each of several .* say in the file/),
    expect.stringMatching(/^Festival 2020 · Sound: not written/),
  ]);
});
