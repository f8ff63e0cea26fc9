/** The same ceremony from two sources, one after the other, is one: with the richer names, whatever the order. */
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/formats/read.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import { prizeKey } from '../../src/model/prize-names.ts';
import type { StoredCeremony } from '../../src/model/stored.ts';
import { type CeremonyPlan, isEmpty, plan } from '../../src/plan/plan.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { parsedFrom, problemsIn, stored } from '../support/ceremonies.ts';
import { type Festival, festivalSources, pairsOfSources } from '../support/festival-sources.ts';
import { festivals } from '../support/festivals.ts';

async function read(source: string, festival: Festival): Promise<Ceremony> {
  const { reading } = await readText(festivalSources[source]?.(festival) ?? '', 'festival');
  expect(problemsIn(reading)).toEqual([]);
  const [one] = reading.ceremonies;
  if (one === undefined) throw new Error(`no ceremony in ${source}`);
  return parsedFrom(one, source);
}

const namesIn = ({ categories, nominations }: StoredCeremony) =>
  categories
    .map(({ name, canonicalName, kind }) => {
      const held = nominations.filter(({ category }) => category === canonicalName).length;
      return `${prizeKey(name)} | ${prizeKey(canonicalName)} | ${kind} | ${held}`;
    })
    .sort();

/** All but the order of categories, in which sources differ. */
const changesIn = ({ edition, categories, nominations, extra }: CeremonyPlan) => [
  ...[edition, ...categories, ...nominations].flatMap((change) => {
    if (change.action === 'update') return change.fields.map(({ field }) => field).filter((field) => field !== 'order');
    return change.action === 'same' ? [] : [change.action];
  }),
  ...extra.map(() => 'extra'),
];

describe.each(pairsOfSources)('%s, then %s', (first, second) => {
  test.each(festivals.map((festival) => [festival.key, festival] as const))('%s', async (_, festival) => {
    const [a, b] = [await read(first, festival), await read(second, festival)];
    const before = stored(a);
    const both = stored(b, before);
    expect(namesIn(both)).toEqual(namesIn(stored(a, stored(b))));
    expect(isEmpty(plan(b, both))).toBe(true);
    expect(changesIn(plan(a, both))).toEqual([]);
    for (const file of [a, b]) {
      expect(verify(file, both).problems).toEqual([]);
      expect(isExact(verify(file, both))).toBe(true);
    }
    // No row has lost its ID.
    const ids = new Set(both.nominations.map(({ id }) => id));
    expect(before.nominations.filter(({ id }) => !ids.has(id))).toEqual([]);
  });
});
