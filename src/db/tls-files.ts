/** The files of a TLS connection: who signed the server's certificate, and by what who connects proves to be the user. */
import { existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { Environment, Parameters } from './connection-parameters.ts';
import { nodeTls } from './node-tls.ts';

export type TlsFiles = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'crl' | 'passphrase'>;

const usualNames = { sslrootcert: 'root.crt', sslcert: 'postgresql.crt', sslkey: 'postgresql.key', sslcrl: 'root.crl' };

type FileName = keyof typeof usualNames;

/**
 * As in libpq, a file that is not there is none, named or not; whoever checks by one has to have it.
 *
 * @param home where libpq looks for the files that are not named; null where there is no such folder
 */
export function readTlsFiles(given: Parameters, home: string | null, environment: Environment): TlsFiles | Problem {
  const paths = Object.entries(usualNames).flatMap(([name, usual]) => {
    const path = given[name as FileName] ?? (home === null ? null : join(home, '.postgresql', usual));
    const isSystem = name === 'sslrootcert' && path === 'system';
    return path !== null && !isSystem && existsSync(path) ? [[name as FileName, path] as const] : [];
  });
  const texts: Partial<Record<FileName, Buffer>> = {};
  for (const [name, path] of paths) {
    if (name === 'sslkey' && isOpenToOthers(statSync(path)))
      return { problem: `sslkey is a file that others can read: chmod 600 ${path}` };
    try {
      texts[name] = readFileSync(path);
    } catch {
      return { problem: `${name} is a file that cannot be read: ${path}` };
    }
  }
  const { sslrootcert: root, sslcert: cert, sslkey: key, sslcrl: crl } = texts;
  if (cert !== undefined && key === undefined) return { problem: 'sslcert is there, but not its sslkey' };
  if (root !== undefined && !root.includes('-----BEGIN')) return { problem: 'sslrootcert holds no certificate' };
  const ca = given.sslrootcert === 'system' ? systemAuthorities(environment) : root;
  const files: TlsFiles = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert, key }),
    ...(crl === undefined ? {} : { crl }),
    ...(given.sslpassword === undefined ? {} : { passphrase: given.sslpassword }),
  };
  return problemOf(files) ?? files;
}

export interface Problem {
  readonly problem: string;
}

const [groupAndOthers, othersAndGroupsWrites] = [0o077, 0o027];

/** As libpq has it: of root, the group may read it, too. */
function isOpenToOthers({ uid, mode }: Stats): boolean {
  if (process.platform === 'win32') return false;
  const isAnothers = uid === 0 && process.getuid?.() !== 0;
  return (mode & (isAnothers ? othersAndGroupsWrites : groupAndOthers)) !== 0;
}

/** Files that distributions keep for all programs: Debian, Fedora, Alpine and BSD. */
const systemFiles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

/** Node brings authorities of its own, and does not ask OpenSSL for those of the system. */
function systemAuthorities({ SSL_CERT_FILE: named, NODE_EXTRA_CA_CERTS: more }: Environment): string[] {
  const files = [named || systemFiles.find((path) => existsSync(path)), more];
  const texts = files.flatMap((path) => {
    try {
      return path ? [readFileSync(path, 'utf8')] : [];
    } catch {
      return [];
    }
  });
  return [...nodeTls().rootCertificates, ...texts];
}

/** What OpenSSL says of certificate and key, before it is too late to say which file is meant. */
function problemOf(files: TlsFiles): Problem | null {
  if (files.cert === undefined) return null;
  try {
    nodeTls().createSecureContext(files);
    return null;
  } catch (error) {
    const { code = '', reason = 'unknown' } = error as { code?: string; reason?: string };
    if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return { problem: 'sslkey is not the key of sslcert' };
    if (/DECRYPT|PASSWORD|PASSPHRASE|INTERRUPTED/.test(code))
      return { problem: 'sslkey is encrypted, and sslpassword does not open it' };
    return { problem: `sslcert or sslkey cannot be used: ${reason}` };
  }
}
