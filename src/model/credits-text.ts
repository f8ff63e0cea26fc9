import type { Nomination } from './ceremony.ts';

/** `Oppenheimer · Cillian Murphy · J. Robert Oppenheimer`: what tells a nomination from others of its category. */
export function creditsText({ movies, nominees, detail }: Pick<Nomination, 'movies' | 'nominees' | 'detail'>): string {
  const parts = [movies.map((m) => m.title).join(' + '), nominees.map((n) => n.name).join(', '), detail ?? ''];
  return parts.filter((part) => part !== '').join(' · ');
}
