/** TLS with libpq's meaning (its documentation, "SSL Support"): which modes encrypt, and what each of them checks. */
import { isIP } from 'node:net';
import type { ConnectionOptions, SecureVersion } from 'node:tls';
import type { Environment, Parameters } from './connection-parameters.ts';
import { nodeTls } from './node-tls.ts';
import { readTlsFiles } from './tls-files.ts';

export const tlsModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export type TlsMode = (typeof tlsModes)[number];

export interface TlsSettings {
  readonly mode: TlsMode;
  /** TLS from the first byte, without asking the server first. */
  readonly isDirect: boolean;
  /** For a connection to the server of this name. */
  readonly optionsFor: (host: string) => ConnectionOptions;
}

const versions: Readonly<Record<string, SecureVersion>> = {
  'tlsv1.2': 'TLSv1.2',
  'tlsv1.3': 'TLSv1.3',
};

/** node-postgres has a name of its own for encryption without a check. */
const otherNames: Readonly<Record<string, TlsMode>> = { 'no-verify': 'require' };

export function readTlsSettings(given: Parameters, environment: Environment): TlsSettings | { problem: string } {
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
  if (/^tlsv1(\.1)?$/.test(bounds[1] ?? '') || (bounds[0] ?? '') > (bounds[1] ?? '~'))
    return {
      problem:
        'no TLS version is left between ssl_min_protocol_version, TLSv1.2 at least, and ssl_max_protocol_version',
    };
  const files = readTlsFiles(given, environment.HOME ?? null, environment);
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
      ...(isIP(host) || given.sslsni === '0' ? {} : { servername: host }),
      ALPNProtocols: ['postgresql'],
      rejectUnauthorized: isChecked,
      checkServerIdentity: (_, certificate) =>
        mode === 'verify-full' ? nodeTls().checkServerIdentity(host, certificate) : undefined,
    }),
  };
}
