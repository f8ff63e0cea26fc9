/**
 * The files of named services that libpq reads (its documentation, "The Connection Service File"): `[name]`, and below it
 * a parameter a line. They are asked for by `service=name` or `PGSERVICE`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './connection-parameters.ts';

/** What a service says, or why it cannot be followed. */
export type Service = { readonly parameters: ReadonlyMap<string, string> } | { readonly problem: string };

/** Where packages of Debian and of Red Hat look for the system's own file. */
const systemFolders = ['/etc/postgresql-common', '/etc/sysconfig/pgsql'];

/** Looks the service up that is asked for; without one it says nothing. */
export function readService(given: ReadonlyMap<string, string>, environment: Environment): Service {
  const name = given.get('service') || environment.PGSERVICE;
  if (!name) return { parameters: new Map() };
  const named = given.get('servicefile') || environment.PGSERVICEFILE;
  // The system's file is looked into where the user's does not have the service, also where that one is named.
  const files = [named || usersFile(environment), systemsFile(environment)].filter((path) => path !== null);
  for (const path of files) {
    if (path !== named && !existsSync(path)) continue;
    const service = serviceIn(path, name);
    if (service !== null) return service;
  }
  return { problem: `the service ${JSON.stringify(name)} is in no file of services (${files.join(', ')})` };
}

function usersFile({ HOME: home, APPDATA: data }: Environment): string | null {
  if (process.platform === 'win32') return data ? join(data, 'postgresql', '.pg_service.conf') : null;
  return home ? join(home, '.pg_service.conf') : null;
}

function systemsFile({ PGSYSCONFDIR: folder }: Environment): string | null {
  const files = (folder ? [folder] : systemFolders).map((one) => join(one, 'pg_service.conf'));
  return files.find((path) => existsSync(path)) ?? files[0] ?? null;
}

/** Null where the file does not have it. Of a parameter that stands there twice the first counts. */
function serviceIn(path: string, name: string): Service | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { problem: `the file of services ${path} is not there, or cannot be read` };
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const head = lines.findIndex((line) => line.startsWith(`[${name}]`));
  if (head < 0) return null;
  const parameters = new Map<string, string>();
  for (const [at, line] of lines.entries()) {
    if (at <= head || line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) break;
    const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined || key === 'service' || key === 'servicefile')
      return { problem: `the file of services ${path} has a line that is no parameter: line ${at + 1}` };
    if (!parameters.has(key)) parameters.set(key, value);
  }
  return { parameters };
}
