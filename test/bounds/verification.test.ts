import { expect, test } from 'vitest';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';

test.each(['detail', 'citation', 'note', 'credit'] as const)(
  'thousands of nominations of one movie and person, told apart by their %s alone',
  (field) => {
    const many = Array.from({ length: 3000 }, (_, at) => ({
      movies: [{ title: 'A' }],
      nominees: [{ name: 'Somebody' }],
      ...(field === 'detail' ? {} : { detail: `part ${at}` }),
      [field]: `text ${at}`,
    }));
    const ceremony = ceremonyOf(many);
    const was = stored(ceremony);
    expect(isExact(verify(ceremony, { ...was, nominations: was.nominations.toReversed() }))).toBe(true);
    const other = { ...was, nominations: was.nominations.map((row) => ({ ...row, [field]: `${row[field]}!` })) };
    expect(verify(ceremony, other).problems).toHaveLength(3000);
  },
);
