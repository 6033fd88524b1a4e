import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalText } from '../../../domain/day/canonical-text.ts';

it('is the same whatever the order of the fields', () => {
  expect(canonicalText({ b: [1, { d: null, c: 'ñ"' }], a: true })).toBe('{"a":true,"b":[1,{"c":"ñ\\"","d":null}]}');
  expect(canonicalText({ a: true, b: [1, { c: 'ñ"', d: null }] })).toBe(
    canonicalText({ b: [1, { d: null, c: 'ñ"' }], a: true }),
  );
});

it('reads back as what it was, and is the same again', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = canonicalText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalText(JSON.parse(text))).toBe(text);
    }),
    { seed: 20261123, numRuns: 40 },
  );
});
