/**
 * The formats that ceremonies come in, a row each. A new format is a reader in a file of its own and a row here. Readers
 * are loaded when a file of theirs comes up: a bundled ceremony needs none of them, nor does `--help`.
 */
import { isCinegraphRow } from './cinegraph-row.ts';
import { isGraphqlAnswer } from './imdb-graphql-marks.ts';
import type { JsonItem } from './json-text.ts';
import { isOscarDataHeader } from './oscar-data-columns.ts';
import type { JsonReader, TextReader } from './reading.ts';
import { tableHeader } from './table-header.ts';

/** A format is read from text, such as a table, or from JSON, or from both. */
export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  /** What a file of it is called. */
  readonly what: string;
  /** What it is known by, in words. */
  readonly marks: string;
  /** What to do about a file of it that has problems. */
  readonly hint: string;
  readonly text?: { readonly isIn: (text: string) => boolean; readonly reader: () => Promise<TextReader> };
  readonly json?: {
    readonly isIn: (value: JsonObject) => boolean;
    /** Joins values of a file that are pieces of one ceremony, before they are read. */
    readonly join?: () => Promise<(items: readonly JsonItem[]) => readonly JsonItem[]>;
    readonly reader: () => Promise<JsonReader>;
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

const correctIt = 'correct it there; if it is in another format, --format says which';

/** Tried in this order. JSON that has the marks of none is taken for the first, whose check names what it lacks. */
const rows = [
  {
    name: 'ceremony',
    what: 'a ceremony file',
    marks: 'JSON with an organization',
    hint: 'the format is described by fixtures/ceremony.schema.json',
    json: {
      isIn: (value) => 'organization' in value,
      reader: async () => {
        const { ownCeremony } = await import('../ceremony/parse.ts');
        return (value, at) => ({ ceremonies: [ownCeremony(value, at)], problems: [], remarks: [] });
      },
    },
  },
  {
    name: 'oscar_data',
    what: 'an oscar_data table',
    marks: 'separated by tabs, semicolons or commas, with columns Ceremony, Category, Film …',
    hint: correctIt,
    text: {
      isIn: (text) => isOscarDataHeader(tableHeader(text, isOscarDataHeader).columns),
      reader: async () => (await import('./oscar-data.ts')).readOscarData,
    },
  },
  {
    name: 'cinegraph',
    what: "Cinegraph's ceremony data",
    marks: 'JSON with awards, or with categories of nominees',
    hint: correctIt,
    json: {
      isIn: (value) =>
        ['awards', 'ceremony_number', 'festival_key'].some((key) => key in value) ||
        isCinegraphRow(value) ||
        (Array.isArray(value.categories) && value.categories.some((one) => isObject(one) && 'category' in one)),
      reader: async () => (await import('./cinegraph.ts')).readCinegraph,
    },
  },
  {
    name: 'imdb',
    what: 'an IMDb event page',
    marks: 'its HTML, or the JSON inside',
    hint: correctIt,
    text: {
      isIn: (text) => /^\s*</.test(text),
      reader: async () => (await import('./imdb-event.ts')).readImdbPage,
    },
    json: {
      isIn: ({ props, pageProps }) => isObject(props) || isObject(pageProps),
      reader: async () => (await import('./imdb-event.ts')).readImdbEvent,
    },
  },
  {
    name: 'imdb_graphql',
    what: "an answer of IMDb's GraphQL interface",
    marks: 'JSON with nominationEventEdition under data, with the answer about its event',
    hint: correctIt,
    json: {
      isIn: isGraphqlAnswer,
      join: async () => (await import('./imdb-graphql.ts')).joinGraphqlAnswers,
      reader: async () => (await import('./imdb-event.ts')).readImdbEvent,
    },
  },
  {
    name: 'event_list',
    what: "a public list of an event's years",
    marks: "YAML, with the event's name in a comment on line 1",
    hint: correctIt,
    text: {
      isIn: (text) => /^\s*#[^\n]*\n\s*['"]?\d{4}(?:-\d)?['"]?\s*:/.test(text.slice(0, 1_000)),
      reader: async () => (await import('./event-list.ts')).readEventList,
    },
  },
] as const satisfies readonly Format[];

export type FormatName = (typeof rows)[number]['name'];
export const formats: readonly Format[] = rows;
export const formatNames = rows.map(({ name }) => name);

export function formatNamed(name: FormatName): Format {
  return formats.find((format) => format.name === name) ?? rows[0];
}

/** The format of a text that is not JSON, or null. */
export function formatOfText(text: string): Format | null {
  return formats.find((format) => format.text?.isIn(text)) ?? null;
}

/** The format of one JSON value. */
export function formatOfJson(value: unknown): Format {
  return formats.find(({ json }) => isObject(value) && json?.isIn(value)) ?? rows[0];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
