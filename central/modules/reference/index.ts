import { createHash } from 'node:crypto';
import type { CentralModule } from '../../app/module.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { type OpenApiDocument, openApiDocument } from '../../openapi/document.ts';
import examples from '../../openapi/examples.json' with { type: 'json' };
import { referencePage } from './page.ts';
import { STYLE } from './style.ts';

/** Only what this server itself serves: no script at all. */
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const CACHED = 'public, max-age=300';

/** What the API is, for programs and for people, from local files. */
export const reference: CentralModule = {
  name: 'reference',
  register(app, context) {
    // Written when somebody asks first: then every module has declared its routes.
    let document: OpenApiDocument | null = null;
    const current = (): OpenApiDocument => {
      document ??= openApiDocument(app.declaredRoutes, examples);
      return document;
    };
    const serve = (
      url: string,
      contentType: string,
      body: () => string,
      headers: Readonly<Record<string, string>> = {},
    ) => {
      let made: { readonly body: string; readonly etag: string } | null = null;
      route(app, context, {
        method: 'GET',
        url,
        caller: 'anyone',
        doc: 'internal',
        answer: 'raw',
        async handle() {
          const text = made?.body ?? body();
          made ??= { body: text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"` };
          const told = { 'content-type': contentType, 'cache-control': CACHED, etag: made.etag, ...headers };
          return new RawAnswer(made.body, told);
        },
      });
    };
    serve('/openapi.json', 'application/json; charset=utf-8', () => JSON.stringify(current()));
    serve('/reference', 'text/html; charset=utf-8', () => referencePage(current()), {
      'content-security-policy': POLICY,
    });
    serve('/reference.css', 'text/css; charset=utf-8', () => STYLE);
  },
};
