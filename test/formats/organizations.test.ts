import { expect, test } from 'vitest';
import { organizationOf } from '../../src/formats/organizations.ts';

test('one that is registered goes by what is registered of it, whatever the source calls it', () => {
  const academy = {
    key: 'oscars',
    name: 'Academy of Motion Picture Arts and Sciences',
    abbreviation: 'AMPAS',
    imdbEventId: 'ev0000003',
  };
  expect(organizationOf('Academy Awards, USA')).toEqual(academy);
  expect(organizationOf('', undefined, 'ev0000003')).toEqual(academy);
  expect(organizationOf('Cannes Film Festival')).not.toHaveProperty('abbreviation');
});

test.each([
  ['Festival de San Sebastián Nuevo', undefined, 'festival-de-san-sebastian-nuevo'],
  ['(Ferry) Film, Festival!', undefined, 'ferry-film-festival'],
  ['Ferry Film Festival', 'ferry_2', 'ferry-2'],
  ['A'.repeat(100), undefined, 'a'.repeat(64)],
])('one that is not, %s with the key %s, has the key %s', (name, key, expected) => {
  expect(organizationOf(name, key)).toEqual({ key: expected, name });
});

test('the event ID of one that is not registered is kept', () => {
  expect(organizationOf('Ferry Film Festival', undefined, 'ev0000999').imdbEventId).toBe('ev0000999');
});
