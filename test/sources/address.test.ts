import { expect, test } from 'vitest';
import { isAddress, publicAddress, secretsOfAddress } from '../../src/sources/address.ts';
import { ageText } from '../../src/sources/age.ts';

test.each([
  ['https://example.com/x.json', true],
  ['HTTP://localhost:1', true],
  ['https:', false],
  ['https://', false],
  ['./https://x', false],
  ['file:///x', false],
  ['C:\\x.json', false],
  ['-', false],
])('%s', (path, is) => expect(isAddress(path)).toBe(is));

test.each([
  ['https://me:pw@example.com/x', 'https://***@example.com/x', ['pw']],
  ['https://token@example.com/x', 'https://***@example.com/x', ['token']],
  ['https://example.com/x?page=2&access_token=abc#top', 'https://example.com/x?page=2&access_token=***', ['abc']],
  ['https://example.com/x?X-Amz-Signature=9f', 'https://example.com/x?X-Amz-Signature=***', ['9f']],
  ['https://example.com/x?y=1', 'https://example.com/x?y=1', []],
])('%s keeps its secrets', (address, shown, secrets) => {
  expect(publicAddress(address)).toBe(shown);
  expect(secretsOfAddress(address)).toEqual(secrets);
});

test.each([
  ['2026-03-01T12:00:00Z', '2026-03-01, just now'],
  ['2026-03-01T11:58:59Z', '2026-03-01, 1 minute ago'],
  ['2026-03-01T09:00:00Z', '2026-03-01, 3 hours ago'],
  ['2026-02-26T12:00:00Z', '2026-02-26, 3 days ago'],
  ['2026-04-01T12:00:00Z', '2026-04-01, just now'],
])('what is of %s', (then, text) => {
  expect(ageText(new Date(then), new Date('2026-03-01T12:00:00Z'))).toBe(text);
});
