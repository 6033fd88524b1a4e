import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Entry = {
  readonly version?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

type Packages = Readonly<Record<string, Entry>>;

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', name), 'utf8'));
const packages = read('package-lock.json').packages as Packages;
const manifest = read('package.json') as Entry & { readonly allowScripts: Readonly<Record<string, boolean>> };
const central = read('central/package.json') as Entry;

/** Where npm would find `name` for the package at `at`: beside it or in a folder above. */
function isLocked(packages: Packages, at: string, name: string): boolean {
  for (let place = at; ; place = place.slice(0, Math.max(place.lastIndexOf('node_modules/') - 1, 0))) {
    if (packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`] !== undefined) return true;
    if (place === '') return false;
  }
}

/** `npm ci` on a fresh clone refuses a lock file that leaves anything out, also what is for other platforms only. */
function missing(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(packages, at, name))
      .map((name) => `${at}: ${name}`),
  );
}

describe('the lock file', () => {
  it('holds every package that a fresh clone asks for, on any platform', () => {
    expect(missing(packages)).toEqual([]);
    expect(Object.keys(packages).length).toBeGreaterThan(100);
  });

  it('is seen to lack what is only for another platform', () => {
    const { 'node_modules/@biomejs/cli-darwin-arm64': _gone, ...rest } = packages;
    expect(missing(rest)).toEqual(['node_modules/@biomejs/biome: @biomejs/cli-darwin-arm64']);
  });

  it('agrees with package.json, which names exact versions', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
    expect(packages['central']?.dependencies).toEqual(central.dependencies);
    for (const version of Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...central.dependencies,
    })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-beta\.\d+)?$/);
    }
  });

  it('names no registry, so that any mirror serves', () => {
    // Central is a folder of this project: a link, to the folder.
    const named = Object.values(packages).filter(({ resolved }) => resolved !== undefined && resolved !== 'central');
    expect(named).toEqual([]);
  });

  it('has a decision for every package that wants to run a program while it is installed', () => {
    const asking = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript === true);
    const names = asking.map(([at]) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(names.filter((name) => manifest.allowScripts[name] === undefined && name !== 'fsevents')).toEqual([]);
  });
});
