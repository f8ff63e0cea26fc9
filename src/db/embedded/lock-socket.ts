/**
 * A lock that is a listening socket without a file: whoever listens holds it, and the kernel takes it away when the
 * process dies, however it dies. Waiting is a connection to the holder, which ends when the holder does.
 */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Release = () => void;

/**
 * The address of a lock: an abstract socket on Linux (a leading NUL, see unix(7)), a named pipe on Windows (not
 * tested). Elsewhere a local socket is a file that outlives its process, so there is none.
 */
export function lockAddress(key: string): string | null {
  if (process.platform === 'linux') return `\0oscars-import:${key}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\oscars-import-${key}`;
  return null;
}

/** Takes the lock, or gives null where another process, or another part of this one, holds it. */
export function tryListen(address: string): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      // Neither the lock nor those who wait for it may keep this process alive.
      socket.unref();
      socket.on('error', () => {});
      socket.on('close', () => waiting.delete(socket));
      waiting.add(socket);
    });
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
  });
}

/**
 * Resolves when the holder may have let go; the caller tries again and may lose to another.
 *
 * @throws the signal's reason when it aborts
 */
export async function holderGone(address: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const connected = await new Promise<boolean>((resolve) => {
    let wasConnected = false;
    const socket = connect(address, () => {
      wasConnected = true;
    });
    const stop = () => socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', () => {});
    // Data never comes; reading is what notices the end.
    socket.resume();
    socket.on('close', () => {
      signal.removeEventListener('abort', stop);
      resolve(wasConnected);
    });
  });
  signal.throwIfAborted();
  // Refused: the holder is between binding and listening, or has just gone. Not at once again, or this would spin.
  if (!connected) await sleep(5 + Math.random() * 20, undefined, { signal }).catch(() => signal.throwIfAborted());
}
