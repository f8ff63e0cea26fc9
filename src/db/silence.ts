/** Telling a server that works on something from one that will never answer. */
import type { Socket } from 'node:net';
import { failure } from './server-socket.ts';

/**
 * Fails a connection on which nothing came or went for so long, unless `isAlive` finds that the server still answers
 * others: then the statement is waited for, however long it takes.
 */
export function watchSilence(socket: Socket, silentMs: number, isAlive: () => Promise<boolean>): void {
  const onSilence = async () => {
    if (await isAlive()) socket.setTimeout(silentMs);
    else socket.destroy(failure('SERVER_SILENT', 'the server no longer answers'));
  };
  socket.setTimeout(silentMs).on('timeout', () => void onSilence());
}
