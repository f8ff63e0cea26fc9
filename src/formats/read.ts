/** From the text of a file to the ceremonies in it, by the reader of its format. */
import { headingIn } from '../ceremony/parse.ts';
import { ExpectedError } from '../model/errors.ts';
import { type Format, type FormatName, formatNamed, formatOfJson, formatOfText, formats } from './formats.ts';
import { type JsonItem, jsonItems } from './json-text.ts';
import { type Reading, refusedReading } from './reading.ts';

/** What a text was taken for, and what was found in it. */
export interface TextReading {
  readonly format: Format;
  readonly reading: Reading;
}

/**
 * @param source how errors name the file
 * @param wanted what the file is; recognised by its content where it is left out
 * @throws ExpectedError `input` when it is in no format that is known
 */
export async function readText(text: string, source: string, wanted?: FormatName): Promise<TextReading> {
  const format = wanted === undefined ? formatOfText(text) : formatNamed(wanted);
  if (format?.text !== undefined && (format.json === undefined || format.text.isIn(text))) {
    const read = await format.text.reader();
    return { format, reading: read(text, source) };
  }
  if (format === null) refuseUnknown(text, source);
  return readJson(jsonItems(text, source), format);
}

/** A ceremony, or a list of them. */
async function readJson(items: readonly JsonItem[], wanted: Format | null): Promise<TextReading> {
  const joinedItems = await joinedBy(items, wanted);
  const readings = await Promise.all(joinedItems.map(({ item, format }) => readOne(item, format)));
  return {
    format: readings[0]?.format ?? wanted ?? formatOfJson(items[0]?.value),
    reading: joinReadings(readings.map(({ reading }) => reading)),
  };
}

interface FormattedItem {
  readonly item: JsonItem;
  readonly format: Format;
}

/** Each value with its format; those of a format whose ceremonies come in pieces are joined where the first one stands. */
async function joinedBy(items: readonly JsonItem[], wanted: Format | null): Promise<FormattedItem[]> {
  const formatted = items.map((item) => ({ item, format: wanted ?? formatOfJson(item.value) }));
  const found: FormattedItem[] = [];
  const joinedFormats = new Set<Format>();
  for (const one of formatted) {
    const { format } = one;
    if (format.json?.join === undefined || one.item.problems.length > 0) {
      found.push(one);
    } else if (!joinedFormats.has(format)) {
      joinedFormats.add(format);
      const join = await format.json.join();
      const pieces = formatted.filter((other) => other.format === format && other.item.problems.length === 0);
      for (const item of join(pieces.map((piece) => piece.item))) found.push({ item, format });
    }
  }
  return found;
}

async function readOne({ value, at, problems }: JsonItem, format: Format): Promise<TextReading> {
  if (problems.length > 0) return { format, reading: refusedReading(headingIn(value, at), at, problems) };
  if (format.json === undefined) throw new RangeError(`${format.name} is not read from JSON`);
  const read = await format.json.reader();
  return { format, reading: read(value, at) };
}

/** What has the marks of no text has to be JSON, which begins with a bracket here. */
function refuseUnknown(text: string, source: string): void {
  if (/^\s*[[{]/.test(text)) return;
  const what = text.trim() === '' ? 'is empty' : 'is in no format that is known';
  throw new ExpectedError('input', `${source} ${what}`, {
    hint: `it takes ${formats.map((format) => `${format.what} (${format.marks})`).join(', ')}`,
  });
}

function joinReadings(readings: readonly Reading[]): Reading {
  return {
    ceremonies: readings.flatMap(({ ceremonies }) => ceremonies),
    problems: readings.flatMap(({ problems }) => problems),
    remarks: readings.flatMap(({ remarks }) => remarks),
  };
}
