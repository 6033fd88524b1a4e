/** `2026-11-22T10:15:00+01:00` -> `22/11/2026 10:15`: the time of the shop, as it is on the paper. */
export const dateAndTime = (issuedAt: string): string =>
  `${issuedAt.slice(8, 10)}/${issuedAt.slice(5, 7)}/${issuedAt.slice(0, 4)} ${issuedAt.slice(11, 16)}`;

/** The day before a day `YYYY-MM-DD`. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
