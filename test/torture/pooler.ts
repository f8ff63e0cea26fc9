/** pgbouncer in transaction mode before a server, where it is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverIds } from '../support/postgres-binaries.ts';
import { freePort } from '../support/postgres-server.ts';

export function hasPooler(): boolean {
  return spawnSync('pgbouncer', ['--version']).status === 0;
}

/**
 * Gives `use` the address of the pooler, which keeps so many connections for all of its clients.
 *
 * @param url of the database, with user and password
 * @param folder for its settings
 */
export async function withPooler<T>(
  url: string,
  folder: string,
  connections: number,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const pooled = new URL(url);
  pooled.port = String(await freePort());
  const settings = join(folder, 'pgbouncer.ini');
  const users = join(folder, 'users.txt');
  const user = decodeURIComponent(username);
  writeFileSync(users, `"${user}" "${decodeURIComponent(password)}"\n`);
  writeFileSync(
    settings,
    `[databases]
${pathname.slice(1)} = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${pooled.port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
`,
  );
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
