import { describe, expect, test } from 'vitest';
import { farewellIn } from '../../src/db/farewell.ts';

function message(type: string, body: string): Buffer {
  const text = Buffer.from(body);
  const head = Buffer.from(`${type}....`);
  head.writeUInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

const shutdown = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection, sagt der Prüfer\0Fpostgres.c\0\0');
const poolers = message('E', 'SFATAL\0C08P01\0Mserver conn crashed?\0\0');
const harmless = message('E', 'SFEHLER\0VERROR\0C42P01\0Mno such table\0\0');
const row = message('D', `  ${shutdown.toString('latin1')}`);
const ready = message('Z', 'I');

describe('the last words of a server are', () => {
  test.each([
    ['its own', [shutdown], '57P01'],
    ['what comes after an answer', [row, ready, shutdown], '57P01'],
    ["the server's, not those that a pooler adds", [shutdown, poolers], '57P01'],
    ['the pooler’s alone', [poolers], '08P01'],
    [
      'in the language of the server, by the severity in English',
      [message('E', 'SFATALE\0VFATAL\0C57P05\0M\0\0')],
      '57P05',
    ],
  ])('%s', (_, chunks, code) => {
    expect(farewellIn(Buffer.concat(chunks))).toMatchObject({ code });
  });

  test.each([
    ['an error of a statement', [harmless]],
    ['an answer', [ready]],
    ['what is followed by an answer', [shutdown, ready]],
    ['text in a row', [row, ready]],
    ['half of a message', [shutdown.subarray(0, 40)]],
    ['nothing', []],
  ])('not %s', (_, chunks) => {
    expect(farewellIn(Buffer.concat(chunks))).toBe(null);
  });

  test('in any alphabet', () => {
    expect(farewellIn(shutdown)?.message).toBe('terminating connection, sagt der Prüfer');
  });
});
