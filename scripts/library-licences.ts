import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of everything that the installed till is made of, as they ask: of the packages in package.json's
 * `dependencies` and of what those bring along, whether a bundle holds them or the package does.
 */
type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Where a package that is named in `folder` lies: nearest first, as Node looks. */
function folderOf(name: string, folder: string): string | null {
  for (let at = folder; ; at = join(at, '..')) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (at === '.') return null;
  }
}

function collect(folder: string, found: Map<string, string>): void {
  for (const name of Object.keys(manifestIn(folder).dependencies ?? {})) {
    const at = folderOf(name, folder);
    if (at === null) continue;
    const { version } = manifestIn(at);
    if (found.has(`${name} ${version}`)) continue;
    found.set(`${name} ${version}`, at);
    collect(at, found);
  }
}

const LICENCE_FILE = /^(licen[cs]e|copying)/i;

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => LICENCE_FILE.test(name));
  return file === undefined ? (manifestIn(folder).license ?? '') : readFileSync(join(folder, file), 'utf8').trim();
}

/** From the root of the project, which is where it runs. */
export function libraryLicences(): string {
  const found = new Map<string, string>();
  collect('.', found);
  const rule = '-'.repeat(80);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, folder]) => `${rule}\n${title}\n${rule}\n${licenceOf(folder)}\n`)
    .join('\n');
}
