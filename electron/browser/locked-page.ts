import { type Language, text } from '../../domain/texts/index.ts';

const escaped = (plain: string): string => plain.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

const page = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `${head}<title>${escaped(title)}</title></head><body>${body}</body></html>`;

const section = (language: Language): string =>
  `<section lang="${language}"><h1>${escaped(text(language, 'host.page_locked_title'))}</h1>` +
  `<p>${escaped(text(language, 'host.page_locked'))}</p>` +
  `<pre>${escaped(text(language, 'host.page_locked_command'))}</pre></section>`;

/** Without a cookie: how to get in. No style of its own, so that the policy of the page stays as strict as it is. */
export const lockedPage = (): string =>
  page(`Mostrador - ${text('es', 'host.page_locked_title')}`, '', section('es') + section('en'));

/**
 * For a browser that came by a link on another page: it keeps a strict cookie to itself until a page of ours asks. The
 * mark in the address keeps one without cookies from going round for ever.
 */
export const continuePage = (): string =>
  page(
    'Mostrador',
    '<meta http-equiv="refresh" content="0; url=/?dentro">',
    `<p><a href="/?dentro">${escaped(text('es', 'host.page_continue'))} / ${escaped(text('en', 'host.page_continue'))}</a></p>`,
  );
