/** What a ceremony file should not hold, or may hold although it hurts. */
import type { Random } from '../history/random.ts';

/** Texts that hurt: control, escape and bidirectional characters, halves of surrogate pairs, long, and almost nothing. */
export const hurtfulTexts: readonly ((random: Random) => string)[] = [
  () => '',
  () => ' \t ',
  () => '\u0000',
  () => '\u001b[2J\u001b]0;owned\u0007',
  () => '\u202egnitcerid\u202c\u2066x',
  () => '\u200b\ufeff\u2060',
  () => '\ud800',
  () => 'x\udc00y',
  () => '\u009b31m',
  () => '__proto__',
  () => 'constructor',
  () => "'; drop table people; --",
  () => '{"a","b"}\\"\\\\,NULL',
  () => '$1 %s $'.concat('{x} {{y}}'),
  () => 'ﬁ ẞ İ ı ſ Å K',
  () => 'a\u0301\u0327'.repeat(600),
  (random) => 'x'.repeat(random.pick([1_999, 2_000, 2_001, 100_000])),
  // No two characters alike, so that no compression makes it fit where it does not.
  (random) => Array.from({ length: 2_000 }, () => String.fromCharCode(0x4e00 + random.int(20_000))).join(''),
  (random) => Array.from({ length: 1_000 }, () => String.fromCodePoint(0x20000 + random.int(40_000))).join(''),
  () => 'tt0000000000000000',
  () => 'nm１２３４５６７',
  () => 'co0000001',
  () => '2024-02-30',
];

/** Values of the wrong type, and odd ones of the right type. */
export const hurtfulValues: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => [],
  () => ({}),
  () => [[[[]]]],
  () => ({ length: 3, 0: 'a' }),
  (random) => nested(random.pick([10, 1_000])),
  (random) => random.pick(hurtfulTexts)(random),
];

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
