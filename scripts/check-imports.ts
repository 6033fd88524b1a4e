import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { allowsEveryPackage, type ImportRule, importRules, realWorld, rootFiles } from './import-rules.ts';

export type SourceFile = { readonly path: string; readonly source: string };

type Import = { readonly specifier: string; readonly isTypeOnly: boolean };

const SOURCE = /\.(ts|tsx|mts|cts)$/;
/** A file has one reason to change: above this it surely has two. */
const MAX_LINES = 500;
const VAGUE_NAMES = /(^|\/)(utils?|helpers?|common|misc)\.tsx?$/;
const CLOCK_OR_CHANCE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;
const OUTSIDE_WORLD = /(?<![.\w])(process|Buffer|fetch|setTimeout|setInterval|globalThis|localStorage)[.([]/;

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Every import of a file: static, type-only, re-export, dynamic, require. */
export function importsOf(file: SourceFile): Import[] {
  const { program, module, errors } = parseSync(file.path, file.source);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message}`);
  const found: Import[] = [];
  for (const entry of module.staticImports) {
    const isTypeOnly = entry.entries.length > 0 && entry.entries.every((one) => one.isType);
    found.push({ specifier: entry.moduleRequest.value, isTypeOnly });
  }
  for (const entry of module.staticExports.flatMap((statement) => statement.entries)) {
    if (entry.moduleRequest !== null) found.push({ specifier: entry.moduleRequest.value, isTypeOnly: entry.isType });
  }
  const literal = (node: { type: string; value?: unknown } | undefined): void => {
    const specifier = node?.type === 'Literal' && typeof node.value === 'string' ? node.value : '<computed>';
    found.push({ specifier, isTypeOnly: false });
  };
  new Visitor({
    ImportExpression: (node) => literal(node.source),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') literal(node.arguments[0]);
    },
  }).visit(program);
  return found;
}

const ruleFor = (path: string): ImportRule | undefined =>
  importRules.filter((rule) => path.startsWith(`${rule.folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];

function importProblem(rule: ImportRule, from: string, specifier: string, known: ReadonlySet<string>): string | null {
  if (specifier === '<computed>') return `${from}: computed import, name the module`;
  if (!specifier.startsWith('.')) {
    if (isBuiltin(specifier)) return rule.node ? null : `${from}: ${rule.folder} may not use ${specifier}`;
    const allowed = allowsEveryPackage(rule) || rule.packages.includes(packageOf(specifier));
    return allowed ? null : `${from}: ${rule.folder} may not use the package ${packageOf(specifier)}`;
  }
  const target = normalize(join(dirname(from), specifier));
  if (!known.has(target)) return `${from}: ${specifier} is no file of the project`;
  const home = ruleFor(target)?.folder ?? '(root)';
  const allowed = rule.folders.some((folder) => target.startsWith(`${folder}/`)) && !isForeignSibling(rule, home);
  return allowed ? null : `${from}: ${rule.folder} may not import ${target}`;
}

/** `native` as a whole may be imported from outside; inside, each part keeps to its own row. */
const isForeignSibling = (rule: ImportRule, home: string): boolean =>
  rule.folder !== home &&
  rule.folder.startsWith('native/') &&
  home.startsWith('native/') &&
  !rule.folders.includes(home);

function styleProblems({ path, source }: SourceFile): string[] {
  const found: string[] = [];
  const lines = source.split('\n').length;
  if (lines > MAX_LINES) found.push(`${path}: ${lines} lines, at most ${MAX_LINES}`);
  if (VAGUE_NAMES.test(path)) found.push(`${path}: a file is named for what it does`);
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'|`[^`$]*`/g, "''");
  if (!realWorld.some((place) => path.startsWith(place)) && CLOCK_OR_CHANCE.test(code)) {
    found.push(`${path}: clock and chance are passed in (domain/ports.ts)`);
  }
  if (path.startsWith('domain/') && OUTSIDE_WORLD.test(code)) found.push(`${path}: domain knows no outside world`);
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

/** Everything that breaks the rules of the house in these files. */
export function checkFiles(files: readonly SourceFile[], known: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const file of files) {
    problems.push(...styleProblems(file));
    const rule = ruleFor(file.path);
    if (rule === undefined) {
      if (!rootFiles.has(file.path)) problems.push(`${file.path}: belongs to no folder of the table`);
      continue;
    }
    const imports = importsOf(file);
    for (const { specifier } of imports) {
      const problem = importProblem(rule, file.path, specifier, known);
      if (problem !== null) problems.push(problem);
    }
    const values = imports.filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly);
    graph.set(
      file.path,
      values.map(({ specifier }) => normalize(join(dirname(file.path), specifier))),
    );
  }
  return [...problems, ...cycles(graph)];
}

/** Files that git knows or would add, as they are on disk. */
function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return listed.split('\n').filter((path) => path !== '' && existsSync(path));
}

if (import.meta.main) {
  const paths = projectFiles();
  const sources = paths.filter((path) => SOURCE.test(path));
  const files = sources.map((path) => ({ path, source: readFileSync(path, 'utf8') }));
  const problems = checkFiles(files, new Set(paths));
  // A check that sees nothing passes vacuously: that is a failure of the check.
  if (files.length < 50) problems.push(`only ${files.length} source files seen`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(`import rules: ${files.length} files, ${problems.length} problems\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
