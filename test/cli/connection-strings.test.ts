import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, hasOpenssl, makeCertificates } from '../support/certificates.ts';
import { asAdmin } from '../support/databases.ts';
import { freePort, type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { basicEnvironment, runProgram } from '../support/program.ts';

const password = 'p@ss/w%rd:1';
const written = encodeURIComponent(password);

let folder: string;
let certificates: Certificates;
let server: PostgresServer;
let deadPort: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oi-'));
  chmodSync(folder, 0o777);
  certificates = makeCertificates(folder);
  server = await startPostgres({
    password,
    access: 'hostssl all certuser all cert',
    settings: {
      ssl: 'on',
      ssl_ca_file: certificates.root,
      ssl_cert_file: certificates.server,
      ssl_key_file: certificates.key,
      listen_addresses: '127.0.0.1,::1',
      unix_socket_directories: folder,
    },
  });
  await asAdmin(server.url, (sql) => sql.unsafe('create role certuser login'));
  writeFileSync(join(folder, 'open.key'), readFileSync(certificates.clientKey), { mode: 0o644 });
  deadPort = await freePort();
  for (const [name, text] of [
    ['passwords', `# all of them\nelsewhere:*:*:*:wrong\n*:${server.port}:postgres:postgres:p@ss/w%rd\\:1\n`],
    ['open-passwords', `*:*:*:*:${password.replace(':', '\\:')}\n`],
  ] as const)
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  chmodSync(join(folder, 'open-passwords'), 0o644);
  const services = filled(
    '# ours\r\n[other]\r\nhost=db.invalid\r\n\r\n[films]\r\n  host=localhost\r\nport={port}\r\nuser=postgres\r\n' +
      'user=second\r\npassword={raw}\r\n\r\n# theirs\r\n[last]\r\ndbname=none\r\n',
  );
  mkdirSync(join(folder, 'home'));
  for (const name of ['services', 'pg_service.conf', 'home/.pg_service.conf'])
    writeFileSync(join(folder, name), services);
  writeFileSync(
    join(folder, 'odd-services'),
    '[nested]\nservice=films\n[words]\nhost localhost\n[spaced]\nhost = localhost\n[auth]\nrequire_auth=none\n',
  );
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Stand-ins for what is only known when the server runs. */
function filled(text: string): string {
  const socket = encodeURIComponent(folder);
  return text
    .replaceAll('{port}', String(server.port))
    .replaceAll('{dead}', String(deadPort))
    .replaceAll('{pw}', written)
    .replaceAll('{raw}', password)
    .replaceAll('{socket}', socket)
    .replaceAll('{folder}', folder);
}

type Row = readonly [database: string | null, variables: Record<string, string>, outcome: string];

const local = 'postgres on localhost:{port}';
const inFolder = 'postgres on {folder}/.s.PGSQL.{port}';

/** What the report names, or what the error says. */
const rows: readonly Row[] = [
  ['postgres://postgres:{pw}@localhost:{port}/postgres', {}, local],
  ['postgresql://postgres:{pw}@localhost:{port}', {}, local],
  ['postgres://postgres:{pw}@[::1]:{port}/postgres', {}, 'postgres on [::1]:{port}'],
  ['postgres://postgres:{pw}@{socket}:{port}/postgres', {}, inFolder],
  ['postgres://postgres:{pw}@/postgres?host={socket}&port={port}', {}, inFolder],
  ['postgres:///postgres?user=postgres&password={pw}&host={folder}&port={port}', {}, inFolder],
  ['postgres://postgres:{pw}@localhost:{dead},localhost:{port}/postgres', {}, local],
  ['postgres://postgres:{pw}@localhost,127.0.0.1:{port}/?port={dead},{port}', {}, 'postgres on 127.0.0.1:{port}'],
  ['postgres://postgres:{pw}@{socket},localhost:{port}/?port={dead},{port}', {}, local],
  ["host=localhost port={port} user=postgres password='{raw}' dbname=postgres", {}, local],
  ["host = '{folder}' port={port} user=postgres password={raw}", {}, inFolder],
  ['host=db.invalid hostaddr=127.0.0.1 port={port} user=postgres password={raw}', {}, 'postgres on db.invalid:{port}'],
  ['postgres://localhost/postgres', { PGPORT: '{port}', PGUSER: 'postgres', PGPASSWORD: '{raw}' }, local],
  [null, { PGHOST: 'localhost', PGPORT: '{port}', PGUSER: 'postgres', PGPASSWORD: '{raw}' }, local],
  [null, { PGHOST: '{folder}', PGPORT: '{port}', PGUSER: 'postgres', PGPASSWORD: '{raw}' }, inFolder],
  ['postgres://postgres@localhost:{port}', { PGPASSFILE: '{folder}/passwords' }, local],
  ['postgres://postgres@localhost:{port}/?passfile={folder}/passwords', {}, local],
  ['postgres://postgres@localhost:{port}', { PGPASSFILE: '{folder}/open-passwords' }, 'password authentication failed'],
  ['postgres://postgres:{pw}@localhost:{port}/?options=-c%20geqo%3Doff', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}', { PGOPTIONS: '-c geqo=off' }, local],
  ['postgres://postgres:{pw}@localhost:{port}/?options=-c%20nonsense', {}, 'nonsense'],
  ['postgres://postgres:{pw}@localhost:{port}/?application_name=a%2Bb+c&connect_timeout=5&keepalives=0', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}/?target_session_attrs=read-write', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}', { PGTARGETSESSIONATTRS: 'any' }, local],
  ['postgres://postgres:{pw}@localhost:{port}/?target_session_attrs=standby', {}, 'target_session_attrs=standby'],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=disable', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=require', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}/?ssl=true', {}, local],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=verify-full&sslrootcert={folder}/root.crt', {}, local],
  [
    'postgres://postgres:{pw}@localhost:{port}',
    { PGSSLMODE: 'verify-full', PGSSLROOTCERT: '{folder}/root.crt' },
    local,
  ],
  ['postgres://postgres:{pw}@127.0.0.1:{port}/?sslmode=verify-full&sslrootcert={folder}/root.crt', {}, 'altnames'],
  [
    'postgres://postgres:{pw}@127.0.0.1:{port}/?sslmode=verify-ca&sslrootcert={folder}/root.crt',
    {},
    'postgres on 127.0.0.1:{port}',
  ],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=verify-ca&sslrootcert={folder}/other.crt', {}, 'certificate'],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=require&sslrootcert={folder}/other.crt', {}, 'certificate'],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=require', { PGSSLROOTCERT: '{folder}/none.crt' }, local],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=verify-full', {}, 'sslrootcert=<file>'],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=verify-ca&sslrootcert={folder}/names', {}, 'no certificate'],
  ['postgres://postgres:{pw}@localhost:{port}/?sslrootcert=system', { SSL_CERT_FILE: '{folder}/root.crt' }, local],
  ['postgres://postgres:{pw}@localhost:{port}/?ssl_max_protocol_version=TLSv1.1', {}, 'no TLS version is left'],
  ['postgres://certuser@localhost:{port}/postgres?sslcert={folder}/client.crt&sslkey={folder}/client.key', {}, local],
  [
    'postgres://certuser@localhost:{port}/postgres',
    { PGSSLCERT: '{folder}/client.crt', PGSSLKEY: '{folder}/client.key' },
    local,
  ],
  ['postgres://certuser@localhost:{port}/postgres?sslmode=require', {}, 'sslcert=<file> and sslkey=<file>'],
  [
    'postgres://certuser@localhost:{port}/?sslcert={folder}/other.crt&sslkey={folder}/other.key',
    {},
    'signed by an authority of',
  ],
  ['postgres://certuser@localhost:{port}/?sslcert={folder}/client.crt&sslkey={folder}/root.key', {}, 'not the key of'],
  ['postgres://certuser@localhost:{port}/?sslcert={folder}/client.crt&sslkey={folder}/open.key', {}, 'others can read'],
  ['postgres://certuser@localhost:{port}/?sslcert={folder}/names&sslkey={folder}/client.key', {}, 'cannot be used'],
  ['postgres://postgres:{pw}@localhost:{port}', { PGSERVICEFILE: '{folder}/none' }, local],
  ['postgres://postgres:{pw}@localhost:{port}/?sslmode=verify-ful', {}, 'sslmode is one of'],
  [
    'postgres://postgres:{raw}@localhost:{port}',
    {},
    'has an @ or a / in the user or the password: write them as %40 and %2F',
  ],
  ['postgres://postgres:100%@localhost:{port}', {}, 'has a % in the password that stands for nothing: write it as %25'],
  [
    'postgres://postgres:a/b@localhost:{port}',
    {},
    'has an @ or a / in the user or the password: write them as %40 and %2F',
  ],
  ['postgres://postgres:{pw}@localhost:{port}x', {}, 'has a host or a port that is none'],
  ['postgres://postgres:{pw}@localhost:70000', {}, 'a port is a number from 1 to 65535'],
  ['postgres://postgres:{pw}@a,b,c/?port=1,2', {}, 'there are 3 hosts and 2 ports'],
  [
    'postgres://postgres:{pw}@localhost:{port}/?sslmod=require',
    {},
    'a parameter "sslmod" that PostgreSQL does not know',
  ],
  [
    'postgres://postgres:{pw}@localhost:{port}/?require_auth=none',
    {},
    'the parameter require_auth, which is not supported',
  ],
  ['service=films', { PGSERVICEFILE: '{folder}/services' }, local],
  ['postgres:///?service=films', { PGSERVICEFILE: '{folder}/services', PGUSER: 'nobody', PGHOST: 'db.invalid' }, local],
  ['postgres://127.0.0.1?service=films', { PGSERVICEFILE: '{folder}/services' }, 'postgres on 127.0.0.1:{port}'],
  [null, { PGSERVICE: 'films', PGSERVICEFILE: '{folder}/services' }, local],
  [null, { PGSERVICE: 'films', PGSYSCONFDIR: '{folder}' }, local],
  [null, { PGSERVICE: 'films', PGSYSCONFDIR: '{folder}', PGSERVICEFILE: '{folder}/odd-services' }, local],
  [null, { PGSERVICE: 'films', HOME: '{folder}/home' }, local],
  ['service=films servicefile={folder}/services', {}, local],
  [
    'service=none',
    { PGSERVICEFILE: '{folder}/services', PGSYSCONFDIR: '{folder}' },
    'the service "none" is in no file',
  ],
  ['service=films', { PGSERVICEFILE: '{folder}/none' }, 'the file of services {folder}/none is not there'],
  ['service=nested', { PGSERVICEFILE: '{folder}/odd-services' }, 'a line that is no parameter: line 2'],
  ['service=words', { PGSERVICEFILE: '{folder}/odd-services' }, 'a line that is no parameter: line 4'],
  ['service=spaced', { PGSERVICEFILE: '{folder}/odd-services' }, 'a parameter "host " that PostgreSQL does not know'],
  [
    'service=auth',
    { PGSERVICEFILE: '{folder}/odd-services' },
    'the service that is asked for has the parameter require_auth, which is not supported',
  ],
  ['host=localhost port', {}, 'has words that are not key=value'],
  [
    'mysql://postgres:{pw}@localhost/films',
    {},
    'DATABASE_URL is neither a URL such as postgres://host:5432/database nor key=value words',
  ],
  ['postgres://postgres:wrong@localhost:{port}', {}, 'password authentication failed for user "postgres"'],
];

describe.skipIf(!hasOpenssl())('connection strings', () => {
  test.each(rows)('%s %j: %s', async (database, variables, outcome) => {
    const given = { ...(database === null ? {} : { DATABASE_URL: database }), ...variables };
    const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filled(value)]));
    const { code, stdout, stderr } = await runProgram(['status', '--debug'], { env });
    const isWorking = outcome.includes(' on ');
    expect([code, isWorking ? stdout : stderr]).toEqual([isWorking ? 0 : 1, expect.stringContaining(filled(outcome))]);
    for (const secret of [password, written]) expect(stdout + stderr).not.toContain(secret);
    expect(psqlCode(env) ?? code).toBe(code);
  });

  /** libpq's own answer: 0 or 1, or null where there is none to compare with. */
  function psqlCode({ DATABASE_URL: database, ...variables }: Record<string, string>): number | null {
    // `servicefile` came with PostgreSQL 18.
    if (database !== undefined && (!/^postgres|^host|^service/.test(database) || /\bservicefile=/.test(database)))
      return null;
    const env = { ...basicEnvironment(), PGCONNECT_TIMEOUT: '5', ...variables };
    const { status } = spawnSync('psql', ['-Atqc', 'select', ...(database === undefined ? [] : [database])], { env });
    return status === null ? null : Math.min(status, 1);
  }

  test.each([
    ['channel_binding=require', 'channel binding is not supported'],
    ['schema=public', "it is Prisma's; the schema to import into is given with --schema"],
    ['pgbouncer=true', 'it means nothing here'],
    ['connection_limit=1', 'it means nothing here'],
  ])('%s of other clients is ignored with a remark', async (parameter, reason) => {
    const url = filled(`postgres://postgres:{pw}@localhost:{port}/?${parameter}`);
    const { code, stderr } = await runProgram(['status'], { env: { DATABASE_URL: url } });
    const [name] = parameter.split('=');
    expect([code, stderr]).toEqual([0, `remark: DATABASE_URL: the parameter ${name} is ignored: ${reason}\n`]);
  });

  test('a server that hangs up after the handshake may want a certificate', async () => {
    const [cert, key] = [certificates.server, certificates.key].map((path) => readFileSync(path));
    const rude = createServer((socket) => {
      socket
        .on('error', () => {})
        .once('data', () => {
          socket.write('S');
          const secure = new TLSSocket(socket, { isServer: true, cert, key } as TLSSocketOptions);
          secure.on('error', () => {}).once('secure', () => socket.destroy());
        });
    });
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as AddressInfo;
    const { code, stderr } = await runProgram(['status'], {
      env: { DATABASE_URL: `postgres://me@127.0.0.1:${port}/a` },
    });
    rude.close();
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/\[TLS_CLOSED\]\n {2}hint: .*sslcert has to be signed by/),
    ]);
  });

  test('the connection is encrypted, or not, as sslmode says; prefer is the default', async () => {
    for (const [mode, isEncrypted] of [
      ['', true],
      ['disable', false],
      ['allow', false],
      ['prefer', true],
      ['require', true],
    ] as const) {
      const url = filled(`postgres://postgres:{pw}@localhost:{port}/${mode && `?sslmode=${mode}`}`);
      await runProgram(['2024', '-q'], { env: { DATABASE_URL: url } });
      const statement = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
      const { stdout } = await runProgram(['sql', statement, '--csv'], { env: { DATABASE_URL: url } });
      expect([mode, stdout.replaceAll('\r', '').trim().split('\n')[1]]).toEqual([mode, String(isEncrypted)]);
    }
  });
});
