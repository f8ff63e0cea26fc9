import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
/** The package as npm would install it, with its one dependency linked. */
let installed: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oscars-import-package-'));
  installed = join(folder, 'node_modules', 'oscars-import');
  mkdirSync(join(folder, 'node_modules', '@electric-sql'), { recursive: true });
  mkdirSync(installed);
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, stdio: 'pipe' });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  await extract({ file: join(folder, tarball), cwd: installed, strip: 1 });
  const pglite = join('node_modules', '@electric-sql', 'pglite');
  symlinkSync(join(root, pglite), join(folder, pglite));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what is published', () => {
  test('works on its own: it imports into a folder, and the schema is current', () => {
    const args = [join(installed, 'bin', 'oscars-import.js'), '2024', '--quiet'];
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toMatch(/^PASS 44\/44 /);
  });

  test('has every migration, and none of the snapshots that only drizzle-kit reads', () => {
    const isSql = (name: string) => name.endsWith('.sql');
    expect(readdirSync(join(installed, 'drizzle')).filter(isSql)).toEqual(
      readdirSync(join(root, 'drizzle')).filter(isSql),
    );
    expect(readdirSync(join(installed, 'drizzle', 'meta'))).toEqual(['_journal.json']);
  });

  test('has neither sources nor tests', () => {
    for (const name of ['src', 'test', 'bench']) expect(existsSync(join(installed, name)), name).toBe(false);
  });

  test('lets others import its manifest and the schema of the ceremony file, and nothing else', () => {
    const script = join(folder, 'resolve.mjs');
    writeFileSync(
      script,
      `const resolved = (name) => { try { return import.meta.resolve(name); } catch (error) { return error.code; } };
       console.log(JSON.stringify(process.argv.slice(2).map(resolved)));`,
    );
    const names = ['package.json', 'fixtures/ceremony.schema.json', '', 'dist/arguments.cjs', 'bin/oscars-import.js'];
    const ids = names.map((name) => (name === '' ? 'oscars-import' : `oscars-import/${name}`));
    const answers = JSON.parse(execFileSync(process.execPath, [script, ...ids], { encoding: 'utf8' }));
    expect(answers).toEqual([
      expect.stringMatching(/^file:.*\/package\.json$/),
      expect.stringMatching(/^file:.*\/ceremony\.schema\.json$/),
      ...Array(3).fill('ERR_PACKAGE_PATH_NOT_EXPORTED'),
    ]);
  });
});

describe('the bill of materials', () => {
  const bill = () => JSON.parse(readFileSync(join(installed, 'dist', 'sbom.cdx.json'), 'utf8'));
  const manifestOf = (name: string) =>
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));

  test('is CycloneDX and names this program', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(bill()).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        component: { type: 'application', name: 'oscars-import', version, purl: `pkg:npm/oscars-import@${version}` },
      },
    });
  });

  test('has every package whose licence is shipped, in the version that is bundled', () => {
    const licences = readFileSync(join(installed, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    const licensed = [...licences.matchAll(/^(\S+) (\S+)\nLicence: /gm)].map(
      ([, name, version]) => `${name}@${version}`,
    );
    const components: { group?: string; name: string; version: string }[] = bill().components;
    expect(components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`)).toEqual(
      licensed,
    );
    expect(licensed).toContain(`undici@${manifestOf('undici').version}`);
    expect(licensed).toContain(`commander@${manifestOf('commander').version}`);
    expect(licensed.length).toBeGreaterThan(15);
  });

  test('says which needs which, by references that are there', () => {
    const { components, dependencies, metadata } = bill();
    const references = [metadata.component, ...components].map((one: Record<string, string>) => one['bom-ref']);
    expect(new Set(references).size).toBe(references.length);
    expect(dependencies.map(({ ref }: { ref: string }) => ref)).toEqual(references);
    for (const { dependsOn } of dependencies) for (const needed of dependsOn) expect(references).toContain(needed);
    const ora = dependencies.find(({ ref }: { ref: string }) => ref.startsWith('pkg:npm/ora@'));
    expect(ora.dependsOn).toContain(`pkg:npm/chalk@${manifestOf('chalk').version}`);
  });
});
