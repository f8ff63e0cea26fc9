/** From bytes to a checked `Ceremony`: the only way a ceremony enters the program. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { ExpectedError, messageOf } from '../errors.ts';
import type { Ceremony } from '../model.ts';
import { baselineProblems, problemsOf } from './check.ts';
import { ceremonySchema } from './schema.ts';

/** A ceremony with where it came from. */
export interface LoadedCeremony {
  readonly ceremony: Ceremony;
  /** Path as the user would type it, or `standard input`. */
  readonly source: string;
  /** SHA-256 of the bytes that were read, in hex. */
  readonly sha256: string;
}

const maxBytes = 32 * 1024 * 1024;

/**
 * Reads one ceremony file.
 *
 * @param path file to read, or `-` for `stdin`
 * @param source how the report names it
 * @throws ExpectedError `input` when it cannot be read, is no JSON or has the wrong shape, with every problem and its
 *   path; `baseline` when it does not hold what its own baseline says
 */
export async function loadCeremony(path: string, stdin: Readable, source = path): Promise<LoadedCeremony> {
  const isStdin = path === '-';
  const name = isStdin ? 'standard input' : source;
  const bytes = await readBounded(isStdin ? stdin : createReadStream(path), name);
  const ceremony = parseCeremony(parseJson(bytes, name), isStdin ? name : basename(name));
  return { ceremony, source: name, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Parses the content of a ceremony file.
 *
 * @param name prefix of each problem's path
 * @throws ExpectedError `input` or `baseline`, as `loadCeremony` does
 */
export function parseCeremony(content: unknown, name: string): Ceremony {
  const parsed = ceremonySchema.safeParse(content);
  const problems = parsed.success ? problemsOf(parsed.data) : parsed.error.issues.map(describeIssue);
  if (!parsed.success || problems.length > 0) {
    throw new ExpectedError('input', `${name} is not a ceremony file: ${counted(problems.length)}`, {
      problems: problems.map((problem) => `${name}: ${problem}`),
      hint: 'the format is described by fixtures/ceremony.schema.json; nothing was written',
    });
  }
  const unmet = baselineProblems(parsed.data);
  if (unmet.length > 0) {
    throw new ExpectedError('baseline', `${name} does not hold what it says it does`, {
      problems: unmet.map((problem) => `${name}: ${problem}`),
      hint: 'a row was lost or added by mistake, or `expected` is out of date; nothing was written',
    });
  }
  return parsed.data;
}

async function readBounded(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
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

function parseJson(bytes: Buffer, name: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ExpectedError('input', `cannot read ${name}: it is not UTF-8 text`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpectedError('input', `${name} is not JSON: ${withLine(messageOf(error), text)}`, { cause: error });
  }
}

/** Node 20 names the position only; people look for a line. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)(?! \(line)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return path === '' ? issue.message : `${path.replace(/^\./, '')}: ${issue.message}`;
}

function counted(problems: number): string {
  return problems === 1 ? '1 problem' : `${problems} problems`;
}
