/** What the errors of PostgreSQL mean to a user, and what to do: one list, for the messages and for `docs/errors.md`. */
import { poolerFaultOf } from './pooler-faults.ts';

export interface FaultMeaning {
  /** SQLSTATEs of PostgreSQL, and names that the drivers or this program give. */
  readonly codes: readonly string[];
  readonly meaning: string;
  /** What to do, as it stands in the hint. */
  readonly remedy: string;
}

export const faultMeanings: readonly FaultMeaning[] = [
  {
    codes: ['ECONNREFUSED', 'ENOENT'],
    meaning: 'nothing listens at that address',
    remedy: 'is the server running, and are host and port right?',
  },
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
    meaning: 'the host has no address, or no way leads there',
    remedy: 'check the name of the host, and whether it can be reached from here',
  },
  {
    codes: ['CONNECT_TIMEOUT', 'ETIMEDOUT'],
    meaning: 'the server did not answer in time',
    remedy: 'check host and port, and whether a firewall is in between; connect_timeout=30 waits longer',
  },
  {
    codes: ['SERVER_SILENT'],
    meaning: 'the server took the connection and then stopped answering, new connections too',
    remedy: 'nothing was committed that is not whole; look at the server, or at the pooler before it, and run again',
  },
  {
    codes: [
      'CONNECTION_CLOSED',
      'CONNECTION_DESTROYED',
      'CONNECTION_ENDED',
      'ECONNRESET',
      'EPIPE',
      '08000',
      '08003',
      '08006',
    ],
    meaning: 'the connection was lost',
    remedy: 'run again: what was committed is whole, and the rest is done then',
  },
  {
    codes: ['TLS_REFUSED'],
    meaning: 'the server has no TLS',
    remedy: 'turn TLS on there, or allow a connection without it: sslmode=prefer',
  },
  {
    codes: [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_SIGNATURE_FAILURE',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'CERT_REVOKED',
    ],
    meaning: "the server's certificate was not signed by whom sslrootcert names, or is not valid now",
    remedy: 'give the certificate of who signed it with sslrootcert=<file>',
  },
  {
    codes: ['ERR_TLS_CERT_ALTNAME_INVALID'],
    meaning: "the server's certificate is for another host",
    remedy: 'connect by the name that the certificate has, or check only who signed it: sslmode=verify-ca',
  },
  {
    codes: ['08P01', '08001', '08004'],
    meaning: 'what answers is no PostgreSQL server; or a pooler refuses, see below',
    remedy: 'check host and port: is a PostgreSQL server there, or a pooler before one?',
  },
  {
    codes: [
      'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
      'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
      'ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR',
    ],
    meaning: 'the server does not take the certificate of who connects',
    remedy: "sslcert has to be signed by an authority of the server's ssl_ca_file, and valid now",
  },
  {
    codes: ['TLS_CLOSED'],
    meaning:
      'the server closed the connection after the TLS handshake, without a word: mostly for want of a certificate',
    remedy:
      'where the server wants a certificate, sslcert has to be signed by an authority of its ssl_ca_file; see its log',
  },
  {
    codes: [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
    meaning: 'server and client have no version or cipher of TLS in common',
    remedy: 'TLSv1.2 or newer is needed there; see ssl_min_protocol_version and ssl_max_protocol_version, too',
  },
  {
    codes: ['AUTHENTICATION_KIND'],
    meaning: 'the server asks for a kind of authentication that oscars-import does not have',
    remedy: 'allow a password for this user in pg_hba.conf (scram-sha-256), or a certificate (cert)',
  },
  {
    codes: ['SESSION_ATTRIBUTES'],
    meaning: 'no server is what target_session_attrs asks for',
    remedy: 'name the primary among the hosts, or leave target_session_attrs out',
  },
  {
    codes: ['28P01'],
    meaning: 'the password is wrong',
    remedy: 'check the user and the password in DATABASE_URL, PGPASSWORD or ~/.pgpass',
  },
  {
    codes: ['28000'],
    meaning: 'the server does not let this user in from here, or not without TLS, or not with it (pg_hba.conf)',
    remedy: 'check the user and what pg_hba.conf allows; sslmode=require insists on TLS, sslmode=disable goes without',
  },
  {
    codes: ['3D000'],
    meaning: 'there is no such database',
    remedy: 'create the database first, for example with createdb',
  },
  {
    codes: ['3F000'],
    meaning: 'there is no such schema',
    remedy: 'create it, or let an import make it: without --no-migrate, by a role that may create schemas',
  },
  {
    codes: ['42501'],
    meaning: 'the role has no right to do that',
    remedy: 'give it what docs/errors.md lists',
  },
  {
    codes: ['42P07', '42710', '42P06'],
    meaning: 'something of that name is there already, which oscars-import did not make',
    remedy: 'give it a schema of its own, such as --schema oscars',
  },
  {
    codes: ['42P01', '42703', '42883', '42804'],
    meaning: 'a table or a column is not what the migrations made it',
    remedy: 'somebody has changed the tables: undo that, or import into a schema of its own with --schema',
  },
  {
    codes: ['25006'],
    meaning: 'the server, the database or the role accepts no writes',
    remedy: 'a standby? connect to the primary; else see default_transaction_read_only of the role and the database',
  },
  {
    codes: ['22021', '22P05'],
    meaning: 'a character that the encoding of the database does not have',
    remedy: 'the database has to be in UTF8: createdb --encoding=UTF8 --template=template0 <name>',
  },
  {
    codes: ['23502', '23503', '23505', '23514', '23P01'],
    meaning: 'a constraint that stands in the database refuses the rows',
    remedy: 'the constraint is named; one that oscars-import did not make has to go, or allow what the file says',
  },
  {
    codes: ['40001', '40P01'],
    meaning: 'another transaction was in the way, four times',
    remedy: 'run again when less is going on',
  },
  {
    codes: ['53100', '58030'],
    meaning: 'the disk of the database is full, or cannot be written',
    remedy: 'make room on the disk of the database, and run again',
  },
  { codes: ['53200'], meaning: 'the server has no memory left', remedy: 'run again when less is going on' },
  {
    codes: ['53300', '53400'],
    meaning: 'the server, the database or the role has no connection left',
    remedy: 'wait for others to end, or raise the limit; one connection is enough for a run',
  },
  {
    codes: ['54000', '54011', '54023'],
    meaning: 'a limit of the server is below what a statement needs',
    remedy: 'is it PostgreSQL 13 or newer? Please report it otherwise',
  },
  {
    codes: ['55P03', '55006'],
    meaning: 'another session holds what this one needs',
    remedy: 'let the other session end (pg_stat_activity shows it), and run again',
  },
  {
    codes: ['57014'],
    meaning: 'the statement was cancelled: by an administrator, or by a time limit of the server or a pooler',
    remedy: 'run again; if it happens again, look for statement_timeout or query_timeout there',
  },
  {
    codes: ['57P01', '57P02'],
    meaning: 'the server ended the connection: it shuts down, or an administrator wanted it',
    remedy: 'run again when the server is back: nothing was left half-written',
  },
  { codes: ['57P03'], meaning: 'the server is starting up or shutting down', remedy: 'run again in a moment' },
  {
    codes: ['25P02', '25P03', '25P04', '57P05'],
    meaning: 'the server ended the transaction or the session: it was idle, or took, for longer than the server allows',
    remedy:
      'run again; if it happens again, raise the time limit that is named: transaction_timeout, idle_session_timeout or idle_in_transaction_session_timeout',
  },
  {
    codes: ['0A000', '42601', '42704', '22023'],
    meaning: 'the server does not know what a statement asks for',
    remedy: 'it has to be PostgreSQL 13 or newer',
  },
  {
    codes: ['XX000', 'XX001', 'XX002', '58P01'],
    meaning: 'the database is damaged, or PostgreSQL has an error',
    remedy: "see the server's log; an embedded folder can be deleted: importing again gives the same rows",
  },
];

export interface NeededGrant {
  readonly purpose: string;
  /** With `films` for the database, `oscars` for the schema and `importer` for the role. */
  readonly statements: readonly string[];
}

/** What a role needs, each set of rights with those before it. */
export const neededGrants: readonly NeededGrant[] = [
  {
    purpose: 'to read: `show`, `status`, `verify`, `sql`, a dry run',
    statements: [
      'grant connect on database films to importer',
      'grant usage on schema oscars to importer',
      'grant select on all tables in schema oscars to importer',
    ],
  },
  {
    purpose: 'to import, once the tables are there (`--no-migrate`, or nothing to migrate)',
    statements: ['grant insert, update, delete on all tables in schema oscars to importer'],
  },
  {
    purpose: 'to make the tables; whoever makes them owns them, and makes the later changes',
    statements: ['grant create on schema oscars to importer'],
  },
  { purpose: 'to make the schema, too', statements: ['grant create on database films to importer'] },
];

const remedies = new Map(faultMeanings.flatMap(({ codes, remedy }) => codes.map((code) => [code, remedy] as const)));

/**
 * What to do about an error, or null where nothing is known.
 *
 * @param message PostgreSQL's own, or a pooler's; which right is missing, or what a pooler means, stands nowhere else
 */
export function remedyFor(code: string, message: string): string | null {
  return byMessage[code]?.(message) ?? remedies.get(code) ?? null;
}

const byMessage: Readonly<Record<string, (message: string) => string | null>> = {
  '42501': missingGrant,
  '28000': (message) => {
    if (message.includes('client certificate'))
      return 'the server asks for a certificate: sslcert=<file> and sslkey=<file>';
    // Where a password is asked for, it does not tell a role that is not there from a wrong password.
    if (/^role ".*" does not exist$/s.test(message))
      return 'create the role, or name another one in DATABASE_URL or PGUSER';
    return null;
  },
  '08P01': (message) => poolerFaultOf(message)?.remedy ?? null,
  // IDs are made of the key, so rows that another organization made under the same one are in the way.
  '23505': (message) =>
    /"(organizations|ceremonies|categories|nominations)_pkey"/.test(message)
      ? 'another organization has made its rows under this key: was a key changed in the table organizations? Change it back, or give the file another key'
      : null,
};

/** The right that is missing, where the message is in English. */
function missingGrant(message: string): string | null {
  const rights: Readonly<Record<string, string>> = {
    table: 'select, insert, update, delete',
    view: 'select',
    schema: 'usage, create',
    database: 'connect, create',
    sequence: 'usage',
    function: 'execute',
  };
  const [, kind = '', name = ''] = /^permission denied for (\w+) (.+)$/.exec(message) ?? [];
  if (rights[kind] !== undefined) return `grant ${rights[kind]} on ${kind} ${name} to the role, see docs/errors.md`;
  const [, setting] = /^permission denied to set parameter "(.+)"$/.exec(message) ?? [];
  if (setting !== undefined)
    return `the role or the database sets ${setting}, which it may not undo: alter role … reset ${setting}`;
  if (message.startsWith('must be owner'))
    return 'let the role that made the tables migrate them; after that --no-migrate will do for others';
  if (message.includes('row-level security')) return 'a policy of that table forbids the rows: allow them to the role';
  return null;
}
