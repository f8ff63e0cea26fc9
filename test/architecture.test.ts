import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Module {
  readonly path: string;
  readonly text: string;
  /** What it imports, modules of the project by path; types too, as they also are something to know. */
  readonly imports: readonly string[];
}

function readModule(path: string): Module {
  const text = readFileSync(join(root, path), 'utf8');
  const names = [...text.matchAll(/(?:from|import\(|^import)\s*'([^']+)'/gm)].map(([, name = '']) => name);
  return {
    path,
    text,
    imports: names.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name)),
  };
}

const modules = (readdirSync(join(root, 'src'), { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readModule(`src/${path}`));

/** Modules of a folder that import something forbidden, as `who imports what`. */
function violations(where: RegExp, forbidden: RegExp): string[] {
  return modules
    .filter(({ path }) => where.test(path))
    .flatMap(({ path, imports }) =>
      imports.filter((name) => forbidden.test(name)).map((name) => `${path} imports ${name}`),
    );
}

const stages =
  /^src\/(collect|plan|plan-fields|merge|verify|credited-rows|group-by|match|entity-plan|identity|changes|stored|model|errors)\.ts$/;

describe('arrows', () => {
  test('there are modules to check', () => {
    expect(modules.length).toBeGreaterThan(40);
    expect(modules.filter(({ path }) => stages.test(path))).toHaveLength(14);
  });

  test.each<[string, RegExp, RegExp]>([
    [
      'pure stages know only each other, and make IDs',
      stages,
      /^(?!src\/(collect|plan|plan-fields|merge|verify|credited-rows|group-by|match|entity-plan|identity|changes|stored|model|errors)\.ts$|uuid$)/,
    ],
    ['tmdb never sees the database', /^src\/tmdb\//, /^src\/(db|cli|report|ceremony|import)/],
    ['the database never sees tmdb', /^src\/db\//, /^src\/(tmdb|cli|report|ceremony|import)/],
    [
      'reports see neither database, network nor files',
      /^src\/report\//,
      /^(src\/(db|tmdb|cli|config)|node:(fs|http|net|process)|undici|drizzle)/,
    ],
    ['drizzle lives in db/ alone', /^src\/(?!db\/|build\/)/, /^(drizzle-orm\/(?!pglite$)|drizzle-orm$|postgres$)/],
    ['zod only where input enters', /^src\/(?!ceremony\/|tmdb\/|config\.ts)/, /^zod/],
    ['undici only in the client', /^src\/(?!tmdb\/)/, /^undici/],
    ['only the command line sees the command line', /^src\/(?!cli\/|build\/)/, /^(src\/cli|commander|ora)/],
  ])('%s', (_, where, forbidden) => {
    expect(violations(where, forbidden)).toEqual([]);
  });

  test('only the command line touches the process', () => {
    const touching = modules.filter(
      ({ path, text }) =>
        !/^src\/(cli|build)\//.test(path) && /\bprocess\.(env|argv|exit|stdout|stderr|stdin|on)\b/.test(text),
    );
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  test('nothing prints but the command line', () => {
    const printing = modules.filter(({ path, text }) => !/^src\/build\//.test(path) && /\bconsole\./.test(text));
    expect(printing.map(({ path }) => path)).toEqual([]);
  });
});
