/** From the bytes of a file to its text, however it was packed and encoded; what cannot be read is told by its name. */
import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ExpectedError, messageOf } from '../model/errors.ts';

/**
 * Decodes UTF-8, and UTF-16 with its mark; gzip is unpacked first.
 *
 * @param source how errors name the file
 * @param maxBytes how much it may be unpacked
 * @throws ExpectedError `input` where it is something else, or damaged
 */
export async function fileText(bytes: Buffer, source: string, maxBytes: number): Promise<string> {
  const plain = startsWith(bytes, gzipMark) ? await unpacked(bytes, source, maxBytes) : bytes;
  const other = others.find(({ mark }) => startsWith(plain, mark));
  if (other !== undefined) throw unreadable(source, `it is ${other.what}`, other.hint);
  const encoding = encodings.find(({ mark }) => startsWith(plain, mark))?.name ?? 'utf-8';
  if (encoding === 'utf-8' && isHalfZeros(plain)) {
    throw unreadable(source, 'it is not UTF-8 text: it holds zero bytes, as UTF-16 without its mark does', asUtf8);
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(plain);
  } catch {
    if (encoding === 'utf-8') throw unreadable(source, `it is not UTF-8 text: ${badByte(plain)}`, asUtf8);
    throw unreadable(source, 'it begins as UTF-16 text and does not go on as such: it is cut off or damaged');
  }
}

/** Whether every third byte is zero, which none is in a text. */
function isHalfZeros(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 300);
  return start.filter((byte) => byte === 0).length > start.length / 3;
}

const asUtf8 = 'save it as UTF-8';
const gzipMark = [0x1f, 0x8b];
const encodings = [
  { mark: [0xff, 0xfe], name: 'utf-16le' },
  { mark: [0xfe, 0xff], name: 'utf-16be' },
];
/** What files begin with that people take for tables and pages. */
const others = [
  {
    mark: [0x50, 0x4b, 3, 4],
    what: 'a ZIP archive, such as a workbook',
    hint: 'unpack it, or save the sheet as text separated by tabs',
  },
  { mark: [0xd0, 0xcf, 0x11, 0xe0], what: 'a workbook of Excel', hint: 'save the sheet as text separated by tabs' },
  { mark: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', hint: undefined },
  { mark: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'an SQLite database', hint: undefined },
  { mark: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed by zstd', hint: 'unpack it, or pack it by gzip' },
  { mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'packed by xz', hint: 'unpack it, or pack it by gzip' },
  { mark: [0x42, 0x5a, 0x68], what: 'packed by bzip2', hint: 'unpack it, or pack it by gzip' },
  { mark: [0xff, 0xfe, 0, 0], what: 'UTF-32 text', hint: asUtf8 },
];

async function unpacked(bytes: Buffer, source: string, maxBytes: number): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw unreadable(source, `unpacked it is larger than ${maxBytes / 1024 ** 2} MiB`);
    const reason = code === 'Z_BUF_ERROR' ? 'it is cut off' : messageOf(error);
    throw new ExpectedError('input', `cannot read ${source}: it is packed by gzip, and cannot be unpacked: ${reason}`, {
      cause: error,
    });
  }
}

/** Where the text stops being UTF-8. A line end is never part of another character. */
function badByte(bytes: Buffer): string {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    const text = bytes.subarray(start, end < 0 ? undefined : end);
    if (!isUtf8(text)) return `byte 0x${hex(text[validLength(text)])} on line ${line}`;
    if (end < 0) return `a byte on line ${line}`;
    start = end + 1;
  }
}

/** Bytes before the first that is in no character. */
function validLength(text: Buffer): number {
  let length = 0;
  for (const character of new TextDecoder('utf-8').decode(text)) {
    const size = Buffer.byteLength(character);
    if (!isUtf8(text.subarray(length, length + size))) return length;
    length += size;
  }
  return length;
}

function hex(byte = 0): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function unreadable(source: string, reason: string, hint?: string): ExpectedError {
  return new ExpectedError('input', `cannot read ${source}: ${reason}`, hint === undefined ? {} : { hint });
}
