import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTextKey } from '../../../domain/texts/index.ts';

const codesIn = (folder: string, patterns: readonly RegExp[]): string[] => {
  const sources = globSync(`${folder}/**/*.ts`).map((path) => readFileSync(path, 'utf8'));
  const codes = sources.flatMap((source) => patterns.flatMap((pattern) => [...source.matchAll(pattern)]));
  return [...new Set(codes.map((match) => match[1] ?? ''))].sort();
};

describe('what verify finds', () => {
  it('has words for every problem', () => {
    const compared = /\bcompare\(\s*\w+,\s*'([a-z_]+)'/g;
    const codes = [
      ...codesIn('electron/till/records', [/\bproblem\(\s*'([a-z_]+)'/g, compared]),
      ...codesIn('domain/checks', [/\bproblem\(\s*'([a-z_]+)'/g, compared]),
      ...codesIn('central/modules/ingest', [/\b(?:finding|quarantined)\(\s*'([a-z_]+)'/g, compared]),
    ];
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !isTextKey(`problem.${code}`))).toEqual([]);
  });

  it('has words for every broken link of the chain', () => {
    const codes = codesIn('domain/verifactu', [/'(chain_[a-z_]+)'/g]);
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !isTextKey(`problem.${code}`))).toEqual([]);
  });
});
