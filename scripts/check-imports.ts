import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import {
  type Allowed,
  centralFolders,
  developerFolders,
  type ImportRule,
  importRules,
  outsideWorld,
  realWorld,
  rootFiles,
  runtimePackages,
} from './import-rules.ts';
import { COMPUTED, type Import, readSource, type SourceFacts, type SourceFile } from './read-source.ts';

/** The project as the check sees it: every file that may be imported, and the packages that package.json declares. */
export type Project = {
  readonly known: ReadonlySet<string>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
};

export type Findings = { readonly problems: readonly string[]; readonly warnings: readonly string[] };

const SOURCE = /\.[cm]?[jt]sx?$/;
/** A file has one reason to change: above the second it surely has two. */
const MANY_LINES = 300;
const MAX_LINES = 500;
const VAGUE_NAMES = /(^|[/.-])(utils?|helpers?|common|misc)(\.|$)/;
const NOT_OURS = ['node_modules', '.git', 'dist', 'coverage'];

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const allows = (allowed: Allowed, name: string): boolean => allowed === 'any' || allowed.includes(name);

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

const ruleFor = (path: string): ImportRule | undefined =>
  importRules.filter(({ folder }) => isIn(path, folder)).sort((a, b) => b.folder.length - a.folder.length)[0];

function packageProblem(rule: ImportRule, specifier: string, project: Project): string | null {
  const name = packageOf(specifier);
  if (!allows(rule.packages, name)) return `${rule.folder} may not use the package ${name}`;
  if (centralFolders.includes(rule.folder) || project.dependencies.has(name) || runtimePackages.includes(name))
    return null;
  if (!project.devDependencies.has(name)) return `the package ${name} is not in package.json`;
  return developerFolders.includes(rule.folder) ? null : `${name} is only installed for developers`;
}

/** `native` as a whole may be imported from outside; a part of it sees only the parts that its own row names. */
function fileProblem(rule: ImportRule, target: string, project: Project): string | null {
  if (!project.known.has(target)) return `${target} is no file of the project`;
  const home = ruleFor(target)?.folder ?? '';
  const isAllowed = rule.folders.some((folder) => isIn(target, folder));
  const isSibling = isIn(rule.folder, 'native') || rule.folder === 'native';
  const isHidden = isSibling && isIn(home, 'native') && !rule.folders.includes(home);
  return isAllowed && !isHidden ? null : `${rule.folder} may not import ${target}`;
}

const targetOf = (from: string, specifier: string): string =>
  normalize(join(dirname(from), specifier))
    .split(sep)
    .join('/');

function importProblem(rule: ImportRule, from: string, specifier: string, project: Project): string | null {
  if (specifier === COMPUTED) return 'computed import, name the module';
  if (specifier.startsWith('.')) return fileProblem(rule, targetOf(from, specifier), project);
  if (!isBuiltin(specifier)) return packageProblem(rule, specifier, project);
  return allows(rule.node, specifier.replace(/^node:/, '')) ? null : `${rule.folder} may not use ${specifier}`;
}

function houseProblems(path: string, facts: SourceFacts): string[] {
  const found: string[] = [];
  if (VAGUE_NAMES.test(path.slice(path.lastIndexOf('/') + 1))) found.push('a file is named for what it does');
  if (!realWorld.some((place) => path.startsWith(place)) && facts.clockOrChance.length > 0) {
    found.push(`clock and chance are passed in (domain/ports.ts): ${facts.clockOrChance.join(', ')}`);
  } else if (isIn(path, 'domain')) {
    const outside = [...facts.globals].filter((name) => outsideWorld.has(name) || name === 'Date');
    if (outside.length > 0) found.push(`domain knows no outside world: ${outside.join(', ')}`);
  }
  return found;
}

/** Value imports that lead back to where they began; type imports vanish at run time and may. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

const valueTargets = (path: string, imports: readonly Import[]): string[] =>
  imports
    .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
    .map(({ specifier }) => targetOf(path, specifier));

/** Everything that breaks the rules of the house in these files. */
export function checkFiles(files: readonly SourceFile[], project: Project): Findings {
  const problems: string[] = [];
  const warnings: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const file of files) {
    const lines = file.source.split('\n').length - 1;
    // Nobody reads what a program wrote.
    const isWritten = !file.path.includes('/generated/');
    if (isWritten && lines > MAX_LINES) problems.push(`${file.path}: ${lines} lines, at most ${MAX_LINES}`);
    else if (isWritten && lines > MANY_LINES)
      warnings.push(`${file.path}: ${lines} lines; does it have one reason to change?`);
    const rule = ruleFor(file.path);
    if (rule === undefined && !rootFiles.has(file.path))
      problems.push(`${file.path}: belongs to no folder of the table`);
    if (rule === undefined) continue;
    const facts = readSource(file);
    problems.push(...houseProblems(file.path, facts).map((problem) => `${file.path}: ${problem}`));
    for (const { specifier } of facts.imports) {
      const problem = importProblem(rule, file.path, specifier, project);
      if (problem !== null) problems.push(`${file.path}: ${problem}`);
    }
    graph.set(file.path, valueTargets(file.path, facts.imports));
  }
  return { problems: [...problems, ...cycles(graph)], warnings };
}

/** A check that sees less than there is passes vacuously: what git knows has to be among what was read. */
export function missedFiles(seen: ReadonlySet<string>, listedByGit: readonly string[] | null): string[] {
  const missed = (listedByGit ?? []).filter((path) => SOURCE.test(path) && !seen.has(path));
  const found = missed.map((path) => `${path}: known to git, not seen by this check`);
  return seen.size === 0 ? [...found, 'no source file seen'] : found;
}

function filesOnDisk(folder = ''): string[] {
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.includes(entry.name) ? [] : filesOnDisk(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Null where there is no git or no history, as in an unpacked archive. */
function listedByGit(): string[] | null {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const listed = execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.split('\0').filter((path) => path !== '' && existsSync(path));
  } catch {
    return null;
  }
}

function readProject(paths: readonly string[]): Project {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const names = (field: string): Set<string> => new Set(Object.keys(manifest[field] ?? {}));
  return {
    known: new Set(paths),
    dependencies: names('dependencies'),
    devDependencies: names('devDependencies'),
  };
}

function main(): number {
  const paths = filesOnDisk();
  const sources = paths.filter((path) => SOURCE.test(path));
  const files = sources.map((path) => ({ path, source: readFileSync(path, 'utf8') }));
  const { problems, warnings } = checkFiles(files, readProject(paths));
  const missed = missedFiles(new Set(sources), listedByGit());
  for (const warning of warnings) process.stdout.write(`warning: ${warning}\n`);
  for (const problem of [...problems, ...missed]) process.stderr.write(`${problem}\n`);
  const count = problems.length + missed.length;
  process.stdout.write(`import rules: ${files.length} files, ${count} problems, ${warnings.length} warnings\n`);
  return count === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
