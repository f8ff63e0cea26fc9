/** TLS with libpq's meaning (its documentation, "SSL Support"): which modes encrypt, and what each of them checks. */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, checkServerIdentity, type SecureVersion } from 'node:tls';
import type { FollowedParameter } from './connection-parameters.ts';

export const tlsModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export type TlsMode = (typeof tlsModes)[number];

export interface TlsSettings {
  readonly mode: TlsMode;
  /** TLS from the first byte, without asking the server first. */
  readonly isDirect: boolean;
  /** For a connection to the server of this name. */
  readonly optionsFor: (host: string) => ConnectionOptions;
}

type Parameters = Readonly<Partial<Record<FollowedParameter, string>>>;

const versions: Readonly<Record<string, SecureVersion>> = {
  'tlsv1.2': 'TLSv1.2',
  'tlsv1.3': 'TLSv1.3',
};

/** node-postgres has a name of its own for encryption without a check. */
const otherNames: Readonly<Record<string, TlsMode>> = { 'no-verify': 'require' };

/** @param home where libpq looks for the files that are not named; null where there is no such folder */
export function readTlsSettings(given: Parameters, home: string | null): TlsSettings | { problem: string } {
  const isSystem = given.sslrootcert === 'system';
  const isDirect = given.sslnegotiation === 'direct';
  const named = given.sslmode ?? (isSystem ? 'verify-full' : isDirect ? 'require' : 'prefer');
  const mode = (otherNames[named] ?? named) as TlsMode;
  if (!tlsModes.includes(mode)) return { problem: `sslmode is one of ${tlsModes.join(', ')}` };
  if (isSystem && mode !== 'verify-full') return { problem: `sslrootcert=system needs sslmode=verify-full` };
  if (given.sslnegotiation !== undefined && !['direct', 'postgres'].includes(given.sslnegotiation))
    return { problem: 'sslnegotiation is postgres or direct' };
  const isOptional = mode === 'disable' || mode === 'allow' || mode === 'prefer';
  if (isDirect && isOptional) return { problem: 'sslnegotiation=direct needs sslmode=require or more' };
  if (mode === 'disable') return { mode, isDirect, optionsFor: () => ({}) };
  const bounds = [given.ssl_min_protocol_version, given.ssl_max_protocol_version].map((text) => text?.toLowerCase());
  if (bounds.some((bound) => bound !== undefined && !/^tlsv1(\.[0-3])?$/.test(bound)))
    return { problem: 'a TLS version is one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3' };
  const files = readFiles(given, home);
  if ('problem' in files) return files;
  if (files.ca === undefined && !isSystem && (mode === 'verify-ca' || mode === 'verify-full'))
    return {
      problem: `sslmode=${mode} needs a file with the certificate of who signed the server's: sslrootcert=<file>, or sslrootcert=system with verify-full`,
    };
  // With a file to check by, `require` checks as `verify-ca` does.
  const isChecked = isSystem || (mode === 'require' ? files.ca !== undefined : mode.startsWith('verify'));
  const [minVersion, maxVersion] = bounds.map((bound) => versions[bound ?? '']);
  return {
    mode,
    isDirect,
    optionsFor: (host) => ({
      ...files,
      ...(minVersion === undefined ? {} : { minVersion }),
      ...(maxVersion === undefined ? {} : { maxVersion }),
      ...(given.sslpassword === undefined ? {} : { passphrase: given.sslpassword }),
      ...(isIP(host) || given.sslsni === '0' ? {} : { servername: host }),
      ALPNProtocols: ['postgresql'],
      rejectUnauthorized: isChecked,
      checkServerIdentity: (_, certificate) =>
        mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
    }),
  };
}

type Files = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'crl'>;

/** As in libpq, a file that is not there is none, named or not; whoever checks by one has to have it. */
function readFiles(given: Parameters, home: string | null): Files | { problem: string } {
  const usual = { sslrootcert: 'root.crt', sslcert: 'postgresql.crt', sslkey: 'postgresql.key', sslcrl: 'root.crl' };
  const options = { sslrootcert: 'ca', sslcert: 'cert', sslkey: 'key', sslcrl: 'crl' } as const;
  const files: Files = {};
  for (const [name, usualName] of Object.entries(usual) as [keyof typeof usual, string][]) {
    if (name === 'sslrootcert' && given.sslrootcert === 'system') continue;
    const path = given[name] ?? (home === null ? null : join(home, '.postgresql', usualName));
    if (path === null || !existsSync(path)) continue;
    try {
      files[options[name]] = readFileSync(path);
    } catch {
      return { problem: `${name} is a file that cannot be read: ${path}` };
    }
  }
  if (files.cert !== undefined && files.key === undefined) return { problem: 'sslcert is there, but not its sslkey' };
  return files;
}
