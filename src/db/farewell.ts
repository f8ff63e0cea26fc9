/** What a server says as it ends a connection. The driver waits for more to come after it, and so never tells. */
import type { Socket } from 'node:net';
import { failure } from './server-socket.ts';

/**
 * Fails what waits on the connection by the reason that the server gives, and tells it: there may be nothing that waits.
 * To be called before others listen to the socket's data.
 */
export function heedFarewell(socket: Socket, onFarewell: (reason: Error) => void): void {
  socket.on('data', (chunk: Buffer) => {
    const reason = farewellIn(chunk);
    if (reason === null) return;
    onFarewell(reason);
    socket.destroy(reason);
  });
}

/** The letter of that message in PostgreSQL's protocol. */
export const errorResponse = 0x45;

/**
 * The first of the messages of the kind ErrorResponse that a chunk ends with, where it is the last word: a pooler puts one
 * of its own after the server's. Null where more may follow.
 */
export function farewellIn(chunk: Buffer): Error | null {
  for (let at = chunk.indexOf(errorResponse); at >= 0; at = chunk.indexOf(errorResponse, at + 1)) {
    if (!areErrors(chunk, at)) continue;
    const fields = fieldsOf(chunk.subarray(at + 5, at + 1 + chunk.readUInt32BE(at + 1)));
    // `V` is the severity in English, which poolers leave out and PostgreSQL 13 has.
    const isLast = /^(FATAL|PANIC)$/.test(fields.get('V') ?? fields.get('S') ?? '');
    const code = fields.get('C');
    if (isLast && code !== undefined) return failure(code, fields.get('M') ?? '');
  }
  return null;
}

/** Whether nothing but whole messages of that kind stands there: a letter, the length of what follows it, fields. */
function areErrors(chunk: Buffer, start: number): boolean {
  let at = start;
  while (at + 5 < chunk.length && chunk[at] === errorResponse && chunk.readUInt32BE(at + 1) > 4)
    at += 1 + chunk.readUInt32BE(at + 1);
  return at === chunk.length;
}

/** Each is a letter and text that ends with a zero byte. */
function fieldsOf(body: Buffer): Map<string, string> {
  const fields = body.toString('utf8').split('\0');
  return new Map(fields.filter((field) => field !== '').map((field) => [field.charAt(0), field.slice(1)]));
}
