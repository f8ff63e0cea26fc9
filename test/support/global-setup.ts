/** Once for all tests: the built program, a PostgreSQL server, and a migrated database to clone. */
import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { serverConnection } from '../../src/db/server.ts';
import { packageFiles } from '../../src/package-files.ts';
import { ensureBuilt } from './built-program.ts';
import { asAdmin, databaseUrl } from './databases.ts';
import { startPostgres } from './postgres-server.ts';

/** `TEST_DATABASE_URL` names another server to test on, for a role that may create databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureBuilt();
  const givenUrl = process.env.TEST_DATABASE_URL;
  const server = givenUrl ? { url: givenUrl, stop: async () => {} } : await startPostgres();
  const template = `oscars_template_${randomBytes(6).toString('hex')}`;
  const teardown = async () => {
    await asAdmin(server.url, (sql) => sql.unsafe(`drop database if exists ${template} with (force)`));
    await server.stop();
  };
  try {
    await asAdmin(server.url, (sql) => sql.unsafe(`create database ${template} template template0`));
    await asAdmin(databaseUrl(server.url, template), (sql) =>
      migrate(serverConnection(sql, 'public'), packageFiles.migrations),
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgres', { adminUrl: server.url, template });
  return teardown;
}
