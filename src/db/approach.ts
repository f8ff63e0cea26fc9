/** How a server is come by: which ways are left, which one was taken, and what else is tried where it does not lead there. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { heedFarewell } from './farewell.ts';
import { faultOf, isUntold } from './faults.ts';
import { refuseStrangers } from './greeting.ts';
import type { Link } from './open.ts';
import { isImpatience, isRefusedWish, patientOptions } from './patience.ts';
import type { ServerSettings } from './server-settings.ts';
import { failure, type Way, waysTo } from './server-socket.ts';

export class Approach {
  settings: ServerSettings;
  ways: readonly Way[];
  /** The one that was taken last; before that the first. */
  way: Way;
  link: Link | null = null;
  /** What the server said as it ended the connection. */
  private farewell: Error | null = null;
  /** Whether the server has said anything since the connection was made. */
  private isHeard = false;
  /** Why the connection has to ask for patience. */
  private impatience: unknown = null;

  constructor(server: ServerSettings, ways: readonly Way[] = waysTo(server)) {
    this.settings = server;
    this.ways = ways;
    this.way = this.ways[0] as Way;
  }

  readonly take = (way: Way, socket: Socket): void => {
    this.way = way;
    this.farewell = null;
    this.isHeard = false;
    const localPort = way.address.socketPath === null ? (socket.localPort ?? null) : null;
    this.link = { localPort, tls: isEncrypted(socket) ? socket.getProtocol() : null };
    socket.once('data', () => {
      this.isHeard = true;
    });
    refuseStrangers(socket);
    heedFarewell(socket, (reason) => {
      this.farewell = reason;
    });
  };

  /** What is sent over a connection that has ended fails by that alone, whyever it did. */
  reasonOf(error: unknown): unknown {
    if (!isUntold(error)) return error;
    if (this.farewell !== null) return this.farewell;
    // In TLS 1.3 a certificate is looked at when who connects has done with the handshake and sends: what the server says
    // of it is lost where it has closed the connection by then.
    const isCut = this.link?.tls != null && !this.isHeard;
    return isCut ? failure('TLS_CLOSED', 'the server closed the connection after the TLS handshake') : error;
  }

  /**
   * Settles on what to try after the first question has failed; throws where nothing is left.
   *
   * @param version of the server, as far as it was told
   */
  change(thrown: unknown, version: string): void {
    const error = this.reasonOf(thrown);
    // A pooler does not take the wish: what was wrong before is what the user has to know.
    if (this.impatience !== null) throw isRefusedWish(error) ? this.impatience : error;
    if (this.link !== null && (isImpatience(thrown) || isImpatience(error))) {
      this.impatience = error;
      this.settings = { ...this.settings, options: patientOptions(this.settings.options, version) };
      return;
    }
    // Nothing is left over of the ways up to this one; what comes before it did not lead there.
    const next = this.ways
      .slice(this.ways.indexOf(this.way) + 1)
      .filter((other) => isWorthTrying(error, this.way, other));
    if (next.length === 0) throw error;
    this.ways = next;
  }
}

function isEncrypted(socket: Socket): socket is TLSSocket {
  return (socket as Partial<TLSSocket>).encrypted === true;
}

/**
 * A server that takes connections only with TLS, or only without, says so by refusing who comes in the other way; one
 * that starts up, or does not have what the session needs, leaves the other servers.
 */
function isWorthTrying(error: unknown, way: Way, other: Way): boolean {
  const code = faultOf(error)?.code;
  if (other.address === way.address) return code === '28000';
  return code === '57P03' || code === 'SESSION_ATTRIBUTES';
}
