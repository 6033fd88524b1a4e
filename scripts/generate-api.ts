import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodOf, type Operation, type Placed, typesOf } from './client/operations.ts';
import { declaration, type Schema, typeOf } from './client/types.ts';

/**
 * Writes the TypeScript client's own part of docs/openapi.json: `node scripts/generate-api.ts [FOLDER]`. The document itself
 * is written by `UPDATE_API=1 npx vitest run --project central test/central/openapi/examples.test.ts`.
 */
const FOLDER = join('clients', 'typescript', 'src', 'generated');
const HEAD = '// Written by scripts/generate-api.ts out of docs/openapi.json: change those.\n\n';

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<
    Record<string, { readonly post: { readonly summary: string; readonly requestBody: Operation['requestBody'] } }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const pascal = (type: string): string => type.replace(/(^|[._])(\w)/g, (_, __, letter: string) => letter.toUpperCase());

function eventTypes({ webhooks }: Document): string {
  const types = Object.entries(webhooks).map(([type, { post }]) => {
    const schema = post.requestBody?.content['application/json']?.schema ?? {};
    return {
      name: `${pascal(type)}Event`,
      text: `/** ${post.summary}. */\nexport type ${pascal(type)}Event = ${typeOf(schema)};\n`,
    };
  });
  const union = `/** What a webhook carries: \`type\` says which. */\nexport type WebhookEvent = ${types.map(({ name }) => name).join(' | ')};\n`;
  const feed = '/** The same in the feed, with its id. */\nexport type FeedEvent = EventsListAnswer["data"][number];\n';
  return [...types.map(({ text }) => text), union, feed].join('\n');
}

/** As the rest of the project is written. The name only says what it is: generated files themselves are not looked at. */
const formatted = (source: string): string =>
  execFileSync(join('node_modules', '.bin', 'biome'), ['format', '--stdin-file-path=scripts/client/written.ts'], {
    input: source,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });

function write(folder: string): void {
  const document = JSON.parse(readFileSync(join('docs', 'openapi.json'), 'utf8')) as Document;
  const placed: Placed[] = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
  const schemas = Object.entries(document.components.schemas)
    .filter(([name]) => name !== 'Problem')
    .map(([name, schema]) => declaration(name, schema));
  const types = [...schemas, ...placed.map(typesOf), eventTypes(document)].join('\n');
  writeFileSync(join(folder, 'types.ts'), formatted(HEAD + types));
  const groups = Map.groupBy(placed, ({ operation }) => operation.operationId.split('.')[0] ?? '');
  const makers = [...groups].map(([group, all]) => `${group}: {\n${all.map(methodOf).join('')}},\n`);
  const imports =
    "import { type Http, pages, type RequestOptions, type VersionOptions, type WriteOptions } from '../http.ts';\nimport type * as types from './types.ts';\n\n";
  const api = `/** Every operation of the API, by group. */\nexport const api = (http: Http) => ({\n${makers.join('')}});\nexport type Api = ReturnType<typeof api>;\n`;
  writeFileSync(join(folder, 'api.ts'), formatted(HEAD + imports + api));
}

write(process.argv[2] ?? FOLDER);
