/** One request to TMDb, from leaving to a parsed body; what it comes to is a value. */
import { DecoratorHandler, type Dispatcher, request } from 'undici';
import { ExpectedError } from '../errors.ts';
import type { Failure } from './retry-timing.ts';

export type AttemptOutcome =
  | { readonly kind: 'answer'; readonly body: unknown }
  | { readonly kind: 'not-found' }
  /** Worth another attempt, perhaps. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly reason: string }
  /** Final: asking again would bring the same. */
  | { readonly kind: 'useless'; readonly reason: string };

export interface AttemptOptions {
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  /** For headers and body together, so that a body that drips ends too. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Called when the request leaves on a connected socket. */
  readonly onSent: () => void;
}

/** An answer has a few kilobytes; one of this size is none. */
const maxBodyBytes = 1024 * 1024;

/**
 * Sends one GET request.
 *
 * @param url may hold the API key, so it never gets into a reason or an error
 * @throws ExpectedError `tmdb-refused` on 401; the signal's reason when it aborts
 */
export async function attempt(url: URL, options: AttemptOptions): Promise<AttemptOutcome> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await request(url, {
      dispatcher: options.dispatcher.compose(
        (dispatch) => (opts, handler) => dispatch(opts, noticing(handler, options.onSent)),
      ),
      headers: { ...options.headers },
      signal: AbortSignal.any([options.signal, timeout]),
    });
    const body = await readBounded(response.body);
    return outcomeOf(response.statusCode, headerOf(response.headers['retry-after']), body);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ExpectedError) throw error;
    const reason = timeout.aborted ? `no answer within ${options.timeoutMs / 1000} s` : whyNoAnswer(error);
    return { kind: 'failure', failure: { kind: 'no-answer' }, reason };
  }
}

function outcomeOf(status: number, retryAfter: string | null, body: string | null): AttemptOutcome {
  if (status === 404) return { kind: 'not-found' };
  if (status === 401) {
    throw new ExpectedError('tmdb-refused', `TMDb refused the credentials: ${statusMessage(body) ?? 'HTTP 401'}`, {
      hint: 'TMDB_API_TOKEN takes the API read access token (v4), TMDB_API_KEY the API key (v3); --offline does without',
    });
  }
  if (status === 429 || status >= 500) {
    const asked = status === 429 && retryAfter !== null ? `, asks to wait ${retryAfter.slice(0, 40)}` : '';
    return { kind: 'failure', failure: { kind: 'status', status, retryAfter }, reason: `HTTP ${status}${asked}` };
  }
  if (status !== 200) return { kind: 'useless', reason: `HTTP ${status}${withMessage(statusMessage(body))}` };
  if (body === null) return { kind: 'useless', reason: 'the answer is larger than 1 MiB' };
  const parsed = parseJson(body);
  return parsed === undefined
    ? { kind: 'useless', reason: 'the answer is not JSON' }
    : { kind: 'answer', body: parsed };
}

/** Tells when the request leaves: undici starts one only once its socket is connected. */
function noticing(handler: Dispatcher.DispatchHandler, onSent: () => void): Dispatcher.DispatchHandler {
  const decorated = new DecoratorHandler(handler) as Dispatcher.DispatchHandler;
  const start = decorated.onRequestStart?.bind(decorated);
  decorated.onRequestStart = (controller, context) => {
    onSent();
    start?.(controller, context);
  };
  return decorated;
}

/** The text, or null where it is larger than any answer; what is left of it is not read. */
async function readBounded(stream: AsyncIterable<Buffer> & { destroy: () => unknown }): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** TMDb explains errors in `status_message`; a proxy in between may answer with anything. */
function statusMessage(body: string | null): string | null {
  const parsed = body === null ? undefined : parseJson(body);
  const message =
    typeof parsed === 'object' && parsed !== null && 'status_message' in parsed ? parsed.status_message : null;
  return typeof message === 'string' ? message.slice(0, 200) : null;
}

function withMessage(message: string | null): string {
  return message === null ? '' : `: ${message}`;
}

function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The code says enough; a message could repeat the address, and with it the key. */
function whyNoAnswer(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `no answer (${code})` : 'no answer';
}
