/** Node's TLS, which takes as long to load as a look at a server: only for connections that have it. */
export function nodeTls(): typeof import('node:tls') {
  return process.getBuiltinModule('node:tls');
}
