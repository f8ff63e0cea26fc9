import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { knownCategories, knownCategory, spellName } from '../../src/formats/category-names.ts';
import { categoryKinds } from '../../src/model/ceremony.ts';
import { fold } from '../../src/model/identity.ts';
import { bundled } from '../support/ceremonies.ts';

describe('the table of category names', () => {
  test('has the shape that is read', () => {
    const entry = z.strictObject({
      canonicalName: z.string().min(1),
      group: z.string().optional(),
      kind: z.enum(categoryKinds),
      alsoKnownAs: z.array(z.string().min(1)),
    });
    expect(z.array(entry).safeParse(knownCategories).error).toBeUndefined();
  });

  test('gives every name to one category', () => {
    const names = knownCategories.flatMap(({ canonicalName, alsoKnownAs }) =>
      [canonicalName, ...alsoKnownAs].map(fold),
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('agrees with the bundled ceremony on name, kind and group', () => {
    for (const { canonicalName, kind, group } of bundled().categories) {
      const found = knownCategory(canonicalName.toUpperCase());
      expect([found?.canonicalName, found?.kind, found?.group ?? null]).toEqual([canonicalName, kind, group]);
    }
  });

  test.each([
    ['ACTOR IN A LEADING ROLE', 'Actor in a Leading Role'],
    ['Best Performance by an Actor in a Leading Role', 'Actor in a Leading Role'],
    ['ART DIRECTION', 'Production Design'],
    ['SOUND MIXING', 'Sound'],
    ['DOCUMENTARY (Short Subject)', 'Documentary Short Film'],
    ['Best Adapted Screenplay', 'Writing (Adapted Screenplay)'],
    ['FOREIGN LANGUAGE FILM', 'International Feature Film'],
    ['Best Motion Picture of the Year', 'Best Picture'],
  ])('knows %s as %s', (name, canonicalName) => {
    expect(knownCategory(name)?.canonicalName).toBe(canonicalName);
  });
});

test.each([
  ['IRVING G. THALBERG MEMORIAL AWARD', 'Irving G. Thalberg Memorial Award'],
  ['SCIENTIFIC OR TECHNICAL AWARD (Class III)', 'Scientific or Technical Award (Class III)'],
  [
    'WRITING (Screenplay--based on material from another medium)',
    'Writing (Screenplay--based on material from another medium)',
  ],
  ['SHORT SUBJECT (One-reel)', 'Short Subject (One-reel)'],
  ['A MEDAL FOR A FRIEND', 'A Medal for a Friend'],
  ['SHORT SUBJECT (ONE-REEL)', 'Short Subject (One-reel)'],
  [' MIX OF VIXENS, CLASS III ', 'Mix of Vixens, Class III'],
  ['JANE Q. DOE AWARD', 'Jane Q. Doe Award'],
])('%s is spelled %s', (name, expected) => {
  expect(spellName(name)).toBe(expected);
});
