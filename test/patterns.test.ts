/**
 * Regular expressions that take longer than the text is long: from each start, or from each part of a match, they try
 * again. On text from outside that is a program that does not end.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

/** Words of many languages and their endings, compared with the first 300 characters of a category's name alone. */
const boundedAlready = 'formats/kind-words.ts';

interface Pattern {
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

const folder = fileURLToPath(new URL('../src/', import.meta.url));
const files = (readdirSync(folder, { recursive: true }) as string[]).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('build'),
);

/** Those that a module writes as literals. */
function literalsIn(path: string, text: string): Pattern[] {
  const found: Pattern[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ path, source: regex.pattern, flags: regex.flags });
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(text, { lang: 'ts' }));
  return found;
}

/** Those that modules make of text while they are loaded. */
async function madeBy(paths: readonly string[]): Promise<Pattern[]> {
  const made: Pattern[] = [];
  let loading = '';
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [pattern, flags]) {
      const regex = new target(pattern as string, flags as string);
      made.push({ path: loading, source: regex.source, flags: regex.flags });
      return regex;
    },
  });
  try {
    for (const path of paths) {
      loading = path;
      await import(pathToFileURL(join(folder, path)).href);
    }
  } finally {
    globalThis.RegExp = original;
  }
  return made;
}

/** What the check says of a pattern, or null where it takes as long as the text is. */
function slowness({ source, flags }: Omit<Pattern, 'path'>): string | null {
  const found = checkSync(source, flags, { timeout: 20_000 });
  if (found.status === 'safe') return null;
  const how = found.status === 'vulnerable' ? `${found.complexity.summary}, on ${found.attack.pattern}` : 'not known';
  return `/${source}/${flags}: ${how}`;
}

test('no regular expression of the program takes longer than its text is long', async () => {
  const texts = files.map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
  const literals = texts.flatMap(([path, text]) => literalsIn(path, text));
  const making = texts.filter(([, text]) => text.includes('RegExp(')).map(([path]) => path);
  const made = await madeBy(making);
  expect(literals.length).toBeGreaterThan(50);
  expect(made.length).toBeGreaterThanOrEqual(making.length);
  const judged = [...literals, ...made].filter(({ path }) => path !== boundedAlready);
  const slow = judged.flatMap((pattern) => {
    const found = slowness(pattern);
    return found === null ? [] : [`${pattern.path}: ${found}`];
  });
  expect(slow).toEqual([]);
}, 120_000);

test.each([
  ['/<script\\b[^>]*id=x[^>]*>/', '<script\\b[^>]*id=x[^>]*>'],
  ['/\\s*,\\s*/', '\\s*,\\s*'],
  ['/(a+)+$/', '(a+)+$'],
])('the check notices %s', (_, source) => {
  expect(slowness({ source, flags: '' })).not.toBeNull();
});
