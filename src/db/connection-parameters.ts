/** What is done with each parameter of a connection, libpq's own and those that other clients put beside them. */

/** libpq's parameters that are followed, with the variable that gives each where the connection string does not. */
export const followedParameters = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  passfile: 'PGPASSFILE',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  sslmode: 'PGSSLMODE',
  sslnegotiation: 'PGSSLNEGOTIATION',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslcrl: 'PGSSLCRL',
  sslsni: 'PGSSLSNI',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  sslpassword: null,
} as const;

export type FollowedParameter = keyof typeof followedParameters;

/** Those that are given. */
export type Parameters = Readonly<Partial<Record<FollowedParameter, string>>>;

/** libpq's that ask for what this client cannot do: going on without it would be less than was asked for. */
const refusedParameters: Readonly<Record<string, string | null>> = {
  require_auth: 'PGREQUIREAUTH',
  requirepeer: 'PGREQUIREPEER',
  sslcrldir: 'PGSSLCRLDIR',
  gssencmode: 'PGGSSENCMODE',
  replication: null,
  sslkeylogfile: null,
  scram_client_key: null,
  scram_server_key: null,
};

/** Values of them that ask for nothing. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  gssencmode: ['disable', 'prefer'],
  replication: ['false', 'off', 'no', '0'],
};

/** libpq's that make no difference here, or, as what leads to a service, have made theirs. */
const indifferentParameters = new Set([
  'service',
  'servicefile',
  'client_encoding',
  'fallback_application_name',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'tcp_user_timeout',
  'load_balance_hosts',
  'sslcompression',
  'sslcertmode',
  'krbsrvname',
  'gsslib',
  'gssdelegation',
  'min_protocol_version',
  'max_protocol_version',
]);

/** Those of other clients, and what to say of each. */
const foreignParameters: Readonly<Record<string, string>> = {
  channel_binding: 'channel binding is not supported',
  schema: "it is Prisma's; the schema to import into is given with --schema",
  currentSchema: "it is JDBC's; the schema to import into is given with --schema",
  search_path: 'the schema to import into is given with --schema',
  ...Object.fromEntries(
    [
      'pgbouncer',
      'connection_limit',
      'pool_timeout',
      'socket_timeout',
      'statement_cache_size',
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
      'query_timeout',
      'sslaccept',
      'sslidentity',
      'pool',
      'pool_size',
      'max_overflow',
      'min_size',
      'max_size',
      'max',
      'idle_timeout',
      'max_lifetime',
      'keep_alive',
      'pool_mode',
      'pool_max_conns',
      'pool_min_conns',
      'prepare',
      'prepared_statements',
      'prepareThreshold',
      'preparedStatementCacheQueries',
      'default_query_exec_mode',
      'binary_parameters',
      'checkout_timeout',
      'reaping_frequency',
      'reconnect',
      'socketTimeout',
      'loginTimeout',
      'tcpKeepAlive',
      'ApplicationName',
      'encoding',
      'timezone',
      'TimeZone',
      'uselibpqcompat',
      'workaround',
      'supa',
      'single_use_connections',
    ].map((name) => [name, 'it means nothing here']),
  ),
};

export interface SortedParameters {
  readonly followed: Readonly<Partial<Record<FollowedParameter, string>>>;
  readonly remarks: readonly string[];
  readonly problems: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What is given goes before the environment, as in libpq, and an empty value is none.
 *
 * @param sourceOf how that which gives a parameter is named to people, such as `DATABASE_URL`
 */
export function sortParameters(
  given: ReadonlyMap<string, string>,
  environment: Environment,
  sourceOf: (name: string) => string,
): SortedParameters {
  const followed = Object.fromEntries(
    Object.entries(followedParameters).flatMap(([name, variable]) => {
      const value = given.get(name) || (variable === null ? undefined : environment[variable]);
      return value ? [[name, value]] : [];
    }),
  );
  // As libpq takes JDBC's parameter, and as node-postgres does.
  if (!followed.sslmode && ['true', '1', 'require'].includes(given.get('ssl') ?? '')) followed.sslmode = 'require';
  const problems = Object.entries(refusedParameters).flatMap(([name, variable]) => {
    const fromVariable = variable === null ? undefined : environment[variable];
    const value = given.get(name) || fromVariable;
    if (!value || harmless[name]?.includes(value)) return [];
    return given.get(name)
      ? [`${sourceOf(name)} has the parameter ${name}, which is not supported`]
      : [`${variable} is set, which is not supported`];
  });
  const remarks: string[] = [];
  for (const [name, value] of given) {
    if (name in followedParameters || name in refusedParameters || indifferentParameters.has(name)) continue;
    if (name === 'ssl' || (name === 'channel_binding' && value !== 'require')) continue;
    const reason = Object.hasOwn(foreignParameters, name) ? foreignParameters[name] : undefined;
    if (reason !== undefined) remarks.push(`${sourceOf(name)}: the parameter ${name} is ignored: ${reason}`);
    else problems.push(`${sourceOf(name)} has a parameter ${JSON.stringify(name)} that PostgreSQL does not know`);
  }
  return { followed, remarks, problems };
}
