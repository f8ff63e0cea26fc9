/**
 * What poolers say. PgBouncer gives nearly all of its errors the one code 08P01, so that only its words tell them apart;
 * they are always in English.
 */

export interface PoolerFault {
  /** Of which its message has one. */
  readonly words: readonly string[];
  readonly meaning: string;
  readonly remedy: string;
}

export const poolerFaults: readonly PoolerFault[] = [
  {
    words: ['certificate required', 'certificate authentication failed'],
    meaning: 'the pooler wants a certificate of who connects',
    remedy: 'give one that its client_tls_ca_file signed, with sslcert=<file> and sslkey=<file>',
  },
  {
    words: ['SSL required', 'TLS connection required'],
    meaning: 'the pooler takes encrypted connections only',
    remedy: 'sslmode=require, or leave sslmode out',
  },
  {
    words: ['authentication failed', 'no such user', 'wrong password type', 'login rejected'],
    meaning: 'the pooler does not take the user or the password, or the server does not take those of the pooler',
    remedy: "check the user and the password, and the pooler's auth_file or auth_query",
  },
  {
    words: ['no such database', 'is disabled', 'bouncer config error'],
    meaning: 'the pooler has no such database',
    remedy: 'check the name of the database; the pooler knows those in [databases] of its settings',
  },
  {
    words: ['unsupported startup parameter'],
    meaning: 'the pooler does not take a setting of the connection',
    remedy: 'leave it out, or list it in ignore_startup_parameters of the pooler',
  },
  {
    words: ['no more connections allowed', 'too many clients'],
    meaning: 'the pooler has no place left',
    remedy: 'wait for others to end, or raise max_client_conn of the pooler',
  },
  {
    words: ['not allowed in statement pooling mode'],
    meaning: 'the pooler gives each statement another connection',
    remedy: 'pool_mode of the pooler has to be transaction or session',
  },
  {
    words: ['query timeout', 'idle transaction timeout', 'client_idle_timeout'],
    meaning: 'a time limit of the pooler is over',
    remedy: 'run again; if it happens again, raise that limit in the settings of the pooler',
  },
  {
    words: [
      'query_wait_timeout',
      'cannot connect to server',
      'server login',
      'connect failed',
      'connect timeout',
      'DNS lookup failed',
      'server conn crashed',
      'invalid server parameter',
      'shutting down',
    ],
    meaning: 'the pooler does not reach the server behind it, has lost it, or has no connection free',
    remedy: 'look whether PostgreSQL itself runs, and at the log of the pooler; then run again',
  },
];

/** Null where the words are none of a pooler that is known. */
export function poolerFaultOf(message: string): PoolerFault | null {
  return poolerFaults.find(({ words }) => words.some((one) => message.includes(one))) ?? null;
}
