/** What a screen needs of an open ticket besides its lines. */
export const ticketColumns = `
ALTER TABLE open_tickets ADD COLUMN customer_uid TEXT REFERENCES customers (uid);
-- The last change and the line it was about: sent again after a crash, it changes nothing.
ALTER TABLE open_tickets ADD COLUMN last_operation TEXT;
ALTER TABLE open_tickets ADD COLUMN last_line_id TEXT;
-- The line that was removed last, as JSON with its place, so that it can be put back.
ALTER TABLE open_tickets ADD COLUMN removed TEXT;
`;
