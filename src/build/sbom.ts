/**
 * What is in the bundle, as a CycloneDX bill of materials: bundled packages are in no lock file of whoever installs the
 * program, so that audit tools would not see them.
 */
import type { BundledPackage } from './bundled-packages.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** CycloneDX 1.6 as JSON; the same bundle gives the same text, so it has no serial number and no time. */
export function billOfMaterials(packages: readonly BundledPackage[], manifest: Manifest): object {
  const direct = packages.filter(({ folder }) => manifest.devDependencies[folder.replace(/^node_modules\//, '')]);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', ...component(manifest) } },
    components: packages.map((one) => ({ type: 'library', ...component(one), scope: 'required' })),
    dependencies: [
      { ref: urlOf(manifest), dependsOn: direct.map(urlOf) },
      ...packages.map((one) => ({ ref: urlOf(one), dependsOn: needsOf(one, packages).map(urlOf) })),
    ],
  };
}

type Named = Pick<BundledPackage, 'name' | 'version' | 'license'>;

function component({ name, version, license }: Named): object {
  const [, scope, plain] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name) ?? [];
  const purl = urlOf({ name, version });
  return {
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: plain,
    version,
    licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
    purl,
  };
}

/** The package URL: `pkg:npm/%40scope/name@1.2.3`. */
function urlOf({ name, version }: Pick<Named, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** Those of a package's dependencies that are in the bundle; a nested one goes before the one at the top, as in Node. */
function needsOf({ folder, dependencies }: BundledPackage, packages: readonly BundledPackage[]): BundledPackage[] {
  return dependencies.flatMap((name) => {
    const found = [`${folder}/node_modules/${name}`, `node_modules/${name}`]
      .map((path) => packages.find((one) => one.folder === path))
      .find((one) => one !== undefined);
    return found ?? [];
  });
}
