/**
 * The file of passwords that libpq reads (its documentation, "The Password File"): `host:port:database:user:password` a
 * line, the first that fits counts. `pgpass` skips lines of fewer than 11 characters and with them short passwords, and
 * writes to stderr by itself.
 */
import { readFileSync, type Stats, statSync } from 'node:fs';

export interface PasswordQuestion {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

export interface PasswordFile {
  /** Null where no line fits. */
  readonly passwordFor: (question: PasswordQuestion) => string | null;
  /** All that stand in it, none of which may be printed. */
  readonly passwords: readonly string[];
  /** Why it is not read, where it is there. */
  readonly remark: string | null;
}

const groupAndOthers = 0o77;

export function readPasswordFile(path: string): PasswordFile {
  const nothing = (remark: string | null): PasswordFile => ({ passwordFor: () => null, passwords: [], remark });
  const found = statOf(path);
  if (found === null) return nothing(null);
  if (!found.isFile()) return nothing(`the password file ${path} is not a file, and was not read`);
  if (process.platform !== 'win32' && (found.mode & groupAndOthers) !== 0)
    return nothing(`the password file ${path} can be read by others, and was not read: chmod 600 it`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return nothing(`the password file ${path} cannot be read`);
  }
  const lines = text.split(/\r?\n/).flatMap((line) => fieldsOf(line) ?? []);
  const passwordFor = ({ host, port, database, user }: PasswordQuestion) => {
    const asked = [host, String(port), database, user];
    const line = lines.find(({ fields }) => asked.every((value, at) => fields[at] === '*' || fields[at] === value));
    return line?.password ?? null;
  };
  return { passwordFor, passwords: lines.map(({ password }) => password), remark: null };
}

/** As in libpq, a file that cannot be looked at is none. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** A backslash takes the character after it as it is; the password ends where a colon stands without one. */
function fieldsOf(line: string): { fields: string[]; password: string } | null {
  if (line.startsWith('#')) return null;
  const parts = /^((?:[^:\\]|\\.)*):((?:[^:\\]|\\.)*):((?:[^:\\]|\\.)*):((?:[^:\\]|\\.)*):((?:[^:\\]|\\.?)+)/s.exec(
    line,
  );
  if (parts === null) return null;
  const [host = '', port = '', database = '', user = '', password = ''] = parts
    .slice(1)
    .map((part) => part.replace(/\\(.)/gs, '$1'));
  return { fields: [host, port, database, user], password };
}
