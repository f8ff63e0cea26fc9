import { describe, expect, test } from 'vitest';
import { strangenessOf } from '../../src/db/greeting.ts';

const greeting = (type: string, length: number, kind: number) => {
  const bytes = Buffer.from(`${type}........`);
  bytes.writeUInt32BE(length, 1);
  bytes.writeUInt32BE(kind, 5);
  return bytes;
};

describe('the first that a server says', () => {
  test.each([
    ['a question for a password', greeting('R', 23, 10)],
    ['that all is well', greeting('R', 8, 0)],
    ['an error', greeting('E', 120, 0)],
    ['that it has an older protocol', greeting('v', 12, 0)],
    ['a part of it', Buffer.from('R')],
  ])('is %s', (_, bytes) => {
    expect(strangenessOf(bytes)).toBe(null);
  });

  test.each([
    ['of HTTP', Buffer.from('HTTP/1.1 400 Bad Request'), '08P01', 'no PostgreSQL server'],
    ['of SMTP', Buffer.from('220 mail ready'), '08P01', 'no PostgreSQL server'],
    ['of another database', greeting('J', 10, 0), '08P01', 'no PostgreSQL server'],
    ['that never ends', greeting('R', 0x7fff_ffff, 0), '08P01', 'no PostgreSQL server'],
    ['that asks for Kerberos', greeting('R', 8, 7), 'AUTHENTICATION_KIND', 'asks for GSSAPI'],
  ])('is none %s', (_, bytes, code, message) => {
    expect(strangenessOf(bytes)).toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
