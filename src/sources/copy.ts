/** Copies of what was downloaded, a file each in the cache folder: a line of JSON, then the bytes. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Validators } from './download.ts';

export interface Copy {
  readonly bytes: Buffer;
  readonly validators: Validators;
  /** When the address was last known to hold this. */
  readonly confirmedAt: Date;
}

/** The copy of that address; null where there is none, or where it is damaged. */
export async function readCopy(folder: string, address: string): Promise<Copy | null> {
  let content: Buffer;
  try {
    content = await readFile(fileOf(folder, address));
  } catch {
    return null;
  }
  const end = content.indexOf('\n');
  const bytes = content.subarray(end + 1);
  const head = headOf(content.subarray(0, Math.max(end, 0)).toString());
  if (head === null || head.sha256 !== sha256(bytes)) return null;
  const { etag, lastModified, confirmedAt } = head;
  return { bytes, validators: { etag, lastModified }, confirmedAt: new Date(confirmedAt) };
}

/** Replaces the copy of that address as a whole, so that whoever reads meanwhile gets the one or the other. */
export async function writeCopy(folder: string, address: string, copy: Copy): Promise<void> {
  const head: Head = {
    ...copy.validators,
    confirmedAt: copy.confirmedAt.toISOString(),
    sha256: sha256(copy.bytes),
  };
  // What an address gives to its user's password is nobody else's.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, address);
  const made = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(made, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), copy.bytes]), { mode: 0o600 });
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
}

interface Head extends Validators {
  readonly confirmedAt: string;
  readonly sha256: string;
}

function headOf(line: string): Head | null {
  try {
    const head: unknown = JSON.parse(line);
    return isHead(head) ? head : null;
  } catch {
    return null;
  }
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { etag, lastModified, confirmedAt, sha256: hash } = value as Record<string, unknown>;
  const areTextsOrNull = [etag, lastModified].every((text) => text === null || typeof text === 'string');
  return (
    areTextsOrNull &&
    typeof hash === 'string' &&
    typeof confirmedAt === 'string' &&
    !Number.isNaN(Date.parse(confirmedAt))
  );
}

/** Named by the address without its user's name and password, of which the folder holds no trace. */
function fileOf(folder: string, address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  return join(folder, `${sha256(url.href)}.copy`);
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
