/**
 * Connection strings by libpq's grammar (its documentation, "Connection Strings", and `fe-connect.c`): a URL, or
 * `key=value` words. `pg-connection-string` knows neither the words nor several hosts, takes `+` for a space, leaves
 * `%2F` in the name of a database, and sends a `%` that stands for nothing along.
 */

/** Parameters by libpq's names, `host` and `port` with commas where there are several; or what is wrong with the text. */
export type ParsedString = { readonly parameters: ReadonlyMap<string, string> } | { readonly problem: string };

/** What is wrong, in words that repeat nothing of the text: any of it may belong to a password. */
class Malformed extends Error {}

/** @param text as in `DATABASE_URL` */
export function parseConnectionString(text: string): ParsedString {
  try {
    const scheme = /^postgres(?:ql)?:\/\//.exec(text)?.[0];
    if (scheme !== undefined) return { parameters: urlParameters(text.slice(scheme.length)) };
    if (/^[a-z_]+\s*=/.test(text.trimStart())) return { parameters: wordParameters(text) };
    return { problem: 'is neither a URL such as postgres://host:5432/database nor key=value words' };
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message };
    throw error;
  }
}

/** Of `user:password@host:port,host:port/database?key=value`, each part of which may be missing. */
function urlParameters(text: string): Map<string, string> {
  const [, user, password, rest = ''] = /^(?:([^:@/]*)(?::([^@/]*))?@)?(.*)$/s.exec(text) ?? [];
  const [, hosts = '', database, query] = /^((?:\[[^\]]*\]|[^/?[])*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) ?? [];
  // A name may have one, but then it would be the half of a password that was printed as a name.
  if (hosts.includes('@') || database?.includes('@'))
    throw new Malformed('has an @ or a / in the user or the password: write them as %40 and %2F');
  const addresses = hosts.split(',').map((one) => {
    const address = hostAndPort(one);
    if (address !== null) return address;
    throw new Malformed('has a host or a port that is none; an IPv6 address stands in [ ]');
  });
  const given: [string, string, string][] = [
    ['user', user ?? '', 'the user'],
    ['password', password ?? '', 'the password'],
    ['host', addresses.map(({ host }) => host).join(','), 'the host'],
    ['port', addresses.some(({ port }) => port) ? addresses.map(({ port }) => port).join(',') : '', 'the port'],
    ['dbname', database ?? '', 'the name of the database'],
  ];
  const parameters = new Map(
    given.filter(([, value]) => value !== '').map(([key, value, part]) => [key, decodePart(value, part)]),
  );
  for (const pair of (query ?? '').split('&').filter((part) => part !== '')) {
    const [key = '', value, ...more] = pair.split('=');
    if (value === undefined || more.length > 0) throw new Malformed('has a parameter that is not key=value');
    const name = decodePart(key, 'the name of a parameter');
    parameters.set(name, decodePart(value, `the parameter ${name}`));
  }
  return parameters;
}

function hostAndPort(text: string): { host: string; port: string } | null {
  const [whole, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? [];
  return whole === undefined ? null : { host: bracketed ?? plain ?? '', port };
}

function decodePart(text: string, part: string): string {
  if (/%(?![0-9a-f]{2})/i.test(text))
    throw new Malformed(`has a % in ${part} that stands for nothing: write it as %25`);
  if (text.includes('%00')) throw new Malformed(`has a %00 in ${part}`);
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Malformed(`has ${part} in an encoding other than UTF-8`);
  }
}

/** Of `host=localhost password='it''s'`: words, or in quotes whatever there is, a backslash before what it escapes. */
function wordParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const word = /\s*([^\s=]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'(?=\s|$)|((?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*|))\s*/gsy;
  while (word.lastIndex < text.length) {
    const at = word.lastIndex;
    const [whole, key = '', quoted, plain = ''] = word.exec(text) ?? [];
    if (whole === undefined || word.lastIndex === at) throw new Malformed('has words that are not key=value');
    parameters.set(key, (quoted ?? plain).replace(/\\(.)/gs, '$1'));
  }
  return parameters;
}
