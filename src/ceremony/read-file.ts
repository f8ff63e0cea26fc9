/** The bytes of a file or of standard input, as text, up to a size that no ceremony file has. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { ExpectedError, messageOf } from '../model/errors.ts';

const maxBytes = 32 * 1024 * 1024;

/**
 * @param path file to read, or `-` for `stdin`
 * @param name how errors name it
 * @throws ExpectedError `input` when it cannot be read or is too large
 */
export async function readBounded(path: string, stdin: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of path === '-' ? stdin : createReadStream(path)) {
      size += chunk.length;
      if (size > maxBytes) throw new ExpectedError('input', `cannot read ${name}: it is larger than 32 MiB`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('input', `cannot read ${name}: ${reasonOf(error)}`, { cause: error });
  }
  return Buffer.concat(chunks);
}

/** Decodes UTF-8, without a byte order mark. */
export function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ExpectedError('input', `cannot read ${name}: it is not UTF-8 text`, { cause: error });
  }
}

/** Parses JSON; an error says the line. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpectedError('input', `${name} is not JSON: ${withLine(messageOf(error), text)}`, { cause: error });
  }
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

/** Node 20 names the position only, newer ones the line too. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)\b(?! \(line)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`;
}
