import { parseSync, Visitor } from 'oxc-parser';

export type SourceFile = { readonly path: string; readonly source: string };

/** `isTypeOnly`: gone when the file runs, so it cannot be part of a cycle. */
export type Import = { readonly specifier: string; readonly isTypeOnly: boolean };

/** `clockOrChance`: how the file asks the real clock or draws a random number, as written in the code. */
export type SourceFacts = {
  readonly imports: readonly Import[];
  readonly globals: ReadonlySet<string>;
  readonly clockOrChance: readonly string[];
};

/** Stands for an import whose target is not written in the file. */
export const COMPUTED = '<computed>';

const SOURCE_NAME = /\.[cm]?[jt]sx?$/;

type Node = { readonly type: string; readonly start: number };

/** Text of a literal; of a template with holes only its beginning, which is enough to name a package. */
function textOf(node: unknown): string {
  const { type, value, quasis } = (node ?? {}) as {
    type?: string;
    value?: unknown;
    quasis?: { value: { raw: string } }[];
  };
  if (type === 'Literal' && typeof value === 'string') return value;
  const start = type === 'TemplateLiteral' ? (quasis?.[0]?.value.raw ?? '') : '';
  const isPackagePath = !start.startsWith('.') && start.includes('/');
  return quasis?.length === 1 || isPackagePath ? start : COMPUTED;
}

const nameOf = (node: Node): string | null =>
  node.type === 'Identifier' ? (node as Node & { name: string }).name : null;

/** `object.property` of a plain member access, else null. */
function memberOf(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null;
  const { object, property, computed } = node as Node & { object: Node; property: Node; computed: boolean };
  if (computed) return null;
  return object.type === 'MetaProperty' ? `import.meta.${nameOf(property)}` : `${nameOf(object)}.${nameOf(property)}`;
}

const ASKS = new Set(['Date.now', 'Math.random', 'performance.now', 'performance.timeOrigin', 'crypto.randomUUID']);

/** Reads what the checks need from a file. Throws on a file that does not parse: such a file passes nothing. */
export function readSource(file: SourceFile): SourceFacts {
  const { program, errors } = parseSync(file.path, file.source);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const clockOrChance: string[] = [];
  const identifiers: { name: string; start: number }[] = [];
  const notGlobal = new Set<number>();
  const add = (source: unknown, isTypeOnly = false): void => {
    imports.push({ specifier: textOf(source), isTypeOnly });
  };
  const key = (node: { key: Node; computed: boolean }): void => {
    if (!node.computed) notGlobal.add(node.key.start);
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => node.source !== null && add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source, true),
    TSExternalModuleReference: (node) => add(node.expression),
    CallExpression: (node) => {
      const member = memberOf(node.callee);
      const isRequire = nameOf(node.callee) === 'require' || member === 'require.resolve';
      if (isRequire || member === 'import.meta.resolve') add(node.arguments[0]);
      if (nameOf(node.callee) === 'Date') clockOrChance.push('Date()');
    },
    NewExpression: (node) => {
      const name = nameOf(node.callee);
      const target = textOf(node.arguments[0]);
      // A child program or a worker is named by its address beside this file.
      if (name === 'URL' && node.arguments.length === 2 && SOURCE_NAME.test(target)) add(node.arguments[0], true);
      if (name !== 'Date') return;
      if (node.arguments.length === 0) clockOrChance.push('new Date()');
      // One argument is an instant; several are a local time, which depends on the machine.
      if (node.arguments.length === 1) notGlobal.add(node.callee.start);
    },
    MemberExpression: (node) => {
      if (!node.computed) notGlobal.add(node.property.start);
      const member = memberOf(node) ?? '';
      if (ASKS.has(member)) clockOrChance.push(member);
      if (member === 'Date.UTC') notGlobal.add(node.object.start);
    },
    Property: (node) => node.shorthand || key(node),
    MethodDefinition: key,
    PropertyDefinition: key,
    TSPropertySignature: key,
    TSMethodSignature: key,
    TSTypeReference: (node) => notGlobal.add(node.typeName.start),
    ImportSpecifier: (node) => notGlobal.add(node.imported.start),
    Identifier: (node) => identifiers.push({ name: node.name, start: node.start }),
  }).visit(program);
  const globals = identifiers.filter(({ start }) => !notGlobal.has(start)).map(({ name }) => name);
  return { imports, globals: new Set(globals), clockOrChance };
}
