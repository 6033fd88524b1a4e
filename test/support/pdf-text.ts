import { inflateSync } from 'node:zlib';

/** What the pages say: the strings of every content stream, which are Windows-1252 in hexadecimal. */
export function readText(pdf: Buffer): string {
  const file = pdf.toString('latin1');
  const pages = [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  const lines = pages.flatMap((page) =>
    [...page.matchAll(/\[(.*?)\] TJ/g)].map(([, parts = '']) =>
      [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('binary')).join(''),
    ),
  );
  return lines.join('\n').replaceAll('\x80', '€');
}
