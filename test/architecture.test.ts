import { describe, expect, test } from 'vitest';
import { type Module, parseModule, readModules, violations } from './support/architecture.ts';

const modules = readModules();

test('the rooms keep their arrows, packages and words, and no files go in a circle', () => {
  expect(violations(modules)).toEqual([]);
});

/** What is found in addition when a file of a folder holds a text, or an existing one gets it. */
function violationsWith(path: string, text: string): string[] {
  const added: Module[] = [...modules.filter((module) => module.path !== path), parseModule(path, text)];
  return violations(added);
}

describe('breaking a rule is noticed', () => {
  test.each<[rule: string, path: string, text: string, found: string]>([
    [
      'verify never reaches plan',
      'verify/new.ts',
      "import { planCeremony } from '../plan/plan.ts';",
      'imports plan/plan.ts',
    ],
    [
      'verify never reaches plan, types included',
      'verify/new.ts',
      "import type { Plan } from '../plan/plan.ts';",
      'imports plan/plan.ts',
    ],
    ['tmdb never sees the database', 'tmdb/new.ts', "import { x } from '../db/open.ts';", 'imports db/open.ts'],
    ['the database never sees tmdb', 'db/new.ts', "import { x } from '../tmdb/client.ts';", 'imports tmdb/client.ts'],
    ['the words know nobody', 'model/new.ts', "export { x } from '../ceremony/parse.ts';", 'imports ceremony/parse.ts'],
    ['reports see no edge', 'report/new.ts', "import { x } from '../db/open.ts';", 'imports db/open.ts'],
    ['reports read no files', 'report/new.ts', "import { readFileSync } from 'node:fs';", 'imports node:fs'],
    [
      'reports reach no edge',
      'report/new.ts',
      "import { x } from '../import.ts';",
      'report/new.ts reaches import.ts reaches',
    ],
    ['nothing sees the command line', 'new.ts', "const x = await import('./cli/main.ts');", 'imports cli/main.ts'],
    ['formats do not see the database', 'formats/new.ts', "import '../db/open.ts';", 'imports db/open.ts'],
    ['drizzle lives in the database', 'new.ts', "import { sql } from 'drizzle-orm';", 'imports drizzle-orm'],
    ['zod only where input enters', 'plan/new.ts', "import { z } from 'zod';", 'imports zod'],
    ['undici only in the client', 'entities/new.ts', "import { fetch } from 'undici';", 'imports undici'],
    [
      'commander only on the command line',
      'report/new.ts',
      "import { Command } from 'commander';",
      'imports commander',
    ],
    ['only the command line touches the process', 'db/new.ts', 'const x = process.env.X;', 'touches the process'],
    ['long lists are no arguments', 'plan/new.ts', 'all.push(...more);', 'spreads a list'],
    ['nothing prints by itself', 'cli/new.ts', "console.log('x');", 'prints'],
    ['a new folder has its arrows in the table', 'cellar/new.ts', 'export const x = 1;', 'no folder of the table'],
    [
      'no circles between files',
      'model/errors.ts',
      "import type { x } from './identity.ts';\nimport type { y } from './errors.ts';",
      'circle: model/errors.ts → model/errors.ts',
    ],
  ])('%s', (_, path, text, found) => {
    const more = violationsWith(path, text).filter((line) => !violations(modules).includes(line));
    expect(more.join('\n')).toContain(found);
    expect(more.every((line) => line.includes(path))).toBe(true);
  });

  test('a circle over several files', () => {
    const files = ['model/a.ts', 'model/b.ts', 'model/c.ts'];
    const circle = files.map((path, at) => parseModule(path, `import './${'bca'[at]}.ts';`));
    expect(violations(circle)).toEqual(['circle: model/a.ts → model/b.ts → model/c.ts → model/a.ts']);
  });
});
