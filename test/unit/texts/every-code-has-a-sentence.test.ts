import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTextKey } from '../../../domain/texts/index.ts';

const SOURCES = ['domain', 'db', 'native', 'electron', 'central'].flatMap((folder) => globSync(`${folder}/**/*.ts`));

const codesIn = (pattern: RegExp, folder = ''): string[] => {
  const codes = new Set<string>();
  for (const path of SOURCES.filter((source) => source.startsWith(folder))) {
    for (const match of readFileSync(path, 'utf8').matchAll(pattern)) codes.add(match[1] ?? '');
  }
  return [...codes].sort();
};

describe('texts', () => {
  it('have a sentence for every refusal in the sources', () => {
    const codes = codesIn(/\brefuse\(\s*'([a-z_]+)'/g);
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => !isTextKey(`error.${code}`))).toEqual([]);
  });

  it('have a sentence for every problem of central', () => {
    const codes = codesIn(/\b(?:problem|refused)\(\s*'([a-z_]+)'/g, 'central');
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !isTextKey(`error.${code}`))).toEqual([]);
  });

  it('have a sentence for every state of the storage', () => {
    const codes = codesIn(/^ {2}\['(?:SQLITE|E)[A-Z_]+', '([a-z_]+)'/gm);
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !isTextKey(`error.${code}`))).toEqual([]);
  });
});
