/** One request to TMDb, from leaving to a parsed body; what it comes to is a value. */
import { DecoratorHandler, type Dispatcher } from 'undici';
import { ExpectedError } from '../model/errors.ts';
import { get } from '../proxies/agent.ts';
import { Deadline } from './deadline.ts';
import { proxyRefusal, wantsCredentials } from './proxies.ts';
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
  /** What no reason repeats: the token or the key, and what else opens the way. */
  readonly secrets: readonly string[];
  /** Called when the request leaves on a connected socket. */
  readonly onSent: () => void;
}

/** An answer has a few kilobytes; one of this size is none. */
const maxBodyBytes = 1024 * 1024;

/**
 * Sends one GET request.
 *
 * @param url may hold the API key, so it never gets into a reason or an error
 * @throws ExpectedError `tmdb-refused` on 401, and on 407 or 401 of a proxy; the signal's reason when it aborts
 */
export async function attempt(url: URL, options: AttemptOptions): Promise<AttemptOutcome> {
  const deadline = new Deadline(options.signal, options.timeoutMs);
  let answer: RawAnswer;
  try {
    answer = await exchange(url, options, deadline.signal);
  } catch (error) {
    options.signal.throwIfAborted();
    const refusal = proxyRefusal(error);
    if (wantsCredentials(refusal)) throw proxyRefused(refusal);
    const reason = deadline.isOver ? `no answer within ${options.timeoutMs / 1000} s` : whyNoAnswer(error);
    return { kind: 'failure', failure: { kind: 'no-answer' }, reason };
  } finally {
    deadline.end();
  }
  return outcomeOf(answer, (text) => withoutSecrets(text, options.secrets));
}

interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Null where it is larger than any answer. */
  readonly body: string | null;
}

async function exchange(url: URL, options: AttemptOptions, signal: AbortSignal): Promise<RawAnswer> {
  const dispatcher = options.dispatcher.compose(
    (dispatch) => (opts, handler) => dispatch(opts, noticing(handler, options.onSent)),
  );
  const { statusCode, headers, body } = await get(url, dispatcher, { ...options.headers }, signal);
  return { status: statusCode, retryAfter: headerOf(headers['retry-after']), body: await readBounded(body) };
}

function outcomeOf({ status, retryAfter, body }: RawAnswer, safe: (text: string) => string): AttemptOutcome {
  if (status === 404) return { kind: 'not-found' };
  if (status === 401) {
    throw new ExpectedError(
      'tmdb-refused',
      `TMDb refused the credentials: ${statusMessage(body, safe) ?? 'HTTP 401'}`,
      {
        hint: 'TMDB_API_TOKEN takes the API read access token (v4), TMDB_API_KEY the API key (v3); --offline does without',
      },
    );
  }
  if (status === 429 || status >= 500) {
    const asked = status === 429 && retryAfter !== null ? `, asks to wait ${safe(retryAfter).slice(0, 40)}` : '';
    return { kind: 'failure', failure: { kind: 'status', status, retryAfter }, reason: `HTTP ${status}${asked}` };
  }
  if (status !== 200) {
    const message = statusMessage(body, safe);
    return { kind: 'useless', reason: `HTTP ${status}${message === null ? '' : `: ${message}`}` };
  }
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
function statusMessage(body: string | null, safe: (text: string) => string): string | null {
  const parsed = body === null ? undefined : parseJson(body);
  const message =
    typeof parsed === 'object' && parsed !== null && 'status_message' in parsed ? parsed.status_message : null;
  return typeof message === 'string' ? safe(message).slice(0, 200) : null;
}

/** An answer can repeat what it was asked with. Before anything is cut off: half a secret is not found any more. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  const inAddress = (secret: string) => new URLSearchParams([['', secret]]).toString().slice(1);
  const forms = secrets.flatMap((secret) => [secret, inAddress(secret)]);
  return forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
}

/** Asking again would bring the same, for whichever ID. */
function proxyRefused(status: number | null): ExpectedError {
  return new ExpectedError('tmdb-refused', `the proxy on the way to TMDb refused the credentials: HTTP ${status}`, {
    hint: 'HTTPS_PROXY takes them as in http://user:password@host:3128; NO_PROXY names hosts to ask without it',
  });
}

function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The code says enough; a message could repeat the address, and with it the key. */
function whyNoAnswer(error: unknown): string {
  const status = proxyRefusal(error);
  if (status !== null) return `no answer (the proxy answered HTTP ${status})`;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `no answer (${code})` : 'no answer';
}
