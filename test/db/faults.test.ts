import { describe, expect, test } from 'vitest';
import { faultOf } from '../../src/db/faults.ts';
import { failure } from '../../src/db/server-socket.ts';

describe('a connection that is gone is told in words', () => {
  test.each([
    ['CONNECTION_CLOSED', 'write CONNECTION_CLOSED 127.0.0.1:5432'],
    ['EPIPE', 'write EPIPE'],
    ['ECONNRESET', 'read ECONNRESET'],
  ])('%s', (code, message) => {
    expect(faultOf(failure(code, message))).toMatchObject({ code, message: 'the connection to the server was lost' });
  });

  test('but one that was never there as the system tells it', () => {
    const message = 'connect ECONNREFUSED 127.0.0.1:1';
    expect(faultOf(failure('ECONNREFUSED', message))?.message).toBe(message);
  });
});
