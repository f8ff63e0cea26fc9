/** Addresses that ceremonies are downloaded from, and what of them may be shown. */

/** Whether a path is none, but an address. */
export function isAddress(path: string): boolean {
  return /^https?:\/\//i.test(path) && URL.canParse(path);
}

/** Names of parameters whose values let their owner in. */
const secretParameter = /token|key|secret|sig|pass|pwd|auth|credential/i;

const blot = '***';

/** The address as it may be printed and stored: without its user's name, password and tokens. */
export function publicAddress(address: string): string {
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    url.username = blot;
    url.password = '';
  }
  for (const name of new Set(url.searchParams.keys())) if (secretParameter.test(name)) url.searchParams.set(name, blot);
  url.hash = '';
  return url.href;
}

/** What must never be printed of an address: names and passwords of users, and tokens. */
export function secretsOfAddress(address: string): string[] {
  if (!isAddress(address)) return [];
  const { username, password, searchParams } = new URL(address);
  const tokens = [...searchParams].flatMap(([name, value]) => (secretParameter.test(name) ? [value] : []));
  return [...(password === '' ? [username] : [password]), ...tokens].filter((secret) => secret !== '');
}
