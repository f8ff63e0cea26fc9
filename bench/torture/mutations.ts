/** Broken and odd ceremony files, made from the bundled one. */
import { bundledFile } from '../../test/support/ceremonies.ts';
import type { Random } from '../random.ts';
import { hurtfulTexts, hurtfulValues } from './hurtful-values.ts';

type Json = unknown;
type Holder = Record<string | number, Json>;

const optionalKeys = [
  'canonicalName',
  'group',
  'detail',
  'credit',
  'citation',
  'note',
  'year',
  'imdbId',
  'kind',
  'won',
].concat(['instance', 'number', 'abbreviation', 'date', 'expected']);

const plausibleValues: readonly Json[] = [
  'Directing',
  'Sound',
  'nm0000217',
  'co0000001',
  'person',
  'company',
  'country',
]
  .concat(['craft', '2024-03-10', 'Written by', 'ß'])
  .concat([1, 2, 2023, true] as never[]);

type Edit = (holder: Holder, key: string | number, random: Random, file: Holder) => void;

/** Each changes one value somewhere in the file. */
const edits: readonly Edit[] = [
  (holder, key, random) => (holder[key] = random.pick(hurtfulValues)(random)),
  (holder, key, random) => {
    if (typeof holder[key] === 'string') holder[key] = random.pick(hurtfulTexts)(random);
  },
  (holder, key, random) => {
    if (typeof holder[key] === 'string') holder[key] += random.pick(hurtfulTexts)(random);
  },
  (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[Number(key)]));
  },
  (holder, key, random) => {
    if (!Array.isArray(holder)) return;
    const other = random.int(holder.length);
    [holder[Number(key)], holder[other]] = [holder[other], holder[Number(key)]];
  },
  (holder, _, random) => {
    if (!Array.isArray(holder)) holder[random.pick(hurtfulTexts)(random)] = random.pick(hurtfulValues)(random);
  },
  (holder, _, random) => {
    // What the format knows and the file does not have there.
    if (!Array.isArray(holder)) holder[random.pick(optionalKeys)] ??= random.pick(plausibleValues);
  },
  (holder, key, random) => {
    // The same credit again, but without a part of what it says.
    const value = holder[key];
    if (!Array.isArray(holder) || typeof value !== 'object' || value === null) return;
    const copy = structuredClone(value) as Holder;
    delete copy[random.pick(Object.keys(copy).concat('imdbId'))];
    holder.splice(random.int(holder.length + 1), 0, copy);
  },
  (holder, key, random, file) => {
    // The same value elsewhere: a name twice, an ID of somebody else, a category inside itself.
    const [otherHolder, otherKey] = anyPlaceIn(file, random);
    holder[key] = structuredClone(otherHolder[otherKey]);
  },
];

/** Each changes the text of the file. */
const textEdits: readonly ((text: string, random: Random) => string)[] = [
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => text.slice(0, random.int(text.length)),
  (text, random) => replaceAt(text, random, ''),
  (text, random) =>
    replaceAt(text, random, random.pick(['{', '}', '[', ']', '"', ',', ':', '\\', '\u0000', '1e999', '-', 'NaN'])),
  (text) => text.replace('"year":', '"year": 1999, "year":'),
  (text) => text.replace('{', '{"__proto__": {"year": 1}, "constructor": {"prototype": {}},'),
  (text) => text.replace('"year": 2024', '"year": 1e400'),
  (text) => text.replace('"year": 2024', '"year": 2024.0000000000000000001'),
  (text) => text.replace(/"name": "([^"]+)"/, '"name": "\\ud83d$1\\udc00"'),
  (text) => `${text}${text}`,
  // As text, since what is nested so deeply can be read but not written by JSON.stringify.
  (text, random) => inPlaceOfValue(text, random, random.pick([10, 10_000, 200_000])),
  (text, random) => text.replace('"categories": [', `"categories": ${'['.repeat(random.pick([10, 10_000]))}`),
  (text, random) => `${'{"a":'.repeat(random.pick([10, 100_000]))}${text}`,
];

/** Bytes of a ceremony file with a few things wrong or odd. */
export function mutatedFile(random: Random): Buffer {
  const file = bundledFile() as unknown as Holder;
  // Without its baseline, or nearly every change would only be found to miss it.
  if (random.chance(0.7)) delete file.expected;
  for (let left = random.int(4); left >= 0; left--) {
    const [holder, key] = anyPlaceIn(file, random);
    random.pick(edits)(holder, key, random, file);
  }
  let text = JSON.stringify(file, null, random.pick([0, 2]));
  if (random.chance(0.25)) text = random.pick(textEdits)(text, random);
  const bytes = Buffer.from(text);
  if (random.chance(0.03)) bytes[random.int(bytes.length)] = random.pick([0xff, 0xc0, 0x80]);
  return bytes;
}

type Place = readonly [Holder, string | number];

/** Some value of the file, as where it stands; shallow ones as often as deep ones, of which there are many more. */
function anyPlaceIn(file: Holder, random: Random): Place {
  let level = placesIn(file);
  for (let depth = random.int(deepest); depth > 0; depth--) {
    const below = level.flatMap(([holder, key]) => placesIn(holder[key]));
    if (below.length === 0) break;
    level = below;
  }
  return random.pick(level);
}

/** categories, [3], nominations, [1], nominees, [0], name */
const deepest = 7;

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.map((key) => [value as Holder, key]);
}

function inPlaceOfValue(text: string, random: Random, depth: number): string {
  const values = [...text.matchAll(/: ?("[^"\\]*"|\d+|true)/g)];
  if (values.length === 0) return text;
  const { index, 0: value } = random.pick(values);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  return `${text.slice(0, index)}:${open.repeat(depth)}1${close.repeat(depth)}${text.slice(index + value.length)}`;
}

function replaceAt(text: string, random: Random, by: string): string {
  const at = random.int(text.length);
  return text.slice(0, at) + by + text.slice(at + 1);
}
