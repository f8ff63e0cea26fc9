/** PostgreSQL servers for the benchmarks, and databases on them. */
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { type PostgresOptions, startPostgres } from '../../test/support/postgres-server.ts';

export interface BenchServer {
  /** For the superuser, to the database `postgres`. */
  readonly url: string;
  /** Creates a database, empty or as a copy of another, and gives its address; it goes with the server. */
  readonly createDatabase: (copyOf?: string) => Promise<string>;
}

/** A server for as long as `use` takes. */
export async function withServer<T>(options: PostgresOptions, use: (server: BenchServer) => Promise<T>): Promise<T> {
  const { url, stop } = await startPostgres(options);
  const createDatabase = async (copyOf?: string) => {
    const template = copyOf === undefined ? 'template0' : new URL(copyOf).pathname.slice(1);
    const name = `bench_${randomBytes(6).toString('hex')}`;
    await asAdmin(url, (sql) => sql.unsafe(`create database ${name} template ${template}`));
    const address = new URL(url);
    address.pathname = `/${name}`;
    return address.href;
  };
  try {
    return await use({ url, createDatabase });
  } finally {
    await stop();
  }
}

/** Runs statements on a connection of their own. */
export async function asAdmin<T>(url: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    return await use(sql);
  } finally {
    await sql.end();
  }
}
