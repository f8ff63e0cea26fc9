/** Takes back what contradicts: an ID beside a name that it is not known by, or beside the names of several people. */
import type { Nominee, NomineeId } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { type Acquaintance, greatestLikeness } from './acquaintance.ts';
import { likenesses, nameLikeness } from './name-likeness.ts';
import type { Unpaired } from './unpaired.ts';

interface Pair {
  readonly one: Unpaired;
  readonly nominee: Nominee;
  readonly id: NomineeId;
}

/** @returns which IDs are not linked and why, each with its place */
export function contradictions(unpaired: readonly Unpaired[], acquaintance: Acquaintance): string[] {
  const pairs = unpaired.flatMap((one) => [...one.paired].map(([nominee, id]): Pair => ({ one, nominee, id })));
  const reasons = new Map<Unpaired, Map<NomineeId, string>>();
  for (const [id, ofId] of groupBy<Pair, NomineeId>(pairs, (pair) => pair.id)) {
    const kept = keptOf(id, ofId, acquaintance);
    for (const { one, nominee } of ofId.filter((pair) => !kept.includes(pair))) {
      one.paired.delete(nominee);
      const reason = `not linked to ${nominee.name}, as it stands beside ${othersOf(nominee, ofId)}, too`;
      reasons.set(one, (reasons.get(one) ?? new Map<NomineeId, string>()).set(id, reason));
    }
  }
  for (const rows of groupBy(unpaired, (one) => one.category).values()) giveBack(rows, acquaintance);
  return unpaired.flatMap((one) => remarksOn(one, reasons.get(one), acquaintance));
}

/** The pairs of an ID that can be true together; where several cannot and nothing tells them apart, none. */
function keptOf(id: NomineeId, pairs: readonly Pair[], { evidence }: Acquaintance): readonly Pair[] {
  const agree = (some: readonly Pair[], others: readonly Pair[]) =>
    some.every((one) => others.every((other) => mayBeOne(one, other)));
  const weights = pairs.map(({ nominee }) => evidence(id, nominee.name) ?? 0);
  const most = Math.max(...weights);
  const best = pairs.filter((_, at) => weights[at] === most);
  return agree(best, best) ? pairs.filter((pair) => agree([pair], best)) : [];
}

/** Nobody stands twice in one category with one movie, however the name is spelled. */
function mayBeOne(a: Pair, b: Pair): boolean {
  const likeness = nameLikeness(a.nominee.name, b.nominee.name);
  const isRival = a.one.rivalry === b.one.rivalry;
  return likeness === null ? !isRival : likeness >= (isRival ? likenesses.variant : likenesses.related);
}

function othersOf({ name }: Nominee, pairs: readonly Pair[]): string {
  return [...new Set(pairs.map(({ nominee }) => nominee.name))].filter((other) => other !== name).join(', ');
}

/** An ID that is none of the names' beside it may be another's in the category: two lists were mixed up. */
function giveBack(rows: readonly Unpaired[], { sureNames }: Acquaintance): void {
  const linked = new Set(rows.flatMap(({ paired }) => [...paired.values()]));
  const free = new Set(rows.flatMap(({ ids }) => ids).filter((id) => !linked.has(id)));
  const claims = [...free].flatMap((id) => {
    const owners = rows.flatMap((row) =>
      row.nominees.filter(({ name }) => isKnownAs(id, name, sureNames)).map((nominee) => ({ row, nominee, id })),
    );
    return owners.length === 1 ? owners : [];
  });
  for (const [nominee, ofNominee] of groupBy(claims, (claim) => claim.nominee)) {
    const [claim, ...others] = ofNominee;
    if (claim === undefined || others.length > 0 || claim.row.paired.has(nominee)) continue;
    claim.row.paired.set(nominee, claim.id);
  }
}

function isKnownAs(id: NomineeId, name: string, sureNames: Acquaintance['sureNames']): boolean {
  return greatestLikeness(sureNames(id), name) === likenesses.same;
}

function remarksOn(
  { place, ids, nominees, paired }: Unpaired,
  reasons: ReadonlyMap<NomineeId, string> | undefined,
  { sureNames }: Acquaintance,
) {
  if (nominees.length > 0 && nominees.every((nominee) => paired.has(nominee))) return [];
  const linked = new Set(paired.values());
  return ids
    .filter((id) => !linked.has(id))
    .map((id) => {
      const [name] = sureNames(id);
      const isNamed = nominees.some((nominee) => !paired.has(nominee) && isKnownAs(id, nominee.name, sureNames));
      const unknown = isNamed ? `not linked, as more than one may be ${name}` : reasonFor(name);
      return `${place}: ${id} is ${reasons?.get(id) ?? unknown}`;
    });
}

/** @param name by which the ID is known */
function reasonFor(name: string | undefined): string {
  return name === undefined ? 'not linked, as nobody says whose it is' : `not linked, as it is known as ${name}`;
}
