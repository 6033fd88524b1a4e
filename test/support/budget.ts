/** `npm run test:all` sets it: the long faults run before an issue is closed, the short ones with every change. */
const isLong = process.env['MOSTRADOR_LONG'] === '1';

/** How many cases a fault test tries. */
export const budget = (short: number, long: number): number => (isLong ? long : short);

/** Seed of a random test: a new one each time it is long, the same one with every change; printed by the test. */
export function seed(fixed: number): number {
  const given = process.env['MOSTRADOR_SEED'];
  if (given !== undefined) return Number(given);
  return isLong ? Math.trunc(performance.timeOrigin % 2 ** 31) : fixed;
}
