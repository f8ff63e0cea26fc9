/** Which server is meant, as whom, and how it is connected to: from a connection string and libpq's variables. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Environment, type Parameters, sortParameters } from './connection-parameters.ts';
import { parseConnectionString } from './connection-string.ts';
import { readPasswordFile } from './password-file.ts';
import { readService, type Service } from './service-file.ts';
import { readTlsSettings, type TlsSettings } from './tls-settings.ts';

export interface ServerSettings {
  /** In the order in which they are tried; at least one. */
  readonly addresses: readonly ServerAddress[];
  readonly user: string;
  readonly database: string;
  readonly passwordFor: (address: ServerAddress) => string;
  readonly tls: TlsSettings;
  /** For each of the addresses. */
  readonly connectTimeoutMs: number;
  /** Settings for the session as libpq sends them, such as `-c geqo=off`. */
  readonly options: string | null;
  readonly applicationName: string;
  readonly sessionAttributes: SessionAttributes;
}

export interface ServerAddress {
  /** As it was given; what TLS compares a certificate with. */
  readonly host: string;
  /** An address that the host need not be looked up for. */
  readonly hostAddress: string | null;
  readonly port: number;
  /** Of a Unix socket, which has no TLS. */
  readonly socketPath: string | null;
}

/** libpq's `target_session_attrs`. */
export const sessionAttributes = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;

export type SessionAttributes = (typeof sessionAttributes)[number];

/** What was understood of it; nothing may be printed of `secrets`. */
export interface ReadSettings {
  readonly settings: ServerSettings | null;
  readonly remarks: readonly string[];
  readonly problems: readonly string[];
  readonly secrets: readonly string[];
}

/** Where Debian's packages put the socket, and where PostgreSQL does. */
const socketFolders = ['/var/run/postgresql', '/tmp'];

const defaultConnectTimeoutMs = 10_000;

/** libpq waits no less. */
const leastConnectTimeoutMs = 2_000;

/**
 * @param text as in `DATABASE_URL`; without one the variables alone say which server
 * @param source how it is named to people; none of its values is repeated, as any may belong to a password
 */
export function readServerSettings(text: string | undefined, environment: Environment, source: string): ReadSettings {
  const parsed = parseConnectionString(text ?? 'postgres://');
  const secrets = [environment.PGPASSWORD, environment.PGSSLPASSWORD].filter((secret) => secret) as string[];
  if ('problem' in parsed)
    return {
      settings: null,
      remarks: [],
      problems: [`${source} ${parsed.problem}`],
      secrets: [text ?? '', ...secrets],
    };
  const service = readService(parsed.parameters, environment);
  const { followed, remarks, problems } = sortGiven(parsed.parameters, service, environment, source);
  for (const name of ['password', 'sslpassword'] as const) if (followed[name]) secrets.push(followed[name]);
  const addresses = addressesOf(followed);
  const tls = readTlsSettings(followed, environment);
  const attributes = (followed.target_session_attrs ?? 'any') as SessionAttributes;
  const seconds = Number(followed.connect_timeout ?? defaultConnectTimeoutMs / 1000);
  const user = followed.user ?? systemUser();
  const found = [
    ...problems,
    ...[service, addresses, tls].flatMap((part) => ('problem' in part ? [part.problem] : [])),
    ...(sessionAttributes.includes(attributes)
      ? []
      : ['target_session_attrs has a value that PostgreSQL does not know']),
    ...(Number.isInteger(seconds) ? [] : ['connect_timeout takes a whole number of seconds']),
    ...(user === null ? [`${source} names no user, and the system has no name for the one that runs this`] : []),
  ];
  if ('problem' in addresses || 'problem' in tls || user === null || found.length > 0)
    return { settings: null, remarks, problems: found, secrets };
  const database = followed.dbname ?? user;
  const file = passwordFile(followed, environment);
  return {
    settings: {
      addresses,
      user,
      database,
      passwordFor: (address) =>
        followed.password ??
        file?.passwordFor({ host: passwordHost(address), port: address.port, database, user }) ??
        '',
      tls,
      // None at all, for libpq, with 0 or less.
      connectTimeoutMs: seconds <= 0 ? 2 ** 31 - 1 : Math.max(seconds * 1000, leastConnectTimeoutMs),
      options: followed.options ?? null,
      applicationName: followed.application_name ?? 'oscars-import',
      sessionAttributes: attributes,
    },
    remarks: [...remarks, ...(file?.remark ? [file.remark] : [])],
    problems: [],
    secrets: [...secrets, ...(file?.passwords ?? [])],
  };
}

/** A service tells what the connection string leaves out, and goes before the environment. */
function sortGiven(own: ReadonlyMap<string, string>, service: Service, environment: Environment, source: string) {
  const stated = [...own].filter(([, value]) => value !== '');
  const ofService = 'problem' in service ? [] : service.parameters;
  const isOwn = new Set(stated.map(([name]) => name));
  const given = new Map([...ofService, ...stated]);
  return sortParameters(given, environment, (name) => (isOwn.has(name) ? source : 'the service that is asked for'));
}

function passwordFile({ password, passfile }: Parameters, { HOME: home, APPDATA: data }: Environment) {
  if (password !== undefined) return null;
  if (passfile !== undefined) return readPasswordFile(passfile);
  if (process.platform === 'win32') return data ? readPasswordFile(join(data, 'postgresql', 'pgpass.conf')) : null;
  return home ? readPasswordFile(join(home, '.pgpass')) : null;
}

/** libpq looks up the default socket by the name that it would have over TCP. */
function passwordHost({ host, hostAddress }: ServerAddress): string {
  return socketFolders.includes(host) ? 'localhost' : host || hostAddress || 'localhost';
}

function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

function addressesOf({ host, hostaddr, port }: Parameters): ServerAddress[] | { problem: string } {
  const hosts = host?.split(',') ?? [];
  const hostAddresses = hostaddr?.split(',') ?? [];
  const ports = port?.split(',') ?? [];
  const count = Math.max(hosts.length, hostAddresses.length, 1);
  if (hosts.length > 0 && hostAddresses.length > 0 && hosts.length !== hostAddresses.length)
    return { problem: `there are ${hosts.length} hosts and ${hostAddresses.length} addresses (hostaddr)` };
  if (ports.length > 1 && ports.length !== count)
    return { problem: `there are ${count} hosts and ${ports.length} ports` };
  const addresses: ServerAddress[] = [];
  for (let at = 0; at < count; at++) {
    const number = Number((ports.length === 1 ? ports[0] : ports[at]) || '5432');
    if (!Number.isInteger(number) || number < 1 || number > 65_535)
      return { problem: 'a port is a number from 1 to 65535' };
    addresses.push(addressOf(hosts[at]?.trim() ?? '', hostAddresses[at]?.trim() || null, number));
  }
  return addresses;
}

function addressOf(host: string, hostAddress: string | null, port: number): ServerAddress {
  const socketIn = (folder: string) => `${folder.startsWith('@') ? `\0${folder.slice(1)}` : folder}/.s.PGSQL.${port}`;
  if (hostAddress === null && /^[/@]/.test(host)) return { host, hostAddress, port, socketPath: socketIn(host) };
  if (host !== '' || hostAddress !== null)
    return { host: host || (hostAddress ?? ''), hostAddress, port, socketPath: null };
  const folder = socketFolders.find((one) => existsSync(socketIn(one)));
  return folder === undefined
    ? { host: 'localhost', hostAddress, port, socketPath: null }
    : { host: folder, hostAddress, port, socketPath: socketIn(folder) };
}

/** How an address is named to people. */
export function addressLabel({ host, port, socketPath }: ServerAddress): string {
  if (socketPath !== null) return socketPath.replace('\0', '@');
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 5432 ? name : `${name}:${port}`;
}
