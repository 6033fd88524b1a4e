import { type ReadableDatabase, statement, type WritableDatabase } from './handles.ts';

export type AuditEntry = {
  readonly at: string;
  readonly actorId: string | null;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export function appendAudit(db: WritableDatabase, entry: AuditEntry): void {
  statement(db, 'INSERT INTO audit_log (at, actor_id, kind, detail) VALUES (?, ?, ?, ?)').run(
    entry.at,
    entry.actorId,
    entry.kind,
    JSON.stringify(entry.detail),
  );
}

export type Incident = {
  readonly at: string;
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export function appendIncident(db: WritableDatabase, incident: Incident): void {
  statement(db, 'INSERT INTO incidents (at, code, detail) VALUES (?, ?, ?)').run(
    incident.at,
    incident.code,
    JSON.stringify(incident.detail),
  );
}

export const countIncidents = (db: ReadableDatabase): number =>
  Number(statement(db, 'SELECT count(*) FROM incidents').pluck().get());

export function listIncidents(db: ReadableDatabase): Incident[] {
  const rows = statement(db, 'SELECT at, code, detail FROM incidents ORDER BY id').all() as {
    at: string;
    code: string;
    detail: string;
  }[];
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** A line of the audit log or of the incidents as the events of central tell it: `kind` is the code of an incident. */
export type LoggedRow = {
  readonly logId: number;
  readonly actorId: string | null;
  readonly kind: string;
  /** JSON as it was written. */
  readonly detail: string;
};

export const auditRow = (db: ReadableDatabase, id: number): LoggedRow | null =>
  (statement(db, 'SELECT id AS logId, actor_id AS actorId, kind, detail FROM audit_log WHERE id = ?').get(id) as
    | LoggedRow
    | undefined) ?? null;

export const incidentRow = (db: ReadableDatabase, id: number): LoggedRow | null =>
  (statement(db, 'SELECT id AS logId, NULL AS actorId, code AS kind, detail FROM incidents WHERE id = ?').get(id) as
    | LoggedRow
    | undefined) ?? null;
