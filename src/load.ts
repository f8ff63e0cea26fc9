/** From bytes to checked ceremonies: the only way a ceremony enters the program. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { parseCeremonies, refuse } from './ceremony/parse.ts';
import { decode, parseJson, readBounded } from './ceremony/read-file.ts';
import type { FormatName } from './formats/format-names.ts';
import { recogniseJson, recogniseText } from './formats/formats.ts';
import type { Reading } from './formats/reading.ts';
import type { Ceremony, LoadedCeremony } from './model/ceremony.ts';
import { ExpectedError } from './model/errors.ts';

export interface LoadOptions {
  /** How the report names the file; the path where it is left out. */
  readonly source?: string | undefined;
  /** What the file is; recognised by its content where it is left out. */
  readonly format?: FormatName | undefined;
  /** Told what the reader left aside. */
  readonly onRemark?: ((remark: string) => void) | undefined;
}

const kindOfFile: Readonly<Record<FormatName, string>> = {
  ceremony: 'a ceremony file',
  oscar_data: 'an oscar_data table',
  cinegraph: "Cinegraph's ceremony data",
  imdb: 'an IMDb event page',
};

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
  const bytes = await readBounded(path, stdin, source);
  const { format, reading } = await read(decode(bytes, source), source, options.format);
  for (const remark of reading.remarks) options.onRemark?.(`${name}: ${remark}`);
  refuse(reading.problems, name, kindOfFile[format]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return parseCeremonies(reading.ceremonies, name, kindOfFile[format]).map((ceremony) => ({
    ceremony,
    source,
    sha256,
  }));
}

/**
 * Parses the content of a ceremony file.
 *
 * @param name prefix of each problem's path
 * @throws ExpectedError `input` or `baseline`, as `loadCeremonies` does
 */
export function parseCeremony(content: unknown, name: string): Ceremony {
  const [ceremony] = parseCeremonies([{ content, at: '', places: [] }], name, kindOfFile.ceremony);
  if (ceremony === undefined) throw new RangeError(`${name} was neither parsed nor refused`);
  return ceremony;
}

/** Each reader is loaded when its format comes up: a bundled ceremony needs none of them. */
async function read(
  text: string,
  source: string,
  wanted: FormatName | undefined,
): Promise<{ format: FormatName; reading: Reading }> {
  const format = wanted ?? recogniseText(text);
  if (format === 'oscar_data') {
    const { readOscarData } = await import('./formats/oscar-data.ts');
    return { format, reading: readOscarData(text) };
  }
  if (format === null) refuseUnknown(text, source);
  const json = format === 'imdb' ? await jsonOfPage(text) : text;
  if (json === null) return { format: 'imdb', reading: { ceremonies: [], problems: [noData], remarks: [] } };
  const value = parseJson(json, source);
  if (!Array.isArray(value) || value.length === 0) return readOne(value, '', format);
  const readings = await Promise.all(value.map((item, at) => readOne(item, `[${at}]`, format)));
  return { format: readings[0]?.format ?? 'ceremony', reading: together(readings.map(({ reading }) => reading)) };
}

/** What is no table and no page has to be JSON, which begins with a bracket here. */
function refuseUnknown(text: string, source: string): void {
  if (/^\s*[[{]/.test(text)) return;
  const what = text.trim() === '' ? 'is empty' : 'is in no format that is known';
  throw new ExpectedError('input', `${source} ${what}`, {
    hint: "it takes a ceremony file (JSON), oscar_data's table (tab-separated, with a column Ceremony), Cinegraph's JSON or IMDb's event page",
  });
}

async function readOne(
  value: unknown,
  at: string,
  wanted: FormatName | null,
): Promise<{ format: FormatName; reading: Reading }> {
  const format = wanted ?? recogniseJson(value);
  if (format === 'cinegraph') {
    const { readCinegraph } = await import('./formats/cinegraph.ts');
    return { format, reading: readCinegraph(value, at) };
  }
  if (format === 'imdb') {
    const { readImdbEvent } = await import('./formats/imdb-event.ts');
    return { format, reading: readImdbEvent(value, at) };
  }
  return { format, reading: { ceremonies: [{ content: value, at, places: [] }], problems: [], remarks: [] } };
}

const noData = 'the page holds no <script id="__NEXT_DATA__">: save the page itself, such as with Ctrl-S';

async function jsonOfPage(text: string): Promise<string | null> {
  if (!text.trimStart().startsWith('<')) return text;
  const { nextDataIn } = await import('./formats/imdb-page.ts');
  return nextDataIn(text);
}

function together(readings: readonly Reading[]): Reading {
  return {
    ceremonies: readings.flatMap(({ ceremonies }) => ceremonies),
    problems: readings.flatMap(({ problems }) => problems),
    remarks: readings.flatMap(({ remarks }) => remarks),
  };
}
