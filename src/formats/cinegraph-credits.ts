/** What both of Cinegraph's shapes have: optional texts, and credits with IDs that may be missing. */
import * as z from 'zod';
import type { NomineeFile } from './reading.ts';

export const optionalText = z.string().nullish();
/** A movie's year is a help, not what a nomination is about: what is none is left out. */
export const movieYear = z.int().nullish().catch(null);

/** A list that has to be there, and may be null, of entries that may be null. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item.nullish()).nullable();

export function movieOf(title: string, imdbId: string | null | undefined, year: number | null | undefined) {
  return { title, ...(imdbId ? { imdbId } : {}), ...(year ? { year } : {}) };
}

export function nomineeOf(name: string, imdbId: string | null | undefined): NomineeFile {
  return { name, ...(imdbId ? { imdbId } : {}) };
}
