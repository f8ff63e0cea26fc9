/** What PostgreSQL's errors mean to a user, and which of them pass when the work is tried again. */
import { ExpectedError } from '../model/errors.ts';
import { remedyFor } from './fault-meanings.ts';

/** The parts of a driver's error that can be shown; `message` and `detail` never hold the statement. */
interface DatabaseFault {
  /** The driver's own. */
  readonly error: Error;
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly constraint: string | null;
  readonly table: string | null;
  /** Of the character in the statement that it is about, from 1. */
  readonly position: number | null;
}

/**
 * The driver's own error inside whatever wraps it, or null where it is none. drizzle's error carries the whole
 * statement and all parameters in its message, so it is never shown itself.
 */
export function faultOf(error: unknown): DatabaseFault | null {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const fields = inner as unknown as Record<string, unknown>;
    if (typeof fields.code !== 'string' || inner instanceof ExpectedError) continue;
    const text = (...names: string[]) =>
      names.map((name) => fields[name]).find((v) => typeof v === 'string' && v !== '');
    return {
      error: inner,
      code: fields.code,
      message: wordsOf(inner, fields.code),
      detail: (text('detail') as string) ?? null,
      constraint: (text('constraint_name', 'constraint') as string) ?? null,
      table: (text('table_name', 'table') as string) ?? null,
      position: Number(fields.position) || null,
    };
  }
  return null;
}

/** The words to show. The driver's own name its code again, and a host that it does not know. */
function wordsOf({ message, reason }: Error & { readonly reason?: unknown }, code: string): string {
  if (/^write CONNECT_TIMEOUT/.test(message)) return 'no answer in time';
  if (/^(write CONNECTION_|(read|write) (EPIPE|ECONNRESET)$)/.test(message))
    return 'the connection to the server was lost';
  // OpenSSL's message has numbers and names of its own sources around the reason.
  if (/^ERR_(SSL|OSSL)_/.test(code) && typeof reason === 'string') return reason;
  return message === '' ? code : message;
}

const lostConnection = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'SERVER_SILENT',
  'TLS_CLOSED',
  'ETIMEDOUT',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up or shutting down
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
]);

/** The connection is gone, and with it whatever was not committed. */
export function isLostConnection(error: unknown): boolean {
  const code = faultOf(error)?.code ?? '';
  return code.startsWith('08') || lostConnection.has(code);
}

/** The connection is gone, and the server has not said why, or it was not read: what is sent then fails by that alone. */
export function isUntold(error: unknown): boolean {
  return /^(CONNECTION_|ECONNRESET$|EPIPE$)/.test(faultOf(error)?.code ?? '');
}

/** What another importer has taken in the meantime: a ceremony's place in its year, or its number. */
const takenMeanwhile = new Set(['ceremonies_edition_unique', 'ceremonies_number_unique']);

/** What somebody has removed in the meantime, with the last ceremony that had it. */
const removedMeanwhile = new Set([
  'ceremonies_organization_id_organizations_id_fk',
  'categories_organization_id_organizations_id_fk',
  'ceremony_categories_category_id_categories_id_fk',
  'ceremony_categories_ceremony_id_ceremonies_id_fk',
]);

/** Deadlock, serialization failure, a race for a place or lost connection: the same transaction may succeed when repeated. */
export function isTransient(error: unknown): boolean {
  const { code = '', constraint = null } = faultOf(error) ?? {};
  const isRace =
    (code === '23505' && takenMeanwhile.has(constraint ?? '')) ||
    (code === '23503' && removedMeanwhile.has(constraint ?? ''));
  return code === '40P01' || code === '40001' || isRace || (isLostConnection(error) && code !== 'SERVER_SILENT');
}

/**
 * Turns anything that a database statement threw into an error for the user; what is no database error comes back as
 * it is.
 *
 * @param doing what was being done, such as `write the nominations`
 * @param label the database, as `databaseLabel` names it
 */
export function explainDatabaseError(error: unknown, doing: string, label: string): unknown {
  const fault = error instanceof ExpectedError ? null : faultOf(error);
  if (fault === null) return error;
  const where = [
    fault.table && `table ${fault.table}`,
    fault.constraint && `constraint ${fault.constraint}`,
    fault.detail,
  ];
  const parts = [fault.message, ...where.filter((part) => part)].join('; ');
  const hint = remedyFor(fault.code, fault.message);
  return new ExpectedError('database', `cannot ${doing} (${label}): ${parts} [${fault.code}]`, {
    cause: fault.error,
    ...(hint === null ? {} : { hint }),
  });
}
