/**
 * Servers that end what takes them too long, or what fails, before a transaction could ask them not to: with
 * `transaction_timeout` at a millisecond, or `exit_on_error`. A connection can ask for that when it is made; as poolers
 * take no such wish, it is made only where it is needed.
 */
import { faultOf } from './faults.ts';

const endings = new Set([
  '57014', // a statement was cancelled, as by statement_timeout
  '57P05',
  '25P03',
  '25P04',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
]);

/** Whether it may be a setting that ended what was asked. */
export function isImpatience(error: unknown): boolean {
  return endings.has(faultOf(error)?.code ?? '');
}

/** Whether a connection failed by what was asked for as it was made. */
export function isRefusedWish(error: unknown): boolean {
  const code = faultOf(error)?.code ?? '';
  return code === '08P01' || code === '42704';
}

const sinceVersion: readonly (readonly [name: string, value: string, major: number])[] = [
  ['statement_timeout', '0', 13],
  ['idle_in_transaction_session_timeout', '0', 13],
  ['exit_on_error', 'off', 13],
  ['idle_session_timeout', '0', 14],
  ['transaction_timeout', '0', 17],
];

/**
 * For the connection's `options`: what a role or a database set is changed by them.
 *
 * @param given what the user wants there
 * @param version of the server, such as `17.2 (Debian …)`
 */
export function patientOptions(given: string | null, version: string): string {
  const major = Number.parseInt(version, 10);
  const known = sinceVersion.filter(([, , since]) => since <= major);
  return [...(given === null ? [] : [given]), ...known.map(([name, value]) => `-c ${name}=${value}`)].join(' ');
}
