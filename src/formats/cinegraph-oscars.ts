/** Cinegraph's shape of the Academy Awards: categories with their nominees, as scraped from oscars.org. */
import * as z from 'zod';
import { pathText, quoted, within } from '../ceremony/issue-text.ts';
import { headingIn } from '../ceremony/parse.ts';
import { imdbNomineeId } from '../ceremony/schema.ts';
import type { NomineeId } from '../model/ceremony.ts';
import { academy, academyAwards, editionOf, numberOf } from './academy-awards.ts';
import { canonicalCategory, knownCategory, spellName } from './category-names.ts';
import { listOf, movieOf, movieYear, nomineeOf, optionalText } from './cinegraph-credits.ts';
import { creditBeside, namesIn } from './credit-line.ts';
import { isPlaceholder, nomineeNamed } from './credited-name.ts';
import { likelyKind } from './kind-of-category.ts';
import { optionalList } from './optional-list.ts';
import {
  CategoryCollector,
  type NominationFile,
  type NomineeFile,
  type Reading,
  refusedReading,
  withoutEmpty,
  wonBy,
} from './reading.ts';

const oscarNominee = z.object({
  film: optionalText,
  film_imdb_id: optionalText,
  film_year: movieYear,
  name: optionalText,
  person_imdb_ids: optionalList(imdbNomineeId.transform((id) => id as NomineeId).nullish()),
  winner: z.boolean().nullish(),
  honoree_type: optionalText,
});
type OscarNominee = z.infer<typeof oscarNominee>;

export const oscarsSchema = z.object({
  year: z.int(),
  ceremony_number: z.int().min(1).nullish(),
  categories: listOf(z.object({ category: z.string(), nominees: listOf(oscarNominee) })),
});

/** @param at path of the object within its file, empty for the whole */
export function readOscars(data: z.infer<typeof oscarsSchema>, at: string): Reading {
  const number = data.ceremony_number ?? (data.year === 1930 ? null : numberOf({ year: data.year, instance: 1 }));
  if (number === null) {
    const problem = within(at, `ceremony_number: which ceremony of ${data.year} it is must be said`);
    return refusedReading({ ...headingIn(data, at), organization: academy.key }, at, [problem]);
  }
  const problems = editionOf(number).year === data.year ? [] : [within(at, wrongYear(number, data.year))];
  const collected = new CategoryCollector();
  for (const [categoryIndex, one] of (data.categories ?? []).entries()) {
    if (!one) {
      collected.leaveOut(within(at, pathText(['categories', categoryIndex])), 'a category that is empty');
      continue;
    }
    const { category: source, nominees } = one;
    if (nominees === null) {
      const path = within(at, pathText(['categories', categoryIndex, 'nominees']));
      collected.leaveOut(path, 'a category without nominations');
      continue;
    }
    const name = spellName(source);
    const award = knownCategory(source);
    const namesMovies = nominees.some((nominee) => Boolean(nominee?.film));
    const category =
      award === null
        ? { name, kind: likelyKind({ category: name, honoured: namesMovies ? 'movies' : 'people alone' }) }
        : { ...canonicalCategory(award), name, canonicalName: award.canonicalName };
    for (const [index, nominee] of nominees.entries()) {
      const place = within(at, pathText(['categories', categoryIndex, 'nominees', index]));
      if (!nominee) {
        collected.leaveOut(place, 'an entry that is empty');
        continue;
      }
      const {
        nominees: credited,
        open,
        looseIds,
      } = nomineesOf(nominee, {
        isWonByCountry: award?.canonicalName === 'International Feature Film',
        honoursPeople: category.kind !== 'special',
      });
      const { film, film_imdb_id: id } = nominee;
      const unnamed = film || !id ? [] : [`a movie without a title (${quoted(id)})`];
      const leftOut = [...unnamed, ...open.map((name) => `${quoted(name)}, which is no name`)];
      collected.add(source, category, toNomination(nominee, credited), place, leftOut, looseIds);
    }
  }
  const head = academyAwards(number);
  return collected.reading(head, at, problems);
}

function toNomination(nominee: OscarNominee, nominees: NomineeFile[]): NominationFile {
  const { film, film_imdb_id, film_year, name, winner, honoree_type } = nominee;
  const said = withoutEmpty({
    credit:
      nominees.length === 0
        ? undefined
        : creditBeside(
            name ?? '',
            nominees.map((one) => one.name),
          ),
    movies: film ? [movieOf(film, film_imdb_id, film_year)] : [],
    nominees,
  });
  return { ...said, ...wonBy(winner ?? (honoree_type ? honoree_type === 'winner' : winner)) };
}

interface Credited {
  readonly nominees: NomineeFile[];
  /** What stands where names will. */
  readonly open: readonly string[];
  readonly looseIds: readonly NomineeId[];
}

/** The names in the one string, and the IDs beside it: in no order that could be relied on, so that they are not paired. */
function nomineesOf({ name: text, person_imdb_ids }: OscarNominee, category: OscarCategory): Credited {
  const ids = person_imdb_ids.flatMap((id) => id ?? []);
  const name = text?.trim() ?? '';
  if (name === '') return { nominees: [], open: [], looseIds: ids };
  const [onlyId, ...moreIds] = ids;
  if (onlyId === undefined && isPlaceholder(name)) return { nominees: [], open: [name], looseIds: [] };
  if (onlyId === undefined && category.isWonByCountry)
    return { nominees: [{ name, kind: 'country' }], open: [], looseIds: [] };
  // A company's name may have commas and an "and" of its own.
  if (moreIds.length === 0 && onlyId?.startsWith('co'))
    return { nominees: [nomineeOf(name, onlyId)], open: [], looseIds: [] };
  const names = namesIn(name, ids.length || undefined);
  return {
    nominees: names
      .filter((one) => !isPlaceholder(one))
      .map((one) => nomineeNamed(one, undefined, category.honoursPeople)),
    open: names.filter(isPlaceholder),
    looseIds: ids,
  };
}

interface OscarCategory {
  readonly isWonByCountry: boolean;
  /** Whether a name without an ID is a person's; special awards also go to companies. */
  readonly honoursPeople: boolean;
}

function wrongYear(number: number, given: number): string {
  return `year: ceremony ${number} was held in ${editionOf(number).year}, got ${given}`;
}
