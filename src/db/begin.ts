/**
 * How every transaction begins: with all that its statements rely on, in the one message that opens it. Set for the
 * transaction alone, so that it also holds through a pooler that gives each transaction another connection, and so that
 * nothing of it is left behind there.
 */

export type TransactionMode = 'write' | 'read';

const modes: Readonly<Record<TransactionMode, string>> = {
  // A row lock that was waited for has to show what the other importer committed.
  write: 'begin isolation level read committed',
  read: 'begin isolation level repeatable read, read only',
};

/**
 * What a role, a database or a connection's options could have set otherwise: first what changes the meaning or the form
 * of values, then what ends a statement that waits for another importer. `default_transaction_read_only` is not among
 * them: whoever set it wants nothing to be written.
 */
const reliedOn: Readonly<Record<string, string>> = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  array_nulls: 'on',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  // With `replica`, no foreign key would be checked. Only few roles may change it; the others are refused by PostgreSQL.
  session_replication_role: 'origin',
  // With `off`, a policy that lets everything pass would be an error.
  row_security: 'on',
  // PostgreSQL plans the check of a foreign key once a session. Planned while the table referred to is all but empty, it
  // would read the whole of that table for each row ever after. Everything here looks rows up by an index.
  enable_seqscan: 'off',
  // Compiling a statement takes longer than any of them runs.
  jit: 'off',
  restrict_nonsystem_relation_kind: '',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  transaction_timeout: '0',
};

/** Those of another value, and those that this version of PostgreSQL has; it takes longer to set one than to look. */
const settle = `select set_config(name, value, true) from (values ${Object.entries(reliedOn)
  .map(([name, value]) => `('${name}', '${value}')`)
  .join(', ')}) as wanted (name, value) where current_setting(name, true) <> value`;

/**
 * The statements that begin a transaction, for one message. First of all goes the time limit, which counts anew for each
 * of them, and which looking at the others takes longer than. Names are looked up in the schema alone; a table that
 * somebody left in a pooler's connection (`pg_temp`) would otherwise come first.
 */
export function beginText(mode: TransactionMode, schema: string): string {
  const path = `${quotedName(schema)}, pg_temp`;
  return `${modes[mode]}; set local statement_timeout = 0; set local search_path = ${path}; ${settle}`;
}

/** A transaction of one statement, for one message. */
export function wholeText(mode: TransactionMode, schema: string, statement: string): string {
  return `${beginText(mode, schema)}; ${statement}; commit`;
}

/** A name as an identifier, whatever it consists of. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
