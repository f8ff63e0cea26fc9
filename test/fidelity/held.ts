/** What a database holds of the Academy Awards, nomination by nomination, asked through the program's own command. */

export interface HeldNominee {
  readonly name: string;
  readonly kind: string;
  readonly id: string | null;
}

export interface HeldRow {
  readonly ceremony: number;
  readonly year: number;
  readonly category: readonly [name: string, canonical: string];
  readonly kind: string;
  readonly won: boolean;
  readonly movies: readonly (readonly [title: string, id: string | null])[];
  readonly nominees: readonly HeldNominee[];
  readonly credit: string | null;
  readonly detail: string | null;
  readonly note: string | null;
  readonly citation: string | null;
}

/** One row a nomination, as JSON, in the order of ceremonies, categories and nominations. */
export const heldQuery = `
  select json_build_object(
           'ceremony', c.number, 'year', c.year, 'category', json_build_array(k.name, k.canonical_name), 'kind', k.kind, 'won', n.won,
           'movies', (select coalesce(json_agg(json_build_array(x.title, m.imdb_id) order by x.position), '[]')
                        from nominated_movies x left join movies m on m.id = x.movie_id where x.nomination_id = n.id),
           'nominees', (select coalesce(json_agg(json_build_object('name', e.name, 'kind', e.kind,
                                                   'id', coalesce(p.imdb_id, e.company_imdb_id)) order by e.position), '[]')
                          from nominees e left join people p on p.id = e.person_id where e.nomination_id = n.id),
           'credit', n.credit, 'detail', n.detail, 'note', n.note, 'citation', n.citation)::text as held
    from nominations n
    join ceremonies c on c.id = n.ceremony_id
    join organizations o on o.id = c.organization_id
    join categories k on k.id = n.category_id
    join ceremony_categories place on (place.ceremony_id, place.category_id) = (c.id, k.id)
   where o.key = 'oscars'
   order by c.number, place.position, n.position`;

/** @param answer what `sql --json` printed for `heldQuery` */
export function heldIn(answer: string): HeldRow[] {
  const { rows } = JSON.parse(answer) as { rows: readonly { readonly held: string }[] };
  return rows.map(({ held }) => JSON.parse(held) as HeldRow);
}
