import { type CustomScheme, protocol, type Session } from 'electron';
import { pageHeaders } from '../host/page-policy.ts';
import type { RendererFile } from '../host/renderer-files.ts';

const SCHEME = 'app';
const HOST = 'mostrador';
/** Of the one page there is. */
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/**
 * `standard` gives relative paths and an origin, `secure` the rights of https; nothing more: no fetch, no service worker,
 * no way around the page's policy.
 */
const PRIVILEGED: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, codeCache: true, supportFetchAPI: false, bypassCSP: false },
};

/** Before Electron is ready; once. */
export const registerAppScheme = (): void => protocol.registerSchemesAsPrivileged([PRIVILEGED]);

/** The page has its own way to the till and connects nowhere. */
const HEADERS = pageHeaders("'none'");

/**
 * Serves the page at `app://mostrador/` from what was read at the start: a request chooses among the files that are
 * known, so that no path can lead out of the page's folder.
 */
export function serveApp(session: Session, files: ReadonlyMap<string, RendererFile>): void {
  session.protocol.handle(SCHEME, ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === HOST && method === 'GET' ? files.get(pathname) : undefined;
    if (file === undefined) return new Response('', { status: 404, headers: HEADERS });
    return new Response(new Uint8Array(file.body), { headers: { ...HEADERS, 'content-type': file.type } });
  });
}

/** Whether a document is ours. The origin in words: `URL.origin` is "null" for a scheme that Node does not know. */
export function isPageUrl(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url);
    return scheme === `${SCHEME}:` && host === HOST;
  } catch {
    return false;
  }
}
