import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextKey } from '../../../domain/texts/index.ts';
import { CATALOGUES, isTextKey, refusalText, text } from '../../../domain/texts/index.ts';

const keys = Object.keys(CATALOGUES.es) as TextKey[];
const params = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const root = join(import.meta.dirname, '../../..');

describe('catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(keys.length).toBeGreaterThan(80);
    expect(Object.keys(CATALOGUES.en).sort()).toEqual([...keys].sort());
  });

  it('has the same parameters in both languages', () => {
    for (const key of keys) expect([key, params(CATALOGUES.en[key])]).toEqual([key, params(CATALOGUES.es[key])]);
  });

  it('has no empty text, and every error is a whole sentence', () => {
    for (const language of ['es', 'en'] as const) {
      for (const key of keys) {
        const sentence = CATALOGUES[language][key];
        expect(sentence.trim(), key).toBe(sentence);
        expect(sentence.length, key).toBeGreaterThan(0);
        if (key.startsWith('error.')) expect(sentence, key).toMatch(/^[A-ZÁÉÍÓÚÑ«“¿¡{].*[^ ][.?!}]$/u);
      }
    }
  });

  it('gives every area a file of its own: no key is defined twice', () => {
    for (const language of ['es', 'en']) {
      const folder = join(root, 'domain/texts', language);
      const defined = readdirSync(folder).flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)].map(([, key]) => key),
      );
      expect(defined.length).toBe(new Set(defined).size);
      expect(new Set(defined)).toEqual(new Set(keys));
    }
  });

  it('has a sentence for every code that the sale rules refuse with', () => {
    const files = [
      'money-text.ts',
      ...['tax', 'ticket', 'documents'].flatMap((folder) =>
        readdirSync(join(root, 'domain', folder)).map((file) => join(folder, file)),
      ),
    ];
    const codes = files.flatMap((file) =>
      [...readFileSync(join(root, 'domain', file), 'utf8').matchAll(/refuse\(\s*'(\w+)'/g)].map(([, code]) => code),
    );
    expect(new Set(codes).size).toBeGreaterThan(25);
    expect(codes.filter((code) => !isTextKey(`error.${code}`))).toEqual([]);
  });
});

describe('text', () => {
  it('fills parameters and writes cents as euros in both languages', () => {
    expect(text('es', 'error.payment_insufficient', { missingCents: 590, totalCents: 300_000 })).toBe(
      'Faltan 5,90 € para pagar 3.000,00 €. Añada otro pago.',
    );
    expect(text('en', 'error.payment_insufficient', { missingCents: 590, totalCents: 300_000 })).toBe(
      '5,90 € are missing to pay 3.000,00 €. Add another payment.',
    );
  });

  it('never reads a parameter as a pattern, a template or an inherited property', () => {
    expect(text('es', 'error.quantity_zero', { description: '$& {max} «x»' })).toContain('«$& {max} «x»»');
    expect(text('es', 'error.quantity_zero', {})).toContain('{description}');
    expect(isTextKey('toString')).toBe(false);
  });

  it('falls back to the code for a key of another version', () => {
    expect(text('es', 'error.from_the_future' as TextKey)).toBe('from_the_future');
  });
});

describe('refusalText', () => {
  it('is the sentence of the code', () => {
    expect(refusalText('es', { code: 'ticket_empty', params: {}, retryable: false })).toBe(
      'El ticket está vacío. Añada un artículo antes de seguir.',
    );
  });

  it('is a sentence that names the code when there is none of its own', () => {
    expect(refusalText('es', { code: 'from_the_future', params: {}, retryable: false })).toContain('from_the_future');
  });
});
