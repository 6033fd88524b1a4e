import { Html, html } from '../../app/html.ts';
import type { OpenApiDocument } from '../../openapi/document.ts';
import type { JsonSchema } from '../../openapi/json-schema.ts';
import { boundsOf, type Field, fieldsOf, typeOf } from './fields.ts';
import { markdown } from './markdown.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;
type Operation = { readonly method: string; readonly path: string; readonly of: JsonSchema };

const asSchema = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const anchor = (name: string): string => name.replace(/[^\w.-]/g, '-');

const code = (source: string, label: string): Html =>
  html`<figure><figcaption>${label}</figcaption><pre tabindex="0"><code>${source}</code></pre></figure>`;

function fieldTable(fields: readonly Field[], label: string): Html {
  if (fields.length === 0) return html``;
  const rows = fields.map(
    ({ name, type, isRequired, description }) =>
      html`<tr><th scope="row"><code>${name}</code>${isRequired ? html` <span class="required">required</span>` : html``}</th><td><code>${type}</code></td><td>${markdown(description)}</td></tr>`,
  );
  return html`<h4>${label}</h4><div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
}

function parameterFields(operation: JsonSchema, document: OpenApiDocument): Field[] {
  const shared = asSchema(document.components['parameters']);
  const given = Array.isArray(operation['parameters']) ? (operation['parameters'] as JsonSchema[]) : [];
  return given.map((one) => {
    const ref = textOf(one['$ref']);
    const parameter = ref === '' ? one : asSchema(shared[ref.split('/').at(-1) ?? '']);
    const schema = asSchema(parameter['schema']);
    const place = textOf(parameter['in']);
    const description = [textOf(parameter['description']), boundsOf(schema)].filter((part) => part !== '').join(' · ');
    return {
      name: textOf(parameter['name']),
      type: `${place} ${typeOf(schema, document.components.schemas)}`,
      isRequired: parameter['required'] === true,
      description,
    };
  });
}

const jsonContent = (holder: JsonSchema): JsonSchema => asSchema(asSchema(holder['content'])['application/json']);

function answerOf(operation: JsonSchema, schemas: Schemas): Html {
  const responses = asSchema(operation['responses']);
  const [status = '', answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const holder = asSchema(answer);
  const content = jsonContent(holder);
  const [type = ''] = Object.keys(asSchema(holder['content']));
  const example = content['example'];
  const shown = example === undefined ? html`` : code(JSON.stringify(example, null, 2), `Answer ${status}`);
  if (type !== 'application/json') return html`<p>Answers ${status}, <code>${type}</code>.</p>`;
  const fields = fieldsOf(asSchema(content['schema']), schemas);
  return html`<details><summary>Answer ${status}: ${fields.length} fields</summary>${fieldTable(fields, 'Fields')}</details>${shown}`;
}

function operationHtml({ method, path, of }: Operation, document: OpenApiDocument): Html {
  const { schemas } = document.components;
  const id = textOf(of['operationId']);
  const body = jsonContent(asSchema(of['requestBody']));
  const [sample] = Array.isArray(of['x-codeSamples']) ? (of['x-codeSamples'] as JsonSchema[]) : [];
  return html`<section class="operation" id="${anchor(id)}">
<h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p class="summary">${textOf(of['summary'])}</p>
${markdown(textOf(of['description']))}
${fieldTable(parameterFields(of, document), 'Parameters')}
${fieldTable(fieldsOf(asSchema(body['schema']), schemas), 'Body')}
${sample === undefined ? html`` : code(textOf(sample['source']), 'curl')}
${answerOf(of, schemas)}
</section>`;
}

/** The same of every event: told once. */
function signatureFields(document: OpenApiDocument): Html {
  const [item] = Object.values(document.webhooks);
  const fields = parameterFields(asSchema(item?.['post']), document);
  return html`<section class="operation"><h3>Headers of a delivery</h3>${fieldTable(fields, 'Standard Webhooks 1.0.0')}</section>`;
}

function webhookHtml([type, item]: readonly [string, JsonSchema], schemas: Schemas): Html {
  const post = asSchema(item['post']);
  const body = jsonContent(asSchema(post['requestBody']));
  return html`<section class="operation" id="${anchor(`on.${type}`)}">
<h3><span class="method event">EVENT</span> <code>${type}</code></h3>
<p class="summary">${textOf(post['summary'])}</p>
${fieldTable(fieldsOf(asSchema(body['schema']), schemas), 'Body')}
${code(JSON.stringify(body['example'], null, 2), 'Example')}
</section>`;
}

/** Every code of a problem, to be searched for. */
function problemsHtml(schemas: Schemas): Html {
  const code = asSchema(asSchema(asSchema(schemas['Problem'])['properties'])['code']);
  const rows = Object.entries(asSchema(code['x-codes'])).map(
    ([name, meaning]) => html`<tr><th scope="row"><code>${name}</code></th><td>${textOf(meaning)}</td></tr>`,
  );
  return html`<section id="problems"><h2>problems</h2><p>The field <code>code</code> of an answer that is a problem, and what it says. Names in braces are in <code>params</code>.</p><div class="scroll"><table><tbody>${rows}</tbody></table></div></section>`;
}

/** What ends something comes last in its group, so that the examples run one after the other. */
const operationsOf = (document: OpenApiDocument): Operation[] =>
  Object.entries(document.paths)
    .flatMap(([path, item]) => Object.entries(item).map(([method, of]) => ({ method, path, of })))
    .toSorted((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));

const BEGINNING = `**Try it.** \`npm run central -- test-company --env test.env\` makes a company with sample data; \`source test.env\` sets the variables
of the examples below, which then run as they stand. The whole description for programs is [openapi.json](/openapi.json).`;

/** The reference as one page: no script, nothing from elsewhere, to be read, searched and printed. */
export function referencePage(document: OpenApiDocument): string {
  const info = asSchema(document['info']);
  const operations = operationsOf(document);
  const tags = document['tags'] as readonly { readonly name: string; readonly description?: string }[];
  const ofTag = (tag: string): Operation[] => operations.filter(({ of }) => (of['tags'] as string[])[0] === tag);
  const events = Object.entries(document.webhooks);
  const navigation = tags.map(
    ({ name }) =>
      html`<li><a href="#${anchor(name)}">${name}</a><ul>${ofTag(name).map(
        ({ of }) => html`<li><a href="#${anchor(textOf(of['operationId']))}">${textOf(of['summary'])}</a></li>`,
      )}</ul></li>`,
  );
  const groups = tags.map(
    ({ name, description = '' }) =>
      html`<section id="${anchor(name)}"><h2>${name}</h2><p>${description}</p>${ofTag(name).map((one) => operationHtml(one, document))}</section>`,
  );
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mostrador API</title><link rel="stylesheet" href="/reference.css"></head>
<body><a class="skip" href="#content">To the content</a>
<nav aria-label="Contents"><p><a href="#content">Mostrador API ${textOf(info['version'])}</a></p><ul>${navigation}<li><a href="#problems">problems</a></li><li><a href="#event-types">event types</a><ul>${events.map(
    ([type]) => html`<li><a href="#${anchor(`on.${type}`)}">${type}</a></li>`,
  )}</ul></li></ul></nav>
<main id="content"><h1>Mostrador API</h1>
${markdown(textOf(info['description']))}
${markdown(BEGINNING)}
${groups}
${problemsHtml(document.components.schemas)}
<section id="event-types"><h2>event types</h2><p>What webhooks carry, and the feed of events.</p>${signatureFields(document)}${events.map((one) => webhookHtml(one, document.components.schemas))}</section>
</main></body></html>`;
  return page instanceof Html ? page.text : '';
}
