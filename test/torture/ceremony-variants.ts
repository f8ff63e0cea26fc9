/** Other ceremonies made of the bundled one: such as share its people and movies, and older states of its file. */
import type { Random } from '../history/random.ts';
import { type CeremonyFile, editedFile, type NominationFile } from '../support/ceremonies.ts';

/** Another year with a part of the same categories, nominations, movies and people, in another order. */
export function relatedCeremony(year: number, random: Random): CeremonyFile {
  return editedFile((file) => {
    Object.assign(file, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` });
    file.categories = random.shuffled(file.categories).slice(random.int(10));
    for (const category of file.categories)
      category.nominations = random.shuffled(category.nominations).slice(random.int(2));
  });
}

/** The bundled file as it may have been before a correction, or after. */
export function revisedCeremony(random: Random, edits: number): CeremonyFile {
  return editedFile((file) => {
    for (let done = 0; done < edits; done++) random.pick(revisions)(random.pick(peopled(file)), random, file);
  });
}

/** A few categories with some 25 IDs, for what takes long for each. */
export function smallCeremony(): CeremonyFile {
  return editedFile((file) => {
    const kept = ['Actor in a Leading Role', 'Directing', 'Cinematography'];
    file.categories = file.categories.filter(({ name }) => kept.includes(name));
    for (const category of file.categories) category.nominations.splice(4);
  });
}

function peopled(file: CeremonyFile): NominationFile[] {
  const nominations = file.categories.flatMap((category) => category.nominations);
  return nominations.filter(({ nominees = [], movies = [] }) => nominees.length > 0 && movies.length > 0);
}

type Revision = (nomination: NominationFile, random: Random, file: CeremonyFile) => void;

const revisions: readonly Revision[] = [
  (nomination) => (nomination.won = !nomination.won),
  (nomination, random) => {
    // Only where there is one: what a later file leaves out stays, so that would not be put right by it.
    if (nomination.detail !== undefined) nomination.detail = `Corrected ${random.int(1_000)}`;
  },
  (nomination, random) => {
    for (const nominee of nomination.nominees ?? []) nominee.name += ` ${random.int(10)}`;
  },
  (nomination) => void (nomination.nominees ?? []).reverse(),
  (nomination) => void ((nomination.nominees ?? []).length > 1 && nomination.nominees?.pop()),
  (nomination, random) => void (nomination.nominees ?? []).push({ name: `Somebody ${random.int(1_000)}` }),
  (nomination) => {
    for (const nominee of nomination.nominees ?? []) delete nominee.imdbId;
  },
  (nomination) => {
    for (const movie of nomination.movies ?? []) movie.title += ' (director’s cut)';
  },
  (_, random, file) => void random.pick(file.categories).nominations.reverse(),
  (_, random, file) => (random.pick(file.categories).name += ' (renamed)'),
  (_, random, file) => (file.name = `Academy Awards ${random.int(100)}`),
  (_, random, file) => (file.organization.name = `The Academy ${random.int(100)}`),
];
