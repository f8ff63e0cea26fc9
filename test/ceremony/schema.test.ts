import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ceremonyJsonSchema } from '../../src/ceremony/schema.ts';

test('the shipped JSON Schema is the one that the parser follows (npm run schema)', () => {
  const shipped = readFileSync(new URL('../../fixtures/ceremony.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(shipped)).toEqual(JSON.parse(JSON.stringify(ceremonyJsonSchema())));
});
