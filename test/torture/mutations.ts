/** Broken and odd ceremony files, made from the bundled one. */
import { readFileSync } from 'node:fs';
import { historyRows, historyTable } from '../history/oscar-data.ts';
import type { Random } from '../history/random.ts';
import { bundledFile } from '../support/ceremonies.ts';
import { asImdbPage, asOscarData } from '../support/other-sources.ts';
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
  return withByteEdits(mutatedJson(file, random), random);
}

/** Bytes of a file of another format with a few things wrong or odd. */
export function mutatedSource(random: Random): Buffer {
  const source = random.pick(sources);
  return withByteEdits(
    source.startsWith('{') ? mutatedJson(JSON.parse(source), random) : mutatedText(source, random),
    random,
  );
}

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').trimStart();

/** Of each format that is read: a small one with all kinds of things in it, and the bundled ceremony. */
const sources = ['oscar_data.tsv', 'cinegraph-oscars.json', 'cinegraph-festival.json', 'imdb-event.json']
  .map(fixture)
  .concat([asOscarData(bundledFile()), asImdbPage(bundledFile())])
  .concat([historyTable(historyRows({ seed: 'fuzz', ceremonies: 3, nominations: 60 }))]);

function mutatedJson(file: Holder, random: Random): string {
  for (let left = random.int(4); left >= 0 && Object.keys(file).length > 0; left--) {
    const [holder, key] = anyPlaceIn(file, random);
    random.pick(edits)(holder, key, random, file);
  }
  const text = JSON.stringify(file, null, random.pick([0, 2]));
  return random.chance(0.25) ? random.pick(textEdits)(text, random) : text;
}

/** Lines and cells of a table, and the text of a page. */
function mutatedText(source: string, random: Random): string {
  const lines = source.split('\n').map((line) => line.split('\t'));
  for (let left = random.int(4); left >= 0 && lines.length > 0; left--) random.pick(tableEdits)(lines, random);
  const text = lines.map((cells) => cells.join('\t')).join('\n');
  return random.chance(0.2) ? random.pick(textEdits)(text, random) : text;
}

/** Each changes one line or cell. */
const tableEdits: readonly ((lines: string[][], random: Random) => void)[] = [
  (lines, random) => inCell(lines, random, () => random.pick(hurtfulTexts)(random)),
  (lines, random) => inCell(lines, random, (cell) => cell + random.pick(hurtfulTexts)(random)),
  (lines, random) => inCell(lines, random, () => random.pick([...random.pick(lines), ''])),
  (lines, random) => inCell(lines, random, (cell) => cell.replace('|', random.pick(['', '||', '\t', ' | ']))),
  (lines, random) => inCell(lines, random, () => random.pick(['?', 'nm', '99', '1930', 'False', '\\"', 'tt1|tt2|tt3'])),
  (lines, random) => void lines.splice(random.int(lines.length), 1),
  (lines, random) => void lines.splice(random.int(lines.length), 0, [...random.pick(lines)]),
  (lines, random) => void random.pick(lines).pop(),
  (lines, random) => void random.pick(lines).splice(random.int(5), 1),
];

function inCell(lines: string[][], random: Random, edit: (cell: string) => string): void {
  const cells = random.pick(lines);
  if (cells.length === 0) return;
  const at = random.int(cells.length);
  cells[at] = edit(cells[at] ?? '');
}

function withByteEdits(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 0 && random.chance(0.03)) bytes[random.int(bytes.length)] = random.pick([0xff, 0xc0, 0x80]);
  return bytes;
}

type Place = readonly [Holder, string | number];

/** Some value of the file, as where it stands; shallow ones as often as deep ones, of which there are many more. */
function anyPlaceIn(file: Holder, random: Random): Place {
  let level = placesIn(file);
  for (let depth = random.int(depthOf(file)); depth > 0; depth--) {
    const below = level.flatMap(([holder, key]) => placesIn(holder[key]));
    if (below.length === 0) break;
    level = below;
  }
  return random.pick(level);
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

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
