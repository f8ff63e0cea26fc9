/** PgBouncer in transaction mode before a server, where it is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverIds } from './postgres-binaries.ts';
import { freePort } from './postgres-server.ts';

export function hasPooler(): boolean {
  return spawnSync('pgbouncer', ['--version']).status === 0;
}

export interface PoolerOptions {
  /** Of the database, with user and password. */
  readonly url: string;
  /** For its settings; it has to be able to enter it. */
  readonly folder: string;
  /** How many it keeps for all of its clients. */
  readonly connections: number;
  /** More of its settings, or others. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Gives `use` the address of the pooler, with the same user and password. */
export async function withPooler<T>(
  { url, folder, connections, settings: more = {} }: PoolerOptions,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const pooled = new URL(url);
  pooled.port = String(await freePort());
  const settings = join(folder, 'pgbouncer.ini');
  const users = join(folder, 'users.txt');
  const user = decodeURIComponent(username);
  writeFileSync(users, `"${user}" "${decodeURIComponent(password)}"\n`);
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: pooled.port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    pool_mode: 'transaction',
    default_pool_size: connections,
    max_client_conn: 200,
    ...more,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}\n`);
  const databases = `[databases]\n${pathname.slice(1)} = host=${hostname} port=${port}\n`;
  writeFileSync(settings, `${databases}[pgbouncer]\n${lines.join('')}`);
  // It refuses to run as root, as PostgreSQL does.
  if (serverIds.uid !== undefined)
    for (const path of [folder, settings, users]) chownSync(path, serverIds.uid, serverIds.gid ?? serverIds.uid);
  const child = spawn('pgbouncer', [settings], { ...serverIds, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await new Promise<void>((ready, reject) => {
      let log = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('process up')) ready();
      });
      child.once('exit', () => reject(new Error(`pgbouncer did not start: ${log}`)));
    });
    return await use(pooled.href);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
