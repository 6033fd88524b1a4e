/**
 * News for central that have no frozen row to be rebuilt from carry what they tell; and what the two logs say is news too,
 * by trigger: whoever writes a log line cannot forget it, and line and event are in one transaction whatever the caller does.
 */
export const outboxColumns = `
ALTER TABLE outbox ADD COLUMN payload TEXT;
`;

const told = (table: string, type: string): string => `
CREATE TRIGGER ${table}_is_told AFTER INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM installations WHERE closed_at IS NULL)
BEGIN
  INSERT INTO outbox (installation_id, seq, type, ref_id, created_at)
  SELECT i.id, ifnull((SELECT max(seq) FROM outbox WHERE installation_id = i.id), 0) + 1, '${type}', new.id, new.at
  FROM installations i WHERE i.closed_at IS NULL;
END;
`;

export const toldLogs = told('audit_log', 'audit.recorded') + told('incidents', 'incident.recorded');

/** An event that was sent is never sent again with another content. */
export const frozenOutbox = `
CREATE TRIGGER outbox_never_edited BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'outbox: events are never edited'); END;
CREATE TRIGGER outbox_never_deleted BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'outbox: events are never deleted'); END;
`;
