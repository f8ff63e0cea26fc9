/** The environment that the settings are read from: the process's own, and a file's where one is named. */
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ExpectedError, messageOf } from '../model/errors.ts';
import type { Environment } from './config.ts';

/**
 * What the process was given goes before what the file has, as with Node's own `--env-file`.
 *
 * @throws ExpectedError `usage` where the file cannot be read
 */
export function readEnvironment(file: string | undefined, own: Environment): Environment {
  if (file === undefined) return own;
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...own };
  } catch (error) {
    throw new ExpectedError('usage', `cannot read the environment file ${file}: ${messageOf(error)}`);
  }
}

/** What other programs read by themselves and this one only when told: a remark where somebody may count on it. */
export function unreadFileRemark(file = '.env'): string | null {
  try {
    if (!existsSync(file) || parseEnv(readFileSync(file, 'utf8')).DATABASE_URL === undefined) return null;
  } catch {
    return null;
  }
  return `${file} has a DATABASE_URL, which is only read with --env-file ${file}`;
}
