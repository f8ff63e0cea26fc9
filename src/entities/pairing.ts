/**
 * Whose the IDs are that a source lists beside several names without pairing them. The order need not be the same, and a
 * list may belong to another nomination, so each is a guess: an ID goes to the name that it is known by, and what then
 * contradicts is not linked. Sources that pair names and IDs themselves are taken at their word and never come here.
 */
import type {
  Category,
  Ceremony,
  ImdbCompanyId,
  ImdbNameId,
  LoadedCeremony,
  Nominee,
  NomineeId,
} from '../model/ceremony.ts';
import type { StoredEntity } from '../model/entity.ts';
import { type Acquaintance, acquaintanceOf, type KnownNames, knownNamesIn, noKnownNames } from './acquaintance.ts';
import { loosePeople } from './collect.ts';
import { contradictions } from './contradictions.ts';
import type { EntityReader } from './resolve.ts';
import { entryAt, type Unpaired, unpairedIn } from './unpaired.ts';

export interface Pairing {
  readonly ceremonies: readonly LoadedCeremony[];
  /** What is not linked, each with its place. */
  readonly remarks: readonly string[];
}

/**
 * Pairs what the sources left unpaired, anew each time: with more known names, an ID may turn out to be somebody else's.
 *
 * @param known names by IMDb ID, from the database, TMDb or its snapshot
 */
export function pairIds(loaded: readonly LoadedCeremony[], known: KnownNames): Pairing {
  const read = loaded.map((one) => ({ one, unpaired: unpairedIn(one) }));
  const all = read.flatMap(({ unpaired }) => unpaired);
  // Stryker disable next-line ConditionalExpression: for speed alone.
  if (all.length === 0) return { ceremonies: loaded, remarks: [] };
  const acquaintance = acquaintanceOf(all, loaded, known);
  for (const one of all) pairByEvidence(one, acquaintance);
  const remarks = contradictions(all, acquaintance);
  const ceremonies = read.map(({ one, unpaired }) => ({ ...one, ceremony: withPairs(one.ceremony, unpaired) }));
  return { ceremonies, remarks };
}

/**
 * Pairs with all that is known of the people.
 *
 * @param answered what was answered for them and is not stored, as in a dry run
 */
export async function pairWithKnown(
  loaded: readonly LoadedCeremony[],
  { entities }: EntityReader,
  answered: readonly StoredEntity[] = [],
): Promise<Pairing> {
  const ids = loosePeople(loaded);
  if (ids.length === 0) return pairIds(loaded, noKnownNames);
  const known = new Map(answered.map((entity) => [entity.imdbId, entity]));
  for (const [id, entity] of await entities('person', ids))
    if (known.get(id)?.status !== 'found') known.set(id, entity);
  return pairIds(loaded, knownNamesIn(known.values()));
}

interface Candidate {
  readonly id: NomineeId;
  readonly nominee: Nominee;
  readonly evidence: number;
  readonly isInOrder: boolean;
}

/** The likeliest first. The order tells only where there are as many IDs as names; else one has to be likelier than others. */
function pairByEvidence({ nominees, ids, paired }: Unpaired, acquaintance: Acquaintance): void {
  const isEven = ids.length === nominees.length;
  const candidates = ids.flatMap((id, at) =>
    nominees.flatMap((nominee, place): Candidate[] => {
      const evidence = acquaintance.evidence(id, nominee.name);
      return evidence === null ? [] : [{ id, nominee, evidence, isInOrder: at === place }];
    }),
  );
  candidates.sort((a, b) => b.evidence - a.evidence || Number(b.isInOrder) - Number(a.isInOrder));
  const taken = new Set<NomineeId>();
  const isFree = ({ id, nominee }: Candidate) => !taken.has(id) && !paired.has(nominee);
  for (const candidate of candidates.filter((one) => isEven || isLikelier(one, candidates))) {
    if (!isFree(candidate)) continue;
    taken.add(candidate.id);
    paired.set(candidate.nominee, candidate.id);
  }
}

/** Whether nobody else may have the ID, and no other ID the name, with as good a reason. */
function isLikelier(one: Candidate, candidates: readonly Candidate[]): boolean {
  const rivals = candidates.filter((other) => (other.id === one.id) !== (other.nominee === one.nominee));
  return rivals.every(({ evidence }) => evidence < one.evidence);
}

function withPairs(ceremony: Ceremony, unpaired: readonly Unpaired[]): Ceremony {
  const nomineesAt = new Map(
    unpaired.map(({ entry, nominees, paired }) => [
      entry,
      nominees.map((nominee) => linkNominee(nominee, paired.get(nominee))),
    ]),
  );
  const categories = ceremony.categories.map((category, at): Category => {
    const nominations = category.nominations.map((nomination, place) => {
      const nominees = nomineesAt.get(entryAt(at, place));
      return nominees === undefined ? nomination : { ...nomination, nominees };
    });
    return { ...category, nominations };
  });
  return { ...ceremony, categories };
}

function linkNominee(nominee: Nominee, imdbId: NomineeId | undefined): Nominee {
  if (imdbId === undefined) return nominee;
  return imdbId.startsWith('co')
    ? { kind: 'company', name: nominee.name, imdbId: imdbId as ImdbCompanyId }
    : { kind: 'person', name: nominee.name, imdbId: imdbId as ImdbNameId };
}
