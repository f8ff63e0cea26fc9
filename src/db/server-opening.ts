/**
 * A socket to a server, opened before it is needed: what asks over it takes as long to load as a server takes to answer.
 * With it go the name's look-up, the server's new process, and TLS.
 */
import type { ServerSettings } from './server-settings.ts';
import { type OpenSocket, openFirstSocket, type Way, waysTo } from './server-socket.ts';

export interface ServerOpening {
  /** All that the settings allow. */
  readonly ways: readonly Way[];
  /**
   * The socket, for whoever will close it; null where it is of no use any more, or somebody took it before.
   *
   * @throws Error as `openFirstSocket` does
   */
  readonly take: () => Promise<OpenSocket | null>;
  /** Ends it where nobody has taken it. Tells whether that was so: a name that is being looked up cannot be given up. */
  readonly abandon: () => boolean;
}

export function openServer(server: ServerSettings): ServerOpening {
  const ways = waysTo(server);
  const abandonment = new AbortController();
  let isTaken = false;
  const opened = openFirstSocket(ways, server, abandonment.signal).then(
    (open) => {
      // Seen when it is taken; until then nobody listens.
      open.socket.on('error', () => {});
      return { open, failure: null };
    },
    (failure: unknown) => ({ open: null, failure }),
  );
  return {
    ways,
    take: async () => {
      if (isTaken) return null;
      isTaken = true;
      const { open, failure } = await opened;
      if (open === null) {
        // While the program was loaded, what a server says one after the other was read as one.
        if ((failure as NodeJS.ErrnoException).code === notUnderstood) return null;
        throw failure;
      }
      if (await isFresh(open)) return open;
      open.socket.destroy();
      return null;
    },
    abandon: () => {
      if (isTaken) return false;
      abandonment.abort();
      void opened.then(({ open }) => open?.socket.destroy());
      return true;
    },
  };
}

/** The code of what is no answer of a PostgreSQL server. */
const notUnderstood = '08P01';

/** A server says nothing to somebody who has said nothing, except that it ends the connection. */
async function isFresh({ socket }: OpenSocket): Promise<boolean> {
  // That it was ended is noticed by reading, and told a turn later.
  socket.read(0);
  await new Promise(setImmediate);
  return !socket.destroyed && socket.readable && socket.writable && socket.readableLength === 0;
}
