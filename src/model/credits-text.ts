import type { Nomination } from './ceremony.ts';
import { bare } from './identity.ts';

/** `Oppenheimer · Cillian Murphy · J. Robert Oppenheimer`: what tells a nomination from others of its category. */
export function creditsText({ movies, nominees, detail }: Pick<Nomination, 'movies' | 'nominees' | 'detail'>): string {
  const parts = [movies.map((m) => m.title).join(' + '), nominees.map((n) => n.name).join(', '), detail ?? ''];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Whom and what a nomination credits, without regard to spelling and order: equal where two credit the same. */
export function bareCredits({ movies, nominees }: Pick<Nomination, 'movies' | 'nominees'>): string {
  return JSON.stringify([movies.map(({ title }) => bare(title)).sort(), nominees.map(({ name }) => bare(name)).sort()]);
}
