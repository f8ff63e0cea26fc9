/** How a server answers the start of a session, where it is not as the driver expects: it would wait for the rest, or for ever. */
import type { Socket } from 'node:net';
import { errorResponse } from './farewell.ts';
import { failure } from './server-socket.ts';

/** Of PostgreSQL's protocol ("Message Formats" in its documentation): AuthenticationXxx, ErrorResponse, NegotiateProtocolVersion. */
const greetings = { authentication: 0x52, error: errorResponse, version: 0x76 };

const notice = 0x4e;

/** As libpq bounds them: what is longer is no greeting, but the text of something else. */
const longestGreetingBytes = 30_000;

/** Kinds of authentication that the driver does not have, by their number. */
const otherAuthentications: Readonly<Record<number, string>> = {
  2: 'Kerberos V5',
  6: 'SCM credentials',
  7: 'GSSAPI',
  8: 'GSSAPI',
  9: 'SSPI',
};

/** Ends a connection to what is no PostgreSQL server, or wants what cannot be given. Before others listen to its data. */
export function refuseStrangers(socket: Socket): void {
  socket.once('data', (chunk: Buffer) => {
    const error = strangenessOf(chunk);
    if (error === null) return;
    // The driver, which is told next, prints what it does not know. A notice it drops.
    chunk[0] = notice;
    socket.destroy(error);
  });
}

/** What is wrong with the first that a server says; null where it is as it should be. */
export function strangenessOf(chunk: Buffer): Error | null {
  const isGreeting = Object.values(greetings).some((one) => one === chunk[0]);
  const isWhole = chunk.length >= 9;
  const length = isWhole ? chunk.readUInt32BE(1) : 8;
  if (!isGreeting || length < 8 || length > longestGreetingBytes)
    return failure('08P01', 'what answers there is no PostgreSQL server');
  if (!isWhole || chunk[0] !== greetings.authentication) return null;
  const kind = otherAuthentications[chunk.readUInt32BE(5)];
  return kind === undefined ? null : failure('AUTHENTICATION_KIND', `the server asks for ${kind}`);
}
