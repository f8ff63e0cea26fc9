import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileText } from '../../src/formats/file-text.ts';
import { ExpectedError } from '../../src/model/errors.ts';

const maxBytes = 1024 ** 2;
const read = (bytes: Buffer | number[]) => fileText(Buffer.from(bytes), 'f', maxBytes);
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const text = 'Žofín\tŒuvre 🏆\n';

describe('a text is read as programs save it', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first, with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first, with its mark', swapped(`\ufeff${text}`)],
    ['packed by gzip', gzipSync(text)],
    ['packed by gzip, in UTF-16', gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['packed by gzip in two parts', Buffer.concat([gzipSync(text.slice(0, 5)), gzipSync(text.slice(5))])],
  ])('%s', async (_, bytes) => {
    expect(await read(bytes)).toBe(text);
  });

  test('an empty one is empty', async () => {
    expect(await read([])).toBe('');
  });
});

describe('what is no text is told by its name', () => {
  test.each<[string, Buffer | number[], string]>([
    ['a byte of Latin-1', [...Buffer.from('a\nb'), 0xe9, 0x0a, 0x63], 'it is not UTF-8 text: byte 0xE9 on line 2'],
    ['a byte behind others of its line', [...Buffer.from('é🏆'), 0xff], 'it is not UTF-8 text: byte 0xFF on line 1'],
    ['half a character at the end', Buffer.from('a\n🏆').subarray(0, 4), 'it is not UTF-8 text: byte 0xF0 on line 2'],
    ['UTF-16 without its mark', Buffer.from('Ceremony', 'utf16le'), 'UTF-16 without its mark'],
    [
      'UTF-16 that ends within a character',
      Buffer.from('\ufeffab', 'utf16le').subarray(0, 5),
      'it is cut off or damaged',
    ],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], 'it is UTF-32 text'],
    ['a workbook', [...Buffer.from('PK'), 3, 4, 20, 0], 'it is a ZIP archive, such as a workbook'],
    ['a workbook, packed by gzip', gzipSync(Buffer.from([0x50, 0x4b, 3, 4])), 'it is a ZIP archive'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'it is a PDF'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'it is packed by xz'],
    [
      'gzip that is cut off',
      gzipSync(text).subarray(0, 20),
      'it is packed by gzip, and cannot be unpacked: it is cut off',
    ],
    ['gzip that is damaged', [...gzipSync(text).subarray(0, 12), ...Array(20).fill(0x55)], 'cannot be unpacked: '],
    ['more than it may be', gzipSync(Buffer.alloc(maxBytes + 1)), 'unpacked it is larger than 1 MiB'],
  ])('%s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(/^cannot read f: /);
    await expect(read(bytes)).rejects.toThrow(message);
  });

  test.each([
    [[0xe9], 'save it as UTF-8'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'unpack it, or pack it by gzip'],
    [[0x25, 0x50, 0x44, 0x46], undefined],
  ])('with what to do about it: %j', async (bytes, hint) => {
    const refusal = await read(bytes).catch((error) => error as ExpectedError);
    expect(refusal).toBeInstanceOf(ExpectedError);
    expect(refusal).toMatchObject({ code: 'input' });
    expect((refusal as ExpectedError).hint).toBe(hint);
  });
});
