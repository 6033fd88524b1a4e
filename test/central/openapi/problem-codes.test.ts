import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES, problemMeanings } from '../../../central/openapi/problem-codes.ts';

/** Of the protocol of tills, and of the operator's settings and commands. */
const INTERNAL = [
  ...['batch_empty', 'batch_mixed', 'batch_not_contiguous', 'batch_too_large', 'event_line_malformed'],
  ...['installation_of_other_till', 'outbound_setting_invalid'],
  ...['company_ambiguous', 'company_exists', 'company_name_missing', 'company_name_too_long', 'company_unknown'],
];

const inSource = (): string[] =>
  globSync('central/{app,modules,outbound}/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:problem|refuse)\('(\w+)'/g)].map(([, code = '']) => code),
  );

describe('the list of problem codes', () => {
  test('has every one that the routes can answer with', () => {
    const found = [...new Set(inSource())];
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter((code) => !([...PROBLEM_CODES, ...INTERNAL] as readonly string[]).includes(code))).toEqual([]);
  });

  test('is sorted, has no code twice, and says of each what it means', () => {
    expect([...PROBLEM_CODES]).toEqual([...new Set(PROBLEM_CODES)].sort());
    for (const meaning of Object.values(problemMeanings())) expect(meaning.length).toBeGreaterThan(10);
  });
});
