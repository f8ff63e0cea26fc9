/** From bytes to checked ceremonies: the only way a ceremony enters the program. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { areOneEdition, joinEditions } from './ceremony/join-editions.ts';
import {
  type ParsedCeremony,
  parseCeremony,
  type ReadCeremony,
  refusedCeremony,
  refusedFile,
  unmetBaseline,
} from './ceremony/parse.ts';
import { selectCeremonies } from './ceremony/select.ts';
import { noKnownNames } from './entities/acquaintance.ts';
import { pairIds } from './entities/pairing.ts';
import { fileText } from './formats/file-text.ts';
import type { Format, FormatName } from './formats/formats.ts';
import { readText } from './formats/read.ts';
import type { Reading } from './formats/reading.ts';
import type { LoadedCeremony, RefusedCeremony } from './model/ceremony.ts';
import { ExpectedError, messageOf } from './model/errors.ts';
import { isAddress, publicAddress } from './sources/address.ts';
import type { AddressSettings } from './sources/read-address.ts';

export interface LoadOptions {
  /** How the report names the file; the path where it is left out. */
  readonly source?: string | undefined;
  /** What the file is; recognised by its content where it is left out. */
  readonly format?: FormatName | undefined;
  /** Which ceremonies of the file, such as `2024`; all that it holds where it is empty or left out. */
  readonly names?: readonly string[] | undefined;
  /** How addresses are read; without, they are not. */
  readonly addresses?: AddressSettings | undefined;
  /** Told where the bytes came from, once they are there. */
  readonly onDownloaded?: ((origin: string) => void) | undefined;
}

export interface Loaded {
  readonly ceremonies: readonly LoadedCeremony[];
  /** Those asked for that have problems, beside others that have none. */
  readonly refused: readonly RefusedCeremony[];
  /** What was left aside, what is not sure, and what is wrong with ceremonies that were not asked for. */
  readonly remarks: readonly string[];
}

/**
 * Reads ceremonies of a file or an address, of which a table and a JSON array hold many. Problems belong to their ceremony: one that has
 * some stops no other.
 *
 * @param path file to read, its address, or `-` for `stdin`
 * @throws ExpectedError `input` when the file cannot be read or is in no format that is known, or when each of the
 *   ceremonies asked for has problems: all of them, with their places; `baseline` when none holds what its baseline says
 */
export async function loadCeremonies(path: string, stdin: Readable, options: LoadOptions = {}): Promise<Loaded> {
  const { bytes, source, name, remarks, keep } = await contentOf(path, stdin, options);
  const { format, reading } = await readText(await fileText(bytes, source, maxSourceBytes), source, options.format);
  const file = { source, name, format };
  if (reading.problems.length > 0) throw refusedFile(reading.problems, file.name, format);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // What could not be read, such as a page that asks to log in, does not replace a copy that could.
  const notKept = reading.ceremonies.length === 0 ? null : await keep();
  const loaded = loadedFrom(reading, file, sha256, options.names ?? []);
  return { ...loaded, remarks: [...remarks, ...(notKept === null ? [] : [notKept]), ...loaded.remarks] };
}

interface Content {
  readonly bytes: Buffer;
  /** As the user would type it. */
  readonly source: string;
  /** As problems name it. */
  readonly name: string;
  readonly remarks: readonly string[];
  readonly keep: () => Promise<string | null>;
}

async function contentOf(path: string, stdin: Readable, options: LoadOptions): Promise<Content> {
  const plain = { remarks: [], keep: async () => null };
  if (path === '-') {
    const source = 'standard input';
    return { ...plain, bytes: await readBounded(stdin, source), source, name: source };
  }
  if (!isAddress(path) || options.addresses === undefined) {
    const source = options.source ?? path;
    return { ...plain, bytes: await readBounded(createReadStream(path), source), source, name: basename(source) };
  }
  const source = publicAddress(path);
  const { readAddress } = await import('./sources/read-address.ts');
  const { origin, ...content } = await readAddress(path, maxSourceBytes, options.addresses);
  options.onDownloaded?.(origin);
  return { ...content, source, name: basename(new URL(source).pathname) || source };
}

interface SourceFile {
  /** As the user would type it. */
  readonly source: string;
  /** As problems name it. */
  readonly name: string;
  readonly format: Format;
}

function loadedFrom(reading: Reading, file: SourceFile, sha256: string, names: readonly string[]): Loaded {
  if (reading.ceremonies.length === 0) throw refusalOfAll([], reading.remarks, file);
  const { asked, others, without } = selected(reading.ceremonies, names);
  const ceremonies: LoadedCeremony[] = [];
  const refused: RefusedRead[] = [];
  const remarks = [...reading.remarks];
  for (const { heading, ...read } of asked) {
    const parsed = parseCeremony(read);
    if (parsed.ceremony === null) {
      refused.push({ heading, ...parsed });
    } else {
      const { ceremony, looseIds } = parsed;
      const twin = ceremonies.findIndex((other) => areOneEdition(other.ceremony, ceremony));
      const before = ceremonies[twin];
      const isRepeat = isDeepStrictEqual(before?.ceremony, ceremony);
      if (before === undefined) ceremonies.push({ ceremony, looseIds, source: file.source, sha256 });
      else {
        const what = isRepeat ? 'it is read once' : 'not alike: of what both have, the later one counts';
        remarks.push(`${ceremony.name} stands there twice, ${what}`);
        ceremonies[twin] = { ...before, ...joinEditions(before, { ceremony, looseIds }) };
      }
      if (!isRepeat) for (const remark of parsed.remarks) remarks.push(remark);
    }
  }
  if (ceremonies.length === 0) throw refusalOfAll(refused, remarks, file);
  for (const remark of others.flatMap(remarkOn)) remarks.push(remark);
  if (without !== null) remarks.push(`there was no ceremony in ${without}`);
  return {
    ceremonies: pairIds(ceremonies, noKnownNames).ceremonies,
    refused: refused.map(({ heading, code, problems }) => ({
      heading,
      source: file.source,
      error: refusedCeremony(heading, code, problems, file.name, file.format),
    })),
    remarks: remarks.map((remark) => `${file.name}: ${remark}`),
  };
}

type RefusedRead = ParsedCeremony & { readonly ceremony: null } & Pick<ReadCeremony, 'heading'>;

/** What is asked for by name, or all; all, too, where none says what it is, so that what is wrong with them is told. */
function selected(read: readonly ReadCeremony[], asked: readonly string[]) {
  const names = read.some(({ heading }) => heading.year !== null || heading.number !== null) ? asked : [];
  const { chosen, without } = selectCeremonies(read, ({ heading }) => heading, names);
  const isChosen = new Set(chosen);
  return { asked: chosen, others: read.filter((one) => !isChosen.has(one)), without };
}

/** What is wrong with a ceremony that was not asked for. */
function remarkOn({ heading, problems, glance }: ReadCeremony): string[] {
  const [first, ...more] = glance?.() ?? problems;
  if (first === undefined) return [];
  return [
    `${heading.name}, not asked for, could not be read: ${first}${more.length === 0 ? '' : `, and ${more.length} more`}`,
  ];
}

/** Without a ceremony left, the problems are the file's. */
function refusalOfAll(refused: readonly RefusedRead[], remarks: readonly string[], { name, format }: SourceFile) {
  const problems = refused.flatMap((one) => one.problems);
  if (refused.length > 0 && refused.every(({ code }) => code === 'baseline')) return unmetBaseline(problems, name);
  return refusedFile(problems.length > 0 ? problems : ['there is no ceremony in it', ...remarks], name, format);
}

/** No file or address with ceremonies is larger. */
export const maxSourceBytes = 32 * 1024 * 1024;

/** All that the stream holds, up to a size that no ceremony file has. */
async function readBounded(stream: Readable, source: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxSourceBytes) throw new ExpectedError('input', `cannot read ${source}: it is larger than 32 MiB`);
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
