import fc from 'fast-check';

/** A body as its bytes, with the type that it says to be. */
export type Hostile = { readonly what: string; readonly type: string | null; readonly body: string | Buffer };

const JSON_TYPE = 'application/json';
const DEEP = 20_000;
const LONG = 900_000;

const json = (what: string, body: string | Buffer): Hostile => ({ what, type: JSON_TYPE, body });

/** Names that mean something to JavaScript, to SQL, or to nobody. */
export const ODD_TEXTS: readonly string[] = [
  "'; DROP TABLE products; --",
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202etxet',
  '{{7*7}}',
  '%00',
  '\r\nSet-Cookie: a=b',
  '9'.repeat(400),
  '😀'.repeat(50),
  'NaN',
  '-0',
];

/** Bodies that are no request at all, or too much of one. */
export const HOSTILE_BODIES: readonly Hostile[] = [
  json('nothing', ''),
  json('a blank', ' '),
  json('a cut object', '{"a":'),
  json('half a string', '"'),
  json('two values', '{}{}'),
  json('no JSON', 'hola'),
  json('NaN', '{"a":NaN}'),
  json('a number beyond all', '{"lines":1e999,"limit":1e999}'),
  json('a long number', `{"lines":${'9'.repeat(10_000)}}`),
  json('deep arrays', `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  json('deep objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
  json('a long text', JSON.stringify({ name: 'x'.repeat(LONG) })),
  json('more than a megabyte', JSON.stringify({ name: 'x'.repeat(1_100_000) })),
  json('many fields', JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`f${n}`, n])))),
  json('__proto__', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}'),
  json('twice the same field', '{"id":"a","id":"b"}'),
  json('U+0000', '{"id":"a\\u0000b","name":"\\u0000"}'),
  json('half a pair', '{"id":"\\ud800","name":"\\udfff"}'),
  json('no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  json('a mark before it', Buffer.from('\ufeff{}', 'utf8')),
  json('an array', '[]'),
  json('null', 'null'),
  json('a number', '0'),
  json('a text', '"x"'),
  { what: 'XML', type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  { what: 'a form', type: 'application/x-www-form-urlencoded', body: 'a=1&a=2' },
  { what: 'lines', type: 'application/x-ndjson', body: '{}\n{}\n' },
  { what: 'an odd type', type: 'application/json; charset=utf-7', body: '+AHsAfQ-' },
  { what: 'a broken type', type: ';;;', body: '{}' },
  { what: 'no type', type: null, body: '{}' },
];

/** Objects with the fields that are asked for and anything at all in them. */
export const oddObjects = (names: readonly string[]): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(
    fc.constantFrom(...ODD_TEXTS),
    fc.jsonValue({ maxDepth: 3 }),
    fc.double(),
    fc.constantFrom(1e308, -1e308, 2 ** 53, -(2 ** 63)),
  );
  const own = names.length === 0 ? fc.string() : fc.constantFrom(...names);
  return fc.dictionary(fc.oneof({ weight: 8, arbitrary: own }, fc.constantFrom(...ODD_TEXTS)), odd, { maxKeys: 12 });
};

/** As they stand in the URL: none is an id, some are no text. No dots: clients make another path of them. */
export const ODD_SEGMENTS: readonly string[] = ['%', '%zz', '%ff', '%ED%A0%80', '%00', '%2F', '%2e%2e%2f', ';', '%3F'];

/** What nobody may come in with. undefined: no header at all. */
export const NO_TOKENS: readonly (string | undefined)[] = [
  undefined,
  '',
  'Bearer',
  'Bearer mo_test_0000000000_00000000000000000000000000000000_000000',
  'Basic YTpi',
  `Bearer ${'x'.repeat(5_000)}`,
  "Bearer ' OR 1=1 --",
];

/** Keys that are none; undefined: no header at all. */
export const NO_KEYS: readonly (string | undefined)[] = [undefined, '', '""', 'x'.repeat(300), 'a b', 'ñandú'];

/** Headers that a request may come with, right or wrong. */
export const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'idempotency-key': '' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': '"a\\"b"' },
  { 'idempotency-key': 'ñandú' },
  { 'if-match': '"' },
  { 'if-match': 'W/"1", *' },
  { 'accept-language': '*;q=x,,,en;q=9' },
  { 'x-request-id': 'x'.repeat(1_000) },
  { accept: 'image/png' },
  { 'content-encoding': 'gzip' },
];
