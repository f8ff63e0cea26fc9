import { describe, expect, test } from 'vitest';
import { announcedText, ceremonyId, entityId, fold, nominationIds, organizationId } from '../../src/model/identity.ts';
import { bundled } from '../support/ceremonies.ts';

describe('folding', () => {
  test.each([
    ['case', 'MAESTRO', 'Maestro'],
    ['white space', ' Past \t Lives ', 'Past Lives'],
    ['compatibility forms', 'ﬁnal', 'final'],
    ['composed and decomposed letters', 'Sénéchal', 'Se\u0301ne\u0301chal'],
    ['sharp s', 'Straße', 'STRASSE'],
    ['final sigma', 'ΟΔΟΣ', 'οδοσ'],
  ])('ignores %s', (_, a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  test('keeps different names apart', () => {
    expect(fold('Sénéchal')).not.toBe(fold('Senechal'));
  });
});

describe('IDs', () => {
  test('never change: other tables and other programs refer to them', () => {
    expect(organizationId('oscars')).toMatchInlineSnapshot(`"df1d6f00-5786-5219-a2d0-014e51f2b753"`);
    expect(entityId('nm0634240')).toMatchInlineSnapshot(`"9ac24273-b04d-5e7d-95df-bfc7af6e6c93"`);
    const announced = announcedText({
      movies: [{ title: 'Oppenheimer' }],
      nominees: [{ name: 'Christopher Nolan' }],
      detail: null,
    });
    expect(nominationIds({ ...bundled(), id: ceremonyId(bundled()) })('Directing', announced, 1)).toMatchInlineSnapshot(
      `"cadeac83-3884-5908-9140-73d842eed255"`,
    );
  });

  test('are UUIDs of version 5', () => {
    expect(entityId('tt15398776')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('differ by detail, so that two songs of one movie are two nominations', () => {
    const song = (detail: string) => announcedText({ movies: [{ title: 'Barbie' }], nominees: [], detail });
    expect(song("I'm Just Ken")).not.toBe(song('What Was I Made For?'));
  });

  test('differ by where a list ends', () => {
    const named = (...names: string[]) =>
      announcedText({ movies: [], nominees: names.map((name) => ({ name })), detail: null });
    expect(named('A', 'B')).not.toBe(named('A, B'));
    expect(named('A","B')).not.toBe(named('A', 'B'));
  });
});
