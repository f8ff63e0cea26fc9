/**
 * Reads Cinegraph's ceremony data (razrfly/cinegraph): Academy Awards as scraped from oscars.org, under `categories`, and other
 * festivals as scraped from IMDb, under `awards`.
 */
import { issueText, quoted, within } from '../ceremony/issue-text.ts';
import { headingIn } from '../ceremony/parse.ts';
import { festivalSchema, readFestival } from './cinegraph-festival.ts';
import { oscarsSchema, readOscars } from './cinegraph-oscars.ts';
import { cinegraphRow } from './cinegraph-row.ts';
import { isRecord } from './json-record.ts';
import { leftAside, type Reading, refusedReading } from './reading.ts';

/**
 * Reads a ceremony, or a row of the table that Cinegraph keeps them in (`festival_ceremonies`), which has it under `data`.
 *
 * @param at path of the object within its file, empty for the whole
 */
export function readCinegraph(value: unknown, at: string): Reading {
  const row = cinegraphRow(value);
  return row === null ? readCeremony(value, at) : readCeremony(row, within(at, 'data'));
}

function readCeremony(value: unknown, at: string): Reading {
  const aside = emptyYear(value, at) ?? scrapedWithoutAwards(value, at);
  if (aside !== null) return aside;
  const isFestival = typeof value === 'object' && value !== null && 'awards' in value;
  const parsed = isFestival ? festivalSchema.safeParse(value) : oscarsSchema.safeParse(value);
  if (!parsed.success)
    return refusedReading(
      headingIn(value, at),
      at,
      parsed.error.issues.map((issue) => issueText(issue, at)),
    );
  return 'awards' in parsed.data ? readFestival(parsed.data, at) : readOscars(parsed.data, at);
}

/** A year of which nothing was found: the awards are an empty list or map, and all else may be missing. */
function emptyYear(value: unknown, at: string): Reading | null {
  if (typeof value !== 'object' || value === null || !('awards' in value || 'categories' in value)) return null;
  const { awards, categories, festival, year, note } = value as Readonly<Record<string, unknown>>;
  const lists: unknown = awards ?? categories ?? [];
  if (typeof lists !== 'object' || lists === null) return null;
  if (!Object.values(lists).every((list) => list === null || (Array.isArray(list) && list.length === 0))) return null;
  const name = [festival ?? (awards === undefined ? 'Academy Awards' : undefined), year].filter(isName).join(' ');
  const why = `no awards in it${isName(note) ? ` (${quoted(note)})` : ''}`;
  return leftAside(name, why, at);
}

/** Where the awards were not found on the page, its links to movies were gathered in their place. */
function scrapedWithoutAwards(value: unknown, at: string): Reading | null {
  if (!isRecord(value) || value.parser !== 'html_fallback') return null;
  const { festival, year } = value;
  return leftAside([festival, year].filter(isName).join(' '), 'its movies were scraped without their awards', at);
}

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}
