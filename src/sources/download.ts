/** One download over HTTP: redirects, gzip, a cap on its size and on its time. What it comes to is a value. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Dispatcher, errors } from 'undici';
import { messageOf } from '../model/errors.ts';
import type { Proxies } from '../model/proxies.ts';
import { get, openProxyAgent } from '../proxies/agent.ts';

export type Download =
  | { readonly kind: 'content'; readonly bytes: Buffer; readonly validators: Validators }
  /** It is what the validators are of. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failure'; readonly reason: string };

/** What a server calls this state of a file, to ask it later whether it has another one. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface DownloadOptions {
  readonly known: Validators | null;
  readonly userAgent: string;
  readonly proxies: Proxies | null;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** Bytes so far, unpacked; and all of them, where the server says how many. */
  readonly onBytes?: (bytes: number, total: number | null) => void;
  /** For the head of an answer, and for each piece that follows; 30 seconds by default. */
  readonly idleMs?: number;
  /** For all of it; five minutes by default. */
  readonly wholeMs?: number;
}

const maxRedirects = 5;
const idleByDefault = 30_000;

/**
 * Asks for an address.
 *
 * @throws the signal's reason when it aborts; nothing else
 */
export async function download(address: string, options: DownloadOptions): Promise<Download> {
  const { signal, idleMs = idleByDefault, wholeMs = 300_000 } = options;
  // A proxy tunnels what is secret; for the rest most proxies refuse to, and are asked for the address itself.
  const agent = openProxyAgent(options.proxies, {
    bodyTimeout: idleMs,
    connect: { timeout: 10_000 },
    proxyTunnel: false,
  });
  const over = AbortSignal.timeout(wholeMs);
  const ended = AbortSignal.any([signal, over]);
  try {
    return await untilAborted(follow(new URL(address), options, agent, ended), ended);
  } catch (error) {
    signal.throwIfAborted();
    return failure(over.aborted ? `it took longer than ${wholeMs / 1000} s` : whyFailed(error));
  } finally {
    agent.destroy().catch(() => {});
  }
}

/** The client does not end a connection that a proxy neither opens nor refuses, whatever its time-outs and its signal. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
  });
  promise.catch(() => {});
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}

async function follow(
  start: URL,
  options: DownloadOptions,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Download> {
  let url = start;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const tooLate = AbortSignal.timeout(options.idleMs ?? idleByDefault);
    const heard = get(url, dispatcher, headersFor(url, start, options), signal);
    const answer = await untilAborted(heard, tooLate);
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || typeof location !== 'string')
      return downloadOf(answer, options);
    await answer.body.dump();
    if (!URL.canParse(location, url.href)) return failure('it redirects to what is no address');
    const next = new URL(location, url);
    if (!['http:', 'https:'].includes(next.protocol)) return failure(`it redirects to ${next.protocol}`);
    if (url.protocol === 'https:' && next.protocol === 'http:')
      return failure('it redirects from https to http, where anybody could change what comes');
    url = next;
  }
  return failure(`it redirects more than ${maxRedirects} times`);
}

/** The user's name and password go to the server that they are for, and to no other that it redirects to. */
function headersFor(url: URL, start: URL, { known, userAgent }: DownloadOptions): Record<string, string> {
  const { username, password } = url.origin === start.origin ? start : url;
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    'user-agent': userAgent,
    'accept-encoding': 'gzip',
    ...(user === ':' ? {} : { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
}

async function downloadOf(answer: Dispatcher.ResponseData, options: DownloadOptions): Promise<Download> {
  const { statusCode, headers, body } = answer;
  if (statusCode !== 200) {
    await body.dump();
    if (statusCode === 304 && options.known !== null) return { kind: 'unchanged' };
    return failure(`it answers ${statusCode}${statusText[statusCode] ? ` (${statusText[statusCode]})` : ''}`);
  }
  const encoding = textOf(headers['content-encoding'])?.toLowerCase() ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) return failure(`it answers in the encoding ${encoding}`);
  const isPacked = encoding !== 'identity';
  const length = Number(textOf(headers['content-length']));
  const total = isPacked || !Number.isInteger(length) ? null : length;
  if (total !== null && total > options.maxBytes) return failure(tooLarge(options.maxBytes));
  const bytes = await bounded(isPacked ? unpacked(body) : body, total, options);
  if (bytes === null) return failure(tooLarge(options.maxBytes));
  const validators = { etag: textOf(headers.etag), lastModified: textOf(headers['last-modified']) };
  return { kind: 'content', bytes, validators };
}

const statusText: Readonly<Record<number, string>> = {
  401: 'it wants a name and a password, or other ones',
  403: 'forbidden',
  404: 'there is no such file',
  407: 'the proxy wants a name and a password',
  410: 'it is gone for good',
  429: 'too many requests',
};

/** A body that ends early ends the unpacked one with its error. */
function unpacked(body: Readable): Readable {
  const gunzip = createGunzip();
  body.on('error', (error) => gunzip.destroy(error));
  return body.pipe(gunzip);
}

/** All bytes, or null where there are more than may be. */
async function bounded(
  body: Readable,
  total: number | null,
  { maxBytes, onBytes }: DownloadOptions,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
    onBytes?.(size, total);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): string {
  return `it is larger than ${maxBytes / 1024 / 1024} MiB`;
}

function textOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header)?.trim() || null;
}

function failure(reason: string): Download {
  return { kind: 'failure', reason };
}

/** The usual reasons in words. Messages of the network hold hosts and ports at most. */
function whyFailed(error: unknown): string {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return 'it stopped answering';
  if (error instanceof errors.ConnectTimeoutError || (error instanceof DOMException && error.name === 'TimeoutError'))
    return 'it does not answer';
  const [inner] = error instanceof AggregateError ? error.errors : [];
  const { code } = (inner ?? error) as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not found';
    case 'ECONNREFUSED':
      return 'it does not answer (the connection was refused)';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection was lost';
    default:
      return messageOf(inner ?? error);
  }
}
