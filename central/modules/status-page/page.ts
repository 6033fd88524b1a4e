import { type Language, type TextKey, text } from '../../../domain/texts/index.ts';
import { type Html, html } from '../../app/html.ts';
import { type Agreement, isTrusted } from '../agreement/agreement.ts';
import type { CompanyRow } from '../companies/queries.ts';
import { localTime } from '../local-time.ts';
import type { TillRow } from '../tills/queries.ts';

/** The page asks again by itself, without any script. */
const REFRESH_SECONDS = 15;
/** Twice what a till waits between two hellos, and some. */
const SILENT_AFTER_MS = 3 * 60_000;

const layout = (language: Language, title: string, body: Html, isLive: boolean): string =>
  `<!doctype html>${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${isLive ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}">` : ''}<title>${title}</title><link rel="stylesheet" href="/status.css"></head>
<body>${body}</body></html>`.text
  }`;

type Word = { readonly key: TextKey; readonly look: 'good' | 'bad' | 'calm' };

/** A till in one word: what a person has to do something about comes first. */
export function stateWord(row: TillRow, agrees: boolean | null, nowMs: number): Word {
  if (row.state === 'new') return { key: 'central.page.stateNew', look: 'calm' };
  if (row.state === 'revoked') return { key: 'central.page.stateRevoked', look: 'calm' };
  if (agrees === false) return { key: 'central.page.stateDiffers', look: 'bad' };
  if (row.kind === 'central') return { key: 'central.page.stateGood', look: 'good' };
  if (row.last_contact_ms === null || nowMs - row.last_contact_ms > SILENT_AFTER_MS) {
    return { key: 'central.page.stateSilent', look: 'bad' };
  }
  if ((row.pending_events ?? 0) > 0) return { key: 'central.page.stateSending', look: 'calm' };
  return { key: 'central.page.stateGood', look: 'good' };
}

export type StatusFacts = {
  readonly company: CompanyRow;
  readonly tills: readonly TillRow[];
  /** By till id. */
  readonly agreement: ReadonlyMap<string, Agreement>;
  readonly nowMs: number;
};

function line(language: Language, row: TillRow, facts: StatusFacts): Html {
  const held = facts.agreement.get(row.id);
  const agrees = held === undefined ? null : isTrusted(held);
  const { key, look } = stateWord(row, agrees, facts.nowMs);
  const contact = row.last_contact_ms === null ? '—' : localTime(language, row.last_contact_ms);
  const pending = row.pending_events ?? '—';
  const oldest = row.oldest_pending_at === null ? '' : html`<br><small>${row.oldest_pending_at}</small>`;
  const agreement = agrees === null ? '—' : text(language, agrees ? 'central.page.agrees' : 'central.page.agreesNot');
  return html`<tr><td>${row.shop_code}/${row.code}</td><td>${row.name}</td><td class="${look}">${text(language, key)}</td>
<td>${contact}</td><td class="number">${pending}${oldest}</td><td>${agreement}</td></tr>`;
}

const HEADS: readonly TextKey[] = [
  'central.page.till',
  'central.page.name',
  'central.page.state',
  'central.page.lastContact',
  'central.page.pending',
  'central.page.agreement',
];

export function statusHtml(language: Language, facts: StatusFacts): string {
  const { company } = facts;
  const heads = HEADS.map((key) => html`<th scope="col">${text(language, key)}</th>`);
  const table =
    facts.tills.length === 0
      ? html`<p>${text(language, 'central.page.noTills')}</p>`
      : html`<table><thead><tr>${heads}</tr></thead><tbody>${facts.tills.map((row) => line(language, row, facts))}</tbody></table>`;
  const test = company.environment === 'test' ? html`<p class="bad">${text(language, 'central.page.test')}</p>` : '';
  const body = html`<h1>${company.name}</h1>${test}
<p class="calm">${company.tax_id} · ${localTime(language, facts.nowMs)}</p>${table}
<form method="post" action="/session/end"><p><button type="submit">${text(language, 'central.page.leave')}</button></p></form>`;
  return layout(language, `${company.name} - Mostrador`, body, true);
}

export function loginHtml(language: Language, wrong: string | null): string {
  const problem = wrong === null ? '' : html`<p class="bad" role="alert">${wrong}</p>`;
  const body = html`<h1>Mostrador</h1>${problem}<form method="post" action="/session">
<label for="token">${text(language, 'central.page.token')}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus spellcheck="false">
<button type="submit">${text(language, 'central.page.enter')}</button></form>`;
  return layout(language, 'Mostrador', body, false);
}
