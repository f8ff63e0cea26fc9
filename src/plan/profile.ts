/** A nomination as matching sees it: what it credits and is for, in a form that can be compared, made once. */
import type { CreditedMovie, Nomination, Nominee } from '../model/ceremony.ts';
import { announcedText, fold } from '../model/identity.ts';
import { Wording } from './likeness.ts';

export type Announced = Pick<Nomination, 'movies' | 'nominees' | 'detail' | 'citation'> &
  Partial<Pick<Nomination, 'won' | 'note'>>;

export interface Credit {
  readonly id: string | null;
  readonly name: Wording;
}

export interface Profile<N extends Announced> {
  readonly nomination: N;
  readonly movies: readonly Credit[];
  readonly nominees: readonly Credit[];
  /** Whether a nominee is known to be somebody: by an ID, or as a person or company. */
  readonly isSomebody: boolean;
  readonly detail: Wording;
  readonly citation: Wording;
  readonly note: string;
  /** As announced; equal for true repeats. */
  readonly text: string;
  /** What tells apart those of one text: the IDs that are credited, and the years of the movies. */
  readonly ids: readonly (string | null)[];
  readonly years: readonly (number | null)[];
  /** The text with these, and with what tells apart those that are one in all of it. */
  readonly fullText: string;
}

export function profileOf<N extends Announced>(nomination: N): Profile<N> {
  const { movies, nominees, detail, citation, note, won } = nomination;
  const text = announcedText(nomination);
  const ids = [...movies, ...nominees].map(({ imdbId }) => imdbId);
  const years = movies.map(({ year }) => year);
  const foldedNote = fold(note ?? '');
  return {
    nomination,
    movies: movies.map(movieCredit),
    nominees: nominees.map(nomineeCredit),
    isSomebody: nominees.some(({ imdbId }) => imdbId !== null),
    detail: new Wording(detail),
    citation: new Wording(citation),
    note: foldedNote,
    text,
    ids,
    years,
    fullText: JSON.stringify([text, ids, years, foldedNote, won]),
  };
}

function movieCredit({ imdbId, title }: CreditedMovie): Credit {
  return { id: imdbId, name: new Wording(title) };
}

function nomineeCredit({ imdbId, name }: Nominee): Credit {
  return { id: imdbId, name: new Wording(name) };
}

/** The announcement without regard to spelling and to the order of its credits. */
export function bareText({ movies, nominees, detail, citation }: Profile<Announced>): string {
  const names = (credits: readonly Credit[]) => credits.map(({ name }) => name.bare).sort();
  return JSON.stringify([names(movies), names(nominees), detail.bare, citation.bare]);
}

/** Whom and what a nomination credits, by their IDs, with what it is for; null where one of them has none. */
export function idText({ movies, nominees, detail, citation }: Profile<Announced>): string | null {
  if ([...movies, ...nominees].some(({ id }) => id === null)) return null;
  const ids = (credits: readonly Credit[]) => credits.map(({ id }) => id).sort();
  return JSON.stringify([ids(movies), ids(nominees), detail.bare, citation.bare]);
}
