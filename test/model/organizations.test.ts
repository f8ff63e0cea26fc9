import { describe, expect, test } from 'vitest';
import type { ImdbEventId } from '../../src/model/ceremony.ts';
import {
  asRegistered,
  keysOf,
  mainPrizeName,
  plainText,
  prizeName,
  registeredOrganization,
  registry,
} from '../../src/model/organizations.ts';

const keyOf = (key: string | null, name = '', imdbEventId?: string) =>
  registeredOrganization({ key, name, imdbEventId })?.key ?? null;

test('no two organizations share a key, an event or a name', () => {
  const all = [
    registry.flatMap(({ key, otherKeys }) => [key, ...otherKeys]),
    registry.map(({ imdbEventId }) => imdbEventId),
    registry.flatMap(({ name, alsoKnownAs }) => [...new Set([name, ...alsoKnownAs].map(plainText))]),
  ];
  for (const values of all) expect(new Set(values).size).toBe(values.length);
  expect(registry).toHaveLength(36);
});

describe('an organization is known by', () => {
  test.each<[what: string, given: Parameters<typeof keyOf>, key: string | null]>([
    ['its event, whatever else is said', ['festival', 'Festival', 'ev0000681'], 'venice'],
    ['its event before its key', ['cannes', '', 'ev0000681'], 'venice'],
    ["Cinegraph's key", ['golden_globes'], 'golden-globes'],
    ['the key that an older version made of its name', ['golden-globes-usa'], 'golden-globes'],
    ["Cinegraph's abbreviation", ['hfpa'], 'golden-globes'],
    ['another name', [null, 'Golden Globes, USA'], 'golden-globes'],
    ['a name in another case, without its marks', [null, 'CESAR AWARDS, FRANCE'], 'cesar'],
    ['a name with another apostrophe', [null, 'Critics’ Choice Awards'], 'critics-choice'],
    ['its name, where the key is of its own', ['my-venice', 'Venice Film Festival'], 'venice'],
    ['nothing: an abbreviation is no name', [null, 'CFF'], null],
    ['nothing: a name that begins with another', [null, 'Filmfare Awards Marathi'], null],
    ['nothing: another event of the same name', [null, 'Golden Globes, USA', 'ev9999999'], null],
  ])('%s', (_, given, key) => expect(keyOf(...given)).toBe(key));
});

test('a file may call an organization what it likes under its key; what only it says stays', () => {
  const given = { key: 'venice', name: 'La Biennale', abbreviation: 'LB', imdbEventId: null };
  expect(asRegistered(given)).toEqual({ ...given, imdbEventId: 'ev0000681' });
  expect(asRegistered({ ...given, name: 'Venice Film Festival' }).name).toBe('Venice International Film Festival');
  const unknown = { key: 'fest', name: 'Fest', abbreviation: null, imdbEventId: 'ev7654321' as ImdbEventId };
  expect(asRegistered(unknown)).toBe(unknown);
  expect(keysOf('venice')).toEqual(expect.arrayContaining(['venice', 'venice-film-festival']));
  expect(keysOf('fest')).toEqual(['fest']);
});

describe('a category is its award and its name', () => {
  test.each<[key: string, award: string, category: string | null, name: string]>([
    ['oscars', 'Oscar', 'Best Picture', 'Best Picture'],
    ['golden-globes', 'Golden Globe', 'Best Motion Picture - Drama', 'Best Motion Picture - Drama'],
    ['bafta', 'BAFTA TV Award', 'Leading Actor', 'BAFTA TV Award / Leading Actor'],
    ['venice', 'Silver Lion', 'Best Director', 'Silver Lion / Best Director'],
    ['venice', 'Golden Lion', 'Best Film', 'Golden Lion / Best Film'],
    ['venice', 'Golden Lion', null, 'Golden Lion'],
    ['venice', 'Queer Lion', 'Best Film', 'Queer Lion / Best Film'],
    ['cannes', "Palme d'Or", "Palme d'Or", "Palme d'Or"],
    ['fest', 'Prize', 'Best Film', 'Prize / Best Film'],
  ])('%s: %s, %s', (key, award, category, name) => expect(prizeName(key, award, category)).toBe(name));

  test.each(['Golden Lion / Best Film', 'golden lion: best film', 'Golden Lion - Best Film', 'Golden Lion'])(
    '%s is the Golden Lion',
    (name) => expect(plainText(mainPrizeName('venice', name))).toBe('golden lion'),
  );
});
