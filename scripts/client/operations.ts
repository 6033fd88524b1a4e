import { type Schema, typeOf } from './types.ts';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
  readonly $ref?: string;
};
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};
export type Placed = { readonly method: string; readonly path: string; readonly operation: Operation };

const pascal = (text: string): string => text.replace(/(^|[.-])(\w)/g, (_, __, letter: string) => letter.toUpperCase());
export const nameOf = ({ operationId }: Operation, suffix: string): string => `${pascal(operationId)}${suffix}`;

const isKeyed = ({ parameters }: Operation): boolean =>
  parameters.some(({ $ref: ref }) => ref?.includes('IdempotencyKey') === true);
const hasVersions = ({ parameters }: Operation): boolean =>
  parameters.some(({ $ref: ref }) => ref?.endsWith('/IfMatch') === true);
/** What the call takes beside path, query and body. */
const optionsOf = (operation: Operation): string => {
  if (isKeyed(operation)) return 'WriteOptions';
  return hasVersions(operation) ? 'VersionOptions' : 'RequestOptions';
};
const bodyOf = ({ requestBody }: Operation): Schema | null => requestBody?.content['application/json']?.schema ?? null;
const queryOf = ({ parameters }: Operation): readonly Parameter[] => parameters.filter((one) => one.in === 'query');

function answerOf({ responses }: Operation): Schema | null {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  return good?.content?.['application/json']?.schema ?? null;
}

function querySchema(parameters: readonly Parameter[]): Schema {
  const properties = parameters.map(({ name, schema, description }) => [
    name,
    description === undefined ? schema : { ...schema, description },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Schema,
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Named types of what is sent and what comes back. */
export function typesOf({ operation }: Placed): string {
  const parts: string[] = [];
  const [body, answer, query] = [bodyOf(operation), answerOf(operation), queryOf(operation)];
  if (query.length > 0) parts.push(`export type ${nameOf(operation, 'Query')} = ${typeOf(querySchema(query))};\n`);
  if (body !== null) parts.push(`export type ${nameOf(operation, 'Body')} = ${typeOf(body)};\n`);
  if (answer !== null) parts.push(`export type ${nameOf(operation, 'Answer')} = ${typeOf(answer)};\n`);
  return parts.join('\n');
}

const isList = (answer: Schema | null): boolean =>
  typeof answer?.['properties'] === 'object' && 'nextCursor' in (answer['properties'] as object);

type Argument = { readonly text: string; readonly isOptional: boolean };

function argumentsOf({ operation }: Placed): Argument[] {
  const found: Argument[] = operation.parameters
    .filter((one) => one.in === 'path')
    .map(({ name }) => ({ text: `${name}: string`, isOptional: false }));
  const body = bodyOf(operation);
  if (body !== null) {
    const isOptional = operation.requestBody?.required === false;
    found.push({ text: `body: types.${nameOf(operation, 'Body')}${isOptional ? ' = {}' : ''}`, isOptional });
  }
  const query = queryOf(operation);
  if (query.length > 0) {
    const isOptional = !query.some(({ required }) => required);
    found.push({ text: `query: types.${nameOf(operation, 'Query')}${isOptional ? ' = {}' : ''}`, isOptional });
  }
  found.push({ text: `options: ${optionsOf(operation)} = {}`, isOptional: true });
  return found;
}

const pathText = (path: string): string =>
  `\`${path.replace(/\{(\w+)\}/g, (_, name: string) => `\${encodeURIComponent(${name})}`)}\``;

/** A method of the client, and for a list the one that reads all its pages. */
export function methodOf(placed: Placed): string {
  const { method, path, operation } = placed;
  const name = operation.operationId.split('.')[1] ?? '';
  const call = [
    ...(bodyOf(operation) === null ? [] : ['body']),
    ...(queryOf(operation).length === 0 ? [] : ['query']),
    ...(isKeyed(operation) ? ['isKeyed: true'] : []),
    '...options',
  ].join(', ');
  const answer = answerOf(operation);
  const doc = `/** ${operation.summary}. ${operation.description.replaceAll('\n\n', ' ').replaceAll('*/', '* /')} */\n`;
  const given = argumentsOf(placed)
    .map(({ text }) => text)
    .join(', ');
  const send = answer === null ? 'http.bytes' : `http.json<types.${nameOf(operation, 'Answer')}>`;
  const own = `${doc}${name}: (${given}) => ${send}('${method.toUpperCase()}', ${pathText(path)}, { ${call} }),\n`;
  if (!isList(answer) || queryOf(operation).length === 0) return own;
  const [first] = placed.operation.parameters.filter((one) => one.in === 'path');
  const before = first === undefined ? '' : `${first.name}: string, `;
  const query = `types.${nameOf(operation, 'Query')}`;
  const all = `/** Every row of \`${name}\`, page after page. */\n${name}All: (${before}query: Omit<${query}, 'cursor'> = {}, options: RequestOptions = {}) =>
    pages((cursor) => http.json<types.${nameOf(operation, 'Answer')}>('GET', ${pathText(path)}, { query: { ...query, cursor }, ...options })),\n`;
  return own + all;
}
