import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Language, refusalText } from '../../../domain/texts/index.ts';
import { allow, callerOfToken, type UserCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, ProblemError, problem } from '../../app/problem.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { inSnapshot } from '../../db/tenant.ts';
import { agreementOfTills } from '../agreement/agreement.ts';
import { readCompany } from '../companies/queries.ts';
import { listTills } from '../tills/queries.ts';
import { loginHtml, type StatusFacts, statusHtml } from './page.ts';
import { STYLE } from './style.ts';

const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const COOKIE = 'mostrador';
/** A screen on a wall stays logged in; a revoked token ends it at once, whatever the cookie says. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;
const MAX_FORM_BYTES = 4 * 1024;

const page = (body: string, more: Readonly<Record<string, string>> = {}, status = 200): RawAnswer =>
  new RawAnswer(
    body,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      ...more,
    },
    status,
  );

const toStart = (cookie: string): RawAnswer => new RawAnswer('', { location: '/', 'set-cookie': cookie }, 303);

function cookieOf(request: FastifyRequest, token: string, seconds: number): string {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}

function tokenOf(request: FastifyRequest): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
}

async function userOf(context: CentralContext, token: string): Promise<UserCaller> {
  const caller = await callerOfToken(context, token);
  allow(caller, 'tills:read', undefined);
  if (caller.kind !== 'user') throw problem('forbidden', { status: 403 });
  return caller;
}

const readFacts = (context: CentralContext, companyId: string): Promise<StatusFacts> =>
  inSnapshot(context, companyId, async (tx) => {
    const company = await readCompany(tx);
    if (company === null) throw notFound();
    const agreement = await agreementOfTills(tx);
    return { company, tills: await listTills(tx), agreement, nowMs: context.clock.nowMs() };
  });

/** The login again, with what was wrong; anything that is no answer to a token goes on. */
function loginAgain(error: unknown, language: Language, request: FastifyRequest): RawAnswer {
  if (!(error instanceof ProblemError) || error.status >= 429) throw error;
  return page(
    loginHtml(language, refusalText(language, error.refusal)),
    { 'set-cookie': cookieOf(request, '', 0) },
    error.status,
  );
}

function registerSession(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/session',
    caller: 'anyone',
    doc: 'internal',
    body: 'raw',
    maxBodyBytes: MAX_FORM_BYTES,
    answer: 'raw',
    async handle({ body, request, language }) {
      const token = (new URLSearchParams(body.toString('utf8')).get('token') ?? '').trim();
      try {
        await userOf(context, token);
        return toStart(cookieOf(request, token, COOKIE_SECONDS));
      } catch (error) {
        return loginAgain(error, language, request);
      }
    },
  });
  route(app, context, {
    method: 'POST',
    url: '/session/end',
    caller: 'anyone',
    doc: 'internal',
    body: 'raw',
    maxBodyBytes: MAX_FORM_BYTES,
    answer: 'raw',
    handle: async ({ request }) => toStart(cookieOf(request, '', 0)),
  });
}

/**
 * One page for the owner: each till, when it last spoke, what waits there, and whether central holds the same. The token is
 * typed once; no script is needed for anything.
 */
export const statusPage: CentralModule = {
  name: 'status-page',
  register(app, context) {
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    route(app, context, {
      method: 'GET',
      url: '/',
      caller: 'anyone',
      doc: 'internal',
      answer: 'raw',
      async handle({ request, language }) {
        const token = tokenOf(request);
        if (token === null) return page(loginHtml(language, null));
        try {
          const { companyId } = await userOf(context, token);
          return page(statusHtml(language, await readFacts(context, companyId)));
        } catch (error) {
          return loginAgain(error, language, request);
        }
      },
    });
    route(app, context, {
      method: 'GET',
      url: '/status.css',
      caller: 'anyone',
      doc: 'internal',
      answer: 'raw',
      handle: async () =>
        new RawAnswer(STYLE, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' }),
    });
    registerSession(app, context);
  },
};
