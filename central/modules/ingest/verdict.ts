import type { DocumentIssuedData, EventData, RecordData } from '../../../contracts/sync/event-data.ts';
import type { SeriesStand } from '../../../contracts/sync/values.ts';
import type { PreviousRecord } from '../../../domain/checks/check-record.ts';

/** Tip of a chain of records as last received. */
export type ChainTip = { readonly position: number; readonly record: Exclude<PreviousRecord, null> };

/** A series: as central computes it, as the till said it last, and what of it was believed. */
export type Stand = {
  readonly own: SeriesStand;
  readonly said: SeriesStand;
  readonly accepted: { readonly count: number; readonly cents: number };
};
export const NOTHING_ACCEPTED: Stand['accepted'] = { count: 0, cents: 0 };

/** A document that central already has. */
export type KnownDocument = {
  readonly id: string;
  readonly number: string;
  readonly installationId: string;
  readonly issuedAt: string;
  readonly isAnnulled: boolean;
};

/** What the events of a request are compared with, brought along from event to event. Loaded once for all of them. */
export type Books = {
  readonly installationId: string;
  readonly company: { readonly taxId: string; readonly environment: string };
  readonly till: { readonly shopCode: string; readonly code: string };
  tip: ChainTip | null;
  readonly stands: Map<string, Stand>;
  /** Series that another till holds. */
  readonly foreignSeries: ReadonlySet<string>;
  readonly byId: Map<string, KnownDocument>;
  readonly byNumber: Map<string, KnownDocument>;
};

/** Why an event is not believed: `problem.<code>` in the text catalogue; `detail` is for whoever looks closer. */
export type Doubt = { readonly code: string; readonly detail: string };

export type IssuedEffect = { readonly kind: 'issued'; readonly data: DocumentIssuedData; readonly series: SeriesStand };
export type AnnulledEffect = {
  readonly kind: 'annulled';
  readonly data: EventData<'document.annulled'>;
  readonly document: KnownDocument;
};
/** What an accepted event does beside being there. */
export type Effect = IssuedEffect | AnnulledEffect | { readonly kind: 'other' };

export type Verdict =
  | { readonly state: 'accepted'; readonly effect: Effect }
  | { readonly state: 'quarantined'; readonly doubt: Doubt; readonly number: string | null }
  /** Of a later program: kept as it came. */
  | { readonly state: 'parked'; readonly doubt: Doubt };

/** A record that can be read goes into its chain, whatever is thought of its document. */
export type ReceivedRecord = { readonly data: RecordData; readonly documentId: string; readonly number: string };
export type Judged = { readonly verdict: Verdict; readonly record: ReceivedRecord | null };
