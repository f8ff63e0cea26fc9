/** Certificates for a TLS server: an authority of the tests' own, and what it signed for `localhost`. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverIds } from './postgres-binaries.ts';

export interface Certificates {
  /** Of the authority. */
  readonly root: string;
  /** Of another one, which signed nothing. */
  readonly otherRoot: string;
  readonly server: string;
  readonly key: string;
  /** By which the user `certuser` logs in. */
  readonly client: string;
  readonly clientKey: string;
}

export function hasOpenssl(): boolean {
  return spawnSync('openssl', ['version']).status === 0;
}

/** Made anew each time, so that no private key lies among the sources and none expires. */
export function makeCertificates(folder: string): Certificates {
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  for (const name of ['root', 'other'])
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      path(`${name}.key`),
      '-out',
      path(`${name}.crt`),
    );
  const sign = (name: string, subject: string) => {
    openssl('req', ...newKey, '-subj', `/CN=${subject}`, '-keyout', path(`${name}.key`), '-out', path(`${name}.csr`));
    writeFileSync(path('names'), `subjectAltName=DNS:${subject}`);
    const authority = ['-CA', path('root.crt'), '-CAkey', path('root.key'), '-CAcreateserial'];
    const files = ['-in', path(`${name}.csr`), '-extfile', path('names'), '-out', path(`${name}.crt`)];
    openssl('x509', '-req', '-days', '2', ...authority, ...files);
    chmodSync(path(`${name}.key`), 0o600);
  };
  sign('server', 'localhost');
  sign('client', 'certuser');
  if (serverIds.uid !== undefined) chownSync(path('server.key'), serverIds.uid, serverIds.gid ?? serverIds.uid);
  return {
    root: path('root.crt'),
    otherRoot: path('other.crt'),
    server: path('server.crt'),
    key: path('server.key'),
    client: path('client.crt'),
    clientKey: path('client.key'),
  };
}
