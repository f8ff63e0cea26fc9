import { describe, expect, test } from 'vitest';
import { makeStyle } from '../../src/report/style.ts';
import { joinTexts, jsonText, text, visible } from '../../src/report/text.ts';
import { widthOf, wrapText } from '../../src/report/width.ts';

describe('text from outside never steers the terminal', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a C1 control sequence', '\u009b31m', '\\u{9b}31m'],
    ['a line end', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['a bidirectional isolate', 'a\u2067b', 'a\\u{2067}b'],
    ['an invisible plus', 'a\u2064b', 'a\\u{2064}b'],
    ['a word joiner', 'a\u2060b', 'a\\u{2060}b'],
    ['a zero width space', 'a\u200bb', 'a\\u{200b}b'],
    ['half a surrogate pair', 'a\ud83cb', 'a\\u{d83c}b'],
    ['an invisible tag', '\u{e0041}', '\\u{e0041}'],
  ])('%s is shown as visible text', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('names of every script stay as they are', () => {
    for (const name of ['Sénéchal', 'Wài Pó', '宮崎 駿', 'מאיה', 'Thelonious ‘Monk’', '🎬'])
      expect(visible(name)).toBe(name);
  });
});

test('JSON stays equal to the value and holds nothing that a terminal acts on', () => {
  const value = { name: 'a\u001b[2J\u009b\u202e\u2028\u{e0041}b', list: ['\ud800'] };
  const json = String(jsonText(value));
  expect(JSON.parse(json)).toEqual(value);
  expect(json.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
});

test('what is filled in is made visible, what is written and what is text already is not', () => {
  const inner = text`a${'\u001b'}`;
  expect(String(text`1\n${inner}${'\n'}${2}`)).toBe('1\na\\u{1b}\\u{a}2');
  const styled = makeStyle(true).bad(text`${'\u009b'}`);
  expect(String(text`(${styled})`)).toBe('(\u001b[31m\\u{9b}\u001b[39m)');
  expect(widthOf(text`(${styled})`)).toBe(8);
});

describe('lines that are too long', () => {
  const wrap = (line: string, columns: number) => String(wrapText(text`${line}`, columns)).split('\n');

  test('are broken at spaces, and what follows is indented', () => {
    expect(wrap('  one two three four', 11)).toEqual(['  one two', '      three', '      four']);
    expect(wrap('short', 11)).toEqual(['short']);
  });

  test('keep a command whole, so that it can be copied', () => {
    expect(wrap('Apply with: oscars-import --file festival.json', 20)).toEqual([
      'Apply with:',
      '    oscars-import --file festival.json',
    ]);
  });

  test('keep their colours', () => {
    const line = String(wrapText(makeStyle(true).good(text`one two`), 4));
    expect(line).toBe('\u001b[32mone\n    two\u001b[39m');
  });

  test('keep the column of what they are about', () => {
    expect(wrap('✔ Loaded    one two three', 20)).toEqual(['✔ Loaded    one two', '    three']);
    expect(wrap('✔ right to use  one two three', 24)).toEqual(['✔ right to use  one two', '    three']);
    const mark = String(makeStyle(true).good(text`✔`));
    expect(String(wrapText(text`${makeStyle(true).good(text`✔`)} Loaded    one two`, 16))).toBe(
      `${mark} Loaded    one\n    two`,
    );
  });

  test('leave the others as they are', () => {
    expect(String(wrapText(joinTexts([text`1  2`, text`one two`], '\n'), 6))).toBe('1  2\none\n    two');
  });
});
