import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Mulberry32: small, seeded, good enough to make shopping lists. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function eanOf(digits12: string): string {
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += Number(digits12[index]) * (index % 2 === 0 ? 1 : 3);
  return digits12 + String((10 - (sum % 10)) % 10);
}

type SampleRow = readonly [name: string, format: string, rate: string, category: string, sub: string, sold: string];

/** The real list as vocabulary: names, formats and categories of a shop. */
function sampleRows(): SampleRow[] {
  const path = fileURLToPath(new URL('../../samples/catalogo-supermercado.csv', import.meta.url));
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => !line.includes('"') && line.length < 160)
    .map((line) => {
      const [, , name = '', format = '', , rate = '', category = '', sub = '', sold = ''] = line.split(';');
      return [name, format, rate, category, sub, sold.trim()];
    });
}

const SYLLABLES =
  'ba be bri ca co cha da del do el fa fer ga gui la le lo lla ma mer mi mo na ni ño pa pe que ra ri ro sa sol ta ti tor va ver vi za'.split(
    ' ',
  );

function brands(random: () => number, count: number): string[] {
  return Array.from({ length: count }, () => {
    const word = Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
    ).join('');
    return word.charAt(0).toUpperCase() + word.slice(1);
  });
}

export const CATALOG_HEADER = 'codigo;ean;nombre;formato;precio;iva;categoria;subcategoria;venta';

/**
 * A catalogue of `rows` products as the sample has them: UTF-8, `;`, decimal comma. The same seed gives the same bytes.
 * Words are those of the real list and so is the order, by category; brands are made up (900); references and EAN are
 * unique, and the EAN come in no order.
 */
export function generateCatalogCsv(rows: number, seed: number): string {
  const random = seededRandom(seed);
  const sample = sampleRows();
  const names = brands(random, 900);
  const lines = [CATALOG_HEADER];
  for (let index = 0; index < rows; index += 1) {
    const [name, format, rate, category, sub, sold] = sample[Math.floor((index * sample.length) / rows)] as SampleRow;
    const brand = names[Math.floor(random() * names.length)] ?? 'Casa';
    const branded = name.includes('Hacendado') ? name.replace('Hacendado', brand) : `${name} ${brand}`;
    const price = `${Math.floor(random() * 40)},${String(Math.floor(random() * 100)).padStart(2, '0')}`;
    // A stride prime to 10^9 scatters the codes as real ones are.
    const ean = eanOf(`84${String((index * 7_368_787 + seed) % 10_000_000_000).padStart(10, '0')}`);
    lines.push([100_000 + index, ean, branded, format, price, rate, category, sub, sold].join(';'));
  }
  return `${lines.join('\n')}\n`;
}
