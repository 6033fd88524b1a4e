import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantMs, isOlderVersion } from '../../../domain/orders/version.ts';

test.each([
  ['2026-11-23T10:00:00Z', Date.UTC(2026, 10, 23, 10)],
  ['2026-11-23T10:00:00.5+01:00', Date.UTC(2026, 10, 23, 9, 0, 0, 500)],
  ['2026-11-23 10:00:00.123456-0330', Date.UTC(2026, 10, 23, 13, 30, 0, 123)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
])('%s is an instant', (text, ms) => {
  expect(instantMs(text)).toBe(ms);
});

test.each([
  ...[
    '',
    '0000-00-00 00:00:00',
    '2026-11-23',
    '0099-01-01T10:00:00Z',
    '2026-11-23T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
  ],
  ...['2026-11-23T24:00:00Z', '2026-11-23T10:60:00Z', '23/11/2026 10:00', '2026-11-23T10:00:00+25:00', 'yesterday'],
])('"%s" is none', (text) => {
  expect(instantMs(text)).toBeNull();
});

test('what JavaScript writes as an instant is read as the same one', () => {
  const years = { min: new Date('0100-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') };
  fc.assert(
    fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
      expect(instantMs(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test('instants are compared as instants, counters as numbers, anything else as text', () => {
  expect(isOlderVersion('2026-11-23T10:00:00+01:00', '2026-11-23T09:30:00Z')).toBe(true);
  expect(isOlderVersion('2026-11-23T10:00:00Z', '2026-11-23T10:30:00+01:00')).toBe(false);
  expect(isOlderVersion('2026-11-23T11:00:00+01:00', '2026-11-23T10:00:00Z')).toBe(false);
  expect(isOlderVersion('9', '10')).toBe(true);
  expect(isOlderVersion('2026-11-23 10:00:00', '2026-11-23 10:00:01')).toBe(true);
  expect(isOlderVersion('a', 'b')).toBe(true);
});

test('of two versions at most one is older', () => {
  const version = fc.oneof(
    fc.string(),
    fc.nat().map(String),
    fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
  );
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(isOlderVersion(a, b) && isOlderVersion(b, a)).toBe(false);
      expect(isOlderVersion(a, a)).toBe(false);
    }),
  );
});
