import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { categoryOf, editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const hostile = `<img src=x onerror="document.title='hurt'"></li></ul></script><script>document.title='hurt'</script>`;

test('what is filled into HTML is no markup, whatever it is', () => {
  expect(String(html`<p title="${`"'<&>`}">${'\u202e'}${html`<b>${1}</b>`}</p>`)).toBe(
    '<p title="&#34;&#39;&#60;&#38;&#62;">\\u{202e}<b>1</b></p>',
  );
});

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oscars-page-'));
  database = await createDatabase({ migrated: false });
  const run = (args: string[], input = '') =>
    runProgram(args, { cwd: folder, env: { DATABASE_URL: database.url }, input });
  await run(['2024', '--offline', '--report', 'import.html']);
  const file = editedFile((edited) => {
    delete edited.expected;
    nominationOf(edited, 'Actor in a Leading Role', 0).detail = hostile;
    nominationOf(edited, 'Sound', 0).nominees?.push({ name: 'Nobody Known' });
    categoryOf(edited, 'Directing').nominations.push({ movies: [{ title: hostile }], nominees: [{ name: hostile }] });
  });
  await run(['-f', '-', '-n', '--offline', '--report', 'dry-run.html'], JSON.stringify(file));
  await run(['-f', '-', '--offline', '--report', 'changed.html'], JSON.stringify(file));
  await run(['verify', '2024', '--report', 'verify.html']);
  await run(['-f', '-', '--report', 'failed.html'], '{"year": 1}');
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the page', () => {
  test.each(['import', 'dry-run', 'changed', 'verify', 'failed'])('of %s needs no network', async (name) => {
    const page = await readFile(join(folder, `${name}.html`), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<link|<script[^>]+src|@import|url\(|(?:src|href)="(?!#)/);
    expect(page).not.toContain('<img');
  });
});

describe.skipIf(executablePath === undefined)(
  `in a browser${executablePath ? '' : ' (skipped: no Chromium found)'}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    });
    afterAll(() => browser?.close());

    async function withPage(name: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      page.on('request', (request) => !request.url().startsWith('file:') && wrong.push(request.url()));
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await look(page);
      await context.close();
      expect(wrong).toEqual([]);
    }

    test('shows the verification, and every nomination with its winner marked', async () => {
      await withPage('import', {}, async (page) => {
        expect(await page.locator('.verdict').textContent()).toBe('PASS 44/44 people nominations');
        expect(await page.locator('.category').count()).toBe(23);
        expect(await page.locator('.nomination').count()).toBe(120);
        expect(await page.locator('.winner').count()).toBe(23);
        expect(await page.getByRole('row', { name: 'People nominations' }).textContent()).toContain('44/44');
      });
    });

    test('names from outside are text, and do nothing', async () => {
      for (const name of ['dry-run', 'changed'])
        await withPage(name, {}, async (page) => {
          expect(await page.title()).toMatch(/^(Dry run|Import): /);
          expect(await page.getByText(hostile).count()).toBeGreaterThan(0);
          expect(await page.locator('img').count()).toBe(0);
        });
    });

    test('shows what would change, and who is pending', async () => {
      await withPage('dry-run', {}, async (page) => {
        expect(await page.locator('.diff .update').filter({ hasText: 'Nobody Known' }).count()).toBe(1);
      });
      await withPage('changed', {}, async (page) => {
        expect(await page.locator('.nomination .pending').count()).toBe(2);
      });
    });

    test('finds as one types, words in any order and without marks', async () => {
      await withPage('import', {}, async (page) => {
        await page.getByRole('searchbox', { name: 'Search' }).fill('huller FALL');
        expect(await page.locator('.nomination:visible').count()).toBe(1);
        expect(await page.locator('.category:visible').count()).toBe(1);
        expect(await page.getByRole('status').textContent()).toBe('1 found');
        await page.getByRole('searchbox').fill('');
        expect(await page.locator('.nomination:visible').count()).toBe(120);
      });
    });

    test('a failed run says why, and what to do', async () => {
      await withPage('failed', {}, async (page) => {
        expect(await page.locator('.verdict').textContent()).toBe('FAILED');
        expect(await page.locator('.error li').count()).toBe(4);
      });
    });

    test.each([1200, 390, 320])('at %i pixels nothing runs off the side', async (width) => {
      for (const name of ['import', 'dry-run', 'changed', 'verify'])
        await withPage(name, { viewport: { width, height: 800 } }, async (page) => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        });
    });

    test.each(['light', 'dark'] as const)(
      'in %s, all text has contrast enough to be read (4.5 to 1)',
      async (colorScheme) => {
        await withPage('changed', { colorScheme }, async (page) => {
          const weakest = await page.evaluate(`(() => {
        const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
        const light = (colour) => {
          const [r, g, b] = channels(colour).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (channels(colour)[3] !== 0) return colour;
          }
          return 'rgb(255,255,255)';
        };
        const ratios = [...document.querySelectorAll('body *')]
          .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !one.closest('script,style'))
          .map((one) => {
            const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
          });
        return Math.min(...ratios);
      })()`);
          expect(weakest).toBeGreaterThanOrEqual(4.5);
        });
      },
    );

    test('headings go down a level at a time, and the keyboard gets everywhere', async () => {
      await withPage('changed', {}, async (page) => {
        const levels = (await page.evaluate(
          `[...document.querySelectorAll('h1,h2,h3,h4')].map((heading) => Number(heading.tagName[1]))`,
        )) as number[];
        expect(levels.filter((level) => level === 1)).toHaveLength(1);
        for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
        await page.keyboard.press('Tab');
        expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
        await page.keyboard.press('Tab');
        expect(await page.evaluate('document.activeElement.id')).toBe('search');
      });
    });

    test('prints, without the search', async () => {
      await withPage('import', {}, async (page) => {
        await page.emulateMedia({ media: 'print' });
        expect(await page.getByRole('searchbox').isVisible()).toBe(false);
        expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
      });
    });
  },
);
