/** Of one POST of events (DESIGN.md section 6). */
export const MAX_BATCH_EVENTS = 200;
export const MAX_BATCH_BYTES = 1024 * 1024;
/** One event may always travel alone up to this size. */
export const MAX_EVENT_BYTES = 8 * 1024 * 1024;

/** Of one page of changes. */
export const MAX_CHANGES = 500;

/** Letters of a company's name: what a strip and a page of the till have room for. */
export const MAX_COMPANY_NAME = 120;

/** A till whose clock differs by more from central's is told to a person. */
export const CLOCK_DIFFERENCE_MS = 60_000;
