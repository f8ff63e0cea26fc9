import { describe, expect, test } from 'vitest';
import { safeJson, visible } from '../../src/report/safe-text.ts';

describe('text from outside never steers the terminal', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a C1 control sequence', '\u009b31m', '\\u{9b}31m'],
    ['a line end', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['a bidirectional isolate', 'a\u2067b', 'a\\u{2067}b'],
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
  const text = safeJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
});
