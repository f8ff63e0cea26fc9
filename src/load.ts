/** From bytes to checked ceremonies: the only way a ceremony enters the program. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { parseCeremonies, refuse } from './ceremony/parse.ts';
import type { FormatName } from './formats/formats.ts';
import { readText } from './formats/read.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import { ExpectedError, messageOf } from './model/errors.ts';

export interface LoadOptions {
  /** How the report names the file; the path where it is left out. */
  readonly source?: string | undefined;
  /** What the file is; recognised by its content where it is left out. */
  readonly format?: FormatName | undefined;
  /** Told what the reader left aside. */
  readonly onRemark?: ((remark: string) => void) | undefined;
}

/**
 * Reads the ceremonies of a file, of which a table and a JSON array hold many.
 *
 * @param path file to read, or `-` for `stdin`
 * @throws ExpectedError `input` when it cannot be read, is no JSON or has the wrong shape, with every problem and its
 *   place; `baseline` when it does not hold what its own baseline says
 */
export async function loadCeremonies(
  path: string,
  stdin: Readable,
  options: LoadOptions = {},
): Promise<LoadedCeremony[]> {
  const isStdin = path === '-';
  const source = isStdin ? 'standard input' : (options.source ?? path);
  const name = isStdin ? source : basename(source);
  const bytes = await readBounded(isStdin ? stdin : createReadStream(path), source);
  const { format, reading } = await readText(decode(bytes, source), source, options.format);
  for (const remark of reading.remarks) options.onRemark?.(`${name}: ${remark}`);
  refuse(reading.problems, name, format);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return parseCeremonies(reading.ceremonies, name, format).map((ceremony) => ({ ceremony, source, sha256 }));
}

/** Loads every ceremony that ships with the program, oldest first; each is named by its path within the package. */
export async function loadBundledCeremonies(folder: string): Promise<LoadedCeremony[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const loaded = await Promise.all(
    files.map((file) =>
      loadCeremonies(join(folder, file), Readable.from([]), {
        source: `fixtures/ceremonies/${file}`,
        format: 'ceremony',
      }),
    ),
  );
  return loaded.flat();
}

const maxBytes = 32 * 1024 * 1024;

/** All that the stream holds, up to a size that no ceremony file has. */
async function readBounded(stream: Readable, source: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxBytes) throw new ExpectedError('input', `cannot read ${source}: it is larger than 32 MiB`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('input', `cannot read ${source}: ${reasonOf(error)}`, { cause: error });
  }
  return Buffer.concat(chunks);
}

/** The usual reasons in words; Node's own sentence repeats the path and a system call. */
function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return messageOf(error);
  }
}

/** Decodes UTF-8, without a byte order mark. */
function decode(bytes: Buffer, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ExpectedError('input', `cannot read ${source}: it is not UTF-8 text`, { cause: error });
  }
}
