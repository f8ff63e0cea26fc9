import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** A file of `src` and what it says of others. */
export interface Module {
  /** Below `src`, such as `plan/match.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A package, or a path below `src`; what lies outside begins with `../`. */
  readonly name: string;
  /** Only its types, which are gone when the program runs. */
  readonly types: boolean;
}

/**
 * Which folder may import from which, `.` being the stories in the root of `src`. A folder's own files are always allowed,
 * `build` makes the program and may see all of it, and a name followed by ` (types)` may be imported for its types alone.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ceremony: ['model'],
  plan: ['model'],
  verify: ['model'],
  advice: ['model'],
  proxies: ['model'],
  tmdb: ['proxies', 'model'],
  sources: ['proxies', 'model'],
  formats: ['ceremony', 'model'],
  'db/embedded': ['model'],
  db: ['db/embedded', 'plan', 'model'],
  entities: ['tmdb', 'model'],
  '.': [
    'db',
    'entities',
    'formats',
    'ceremony',
    'sources',
    'plan',
    'verify',
    'advice (types)',
    'tmdb (types)',
    'model',
  ],
  report: ['.', 'plan', 'verify', 'advice (types)', 'model'],
  cli: [
    '.',
    'report',
    'db',
    'db/embedded',
    'entities',
    'formats',
    'ceremony',
    'sources',
    'verify',
    'advice',
    'tmdb',
    'model',
  ],
};

/** Which folders are never reached when a folder's files run, over however many others. */
const unreachable: Readonly<Record<string, readonly string[]>> = {
  verify: ['plan'],
  report: ['db', 'db/embedded', 'tmdb', 'entities', 'formats', 'sources', 'cli'],
  tmdb: ['db', 'db/embedded'],
  db: ['tmdb'],
};

/** Where a package may be imported; those of Node that touch the outside are among them. */
const packages: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(drizzle-orm|postgres)\b/, ['db']],
  [/^@electric-sql\//, ['db', 'db/embedded']],
  [/^zod$/, ['ceremony', 'formats', 'tmdb', 'cli']],
  [/^undici$/, ['tmdb', 'sources', 'proxies']],
  [/^(commander|ora)$/, ['cli']],
  [/^uuid$/, ['model']],
  [/^(csv-parse|yaml)\b/, ['formats']],
  [/^csv-stringify\b/, ['report']],
  [
    /^node:(fs|net|http|https|tls|dns|child_process|process|os)\b/,
    ['.', 'cli', 'db', 'db/embedded', 'tmdb', 'formats', 'sources'],
  ],
];

/** What only some folders may do, by the words that do it. */
const words: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['touches the process', /\bprocess\.(env|argv|exit|exitCode|stdout|stderr|stdin|on|once|cwd|kill)\b/, ['cli']],
  ['prints', /\bconsole\.\w/, []],
  // Of a list as long as a file makes it, they end in `Maximum call stack size exceeded`.
  ['spreads a list into arguments', /\.(push|unshift)\(\.\.\./, []],
];

/** All modules of `src`. */
export function readModules(): Module[] {
  const source = fileURLToPath(new URL('../../src/', import.meta.url));
  return (readdirSync(source, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.ts'))
    .map((path) => parseModule(path, readFileSync(join(source, path), 'utf8')));
}

/** A module from its path below `src` and its text. */
export function parseModule(path: string, text: string): Module {
  const found = text.matchAll(
    /(?:^(?:import|export)\s+(type\s)?[^'";]*?from\s*|^import\s*()|\bimport\(\s*())'([^']+)'/gm,
  );
  const imports = [...found].map(([, types, , , name = '']) => ({
    name: name.startsWith('.') ? normalize(join(dirname(path), name)) : name,
    types: types !== undefined,
  }));
  return { path, text, imports };
}

/** What breaks a rule, one line each: arrows that the table does not have, packages and words out of place, circles. */
export function violations(modules: readonly Module[]): string[] {
  const judged = modules.filter(({ path }) => dirname(path) !== 'build');
  return [
    ...judged.flatMap(arrowsOutOfPlace),
    ...judged.flatMap(packagesOutOfPlace),
    ...judged.flatMap(wordsOutOfPlace),
    ...reaches(modules),
    ...circles(modules),
  ];
}

function arrowsOutOfPlace({ path, imports }: Module): string[] {
  const folder = dirname(path);
  const allowed = arrows[folder];
  if (!allowed) return [`${path}: ${folder} is no folder of the table of arrows`];
  return imports
    .filter(({ name }) => name.endsWith('.ts') && dirname(name) !== folder)
    .filter(
      ({ name, types }) => !allowed.includes(dirname(name)) && !(types && allowed.includes(`${dirname(name)} (types)`)),
    )
    .map(({ name }) => `${path} imports ${name}`);
}

function packagesOutOfPlace({ path, imports }: Module): string[] {
  return imports
    .filter(({ name }) => packages.some(([pattern, folders]) => pattern.test(name) && !folders.includes(dirname(path))))
    .map(({ name }) => `${path} imports ${name}`);
}

function wordsOutOfPlace({ path, text }: Module): string[] {
  return words
    .filter(([, pattern, folders]) => pattern.test(text) && !folders.includes(dirname(path)))
    .map(([doing]) => `${path} ${doing}`);
}

/** Ways from a file to a folder that its own must never reach, types not counted. */
function reaches(modules: readonly Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const wayTo = (folders: readonly string[], path: string, seen: Set<string>): string[] | null => {
    seen.add(path);
    for (const { name, types } of byPath.get(path)?.imports ?? []) {
      if (types || seen.has(name)) continue;
      const way = folders.includes(dirname(name)) ? [name] : wayTo(folders, name, seen);
      if (way) return [path, ...way];
    }
    return null;
  };
  return modules.flatMap(({ path }) => {
    const way = wayTo(unreachable[dirname(path)] ?? [], path, new Set());
    return way ? [`${way.join(' reaches ')}`] : [];
  });
}

/** Files that import each other in a circle, types included: each circle once, from its first file by name. */
function circles(modules: readonly Module[]): string[] {
  const targets = new Map(modules.map(({ path, imports }) => [path, imports.map(({ name }) => name)]));
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.add(describeCircle(way.slice(start)));
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return [...found];
}

function describeCircle(paths: readonly string[]): string {
  const first = paths.indexOf([...paths].sort()[0] ?? '');
  const turned = [...paths.slice(first), ...paths.slice(0, first)];
  return `circle: ${[...turned, turned[0]].join(' → ')}`;
}
