import { describe, expect, test } from 'vitest';
import { dryRunExitCode, importExitCode, verifyExitCode } from '../../src/cli/exit-code.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';
import { dryRun, entities, failed, imported, importResult, person, verifyResult } from '../support/results.ts';

const ann = { movies: [{ title: 'Alpha' }], nominees: [{ name: 'Ann One' }] };
const bob = { movies: [{ title: 'Beta' }], nominees: [{ name: 'Bob Two' }] };
const one = ceremonyOf([ann]);
const two = ceremonyOf([ann, bob]);

describe('an import ends with', () => {
  test.each([
    ['0 where all is written and nothing else is there', importResult([imported(one), imported(two)]), 0],
    ['0 where entities wait for a token', importResult([imported(one)], { entities: entities({ waiting: 5 }) }), 0],
    ['0 where TMDb does not know somebody', importResult([imported(one)], { entities: entities({ missing: 5 }) }), 0],
    ['1 where one of several failed', importResult([imported(one), failed(two)]), 1],
    [
      '1, not 3, where one failed and TMDb gave no answer',
      importResult([failed(one)], { entities: entities({ failed: 1 }) }),
      1,
    ],
    ['3 where the database has more of one of them', importResult([imported(two), imported(one, stored(two))]), 3],
    [
      '3 where TMDb gave no answer for one entity',
      importResult([imported(one)], { entities: entities({ failed: 1 }) }),
      3,
    ],
  ])('%s', (_, result, code) => {
    expect(importExitCode(result)).toBe(code);
  });
});

describe('a dry run ends with', () => {
  const held = stored(one);
  test.each([
    ['0 where nothing would change', dryRun(one, held), 0, 0],
    ['0 where what is known would be left', dryRun(one, held, { entities: entities({ known: 3 }) }), 0, 0],
    ['2, asked for details, where something would be added', dryRun(two, held), 0, 2],
    [
      '2 where something would be changed',
      dryRun(ceremonyOf([{ ...ann, won: true }]), stored(ceremonyOf([{ ...ann, won: false }]))),
      0,
      2,
    ],
    [
      '2 where only a person would be added',
      dryRun(one, held, { people: [{ action: 'add', after: person('nm0000001', 'Ann One') }] }),
      0,
      2,
    ],
    ['2 where the database has more, which would stay', dryRun(one, stored(two)), 0, 2],
    ['2 where the database has more, which would be removed', dryRun(one, stored(two), { prune: true }), 0, 2],
    ['1 where a ceremony could not be read', dryRun(two, held, { failed: [failed(one)] }), 1, 1],
  ])('%s', (_, result, code, detailed) => {
    expect([dryRunExitCode(result, false), dryRunExitCode(result, true)]).toEqual([code, detailed]);
  });
});

describe('a verification ends with', () => {
  test.each([
    ['0 where the database is what the file says', verifyResult(one, stored(one)), 0],
    ['3 where something is missing', verifyResult(two, stored(one)), 3],
    ['3 where the database has more', verifyResult(one, stored(two)), 3],
    ['3 where the ceremony is not there', verifyResult(one, null), 3],
    ['1 where a ceremony could not be read', verifyResult(one, null, [failed(two)]), 1],
  ])('%s', (_, result, code) => {
    expect(verifyExitCode(result)).toBe(code);
  });
});
