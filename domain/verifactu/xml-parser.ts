import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * A parser for the little XML that records need. DTDs, processing instructions and entities beyond the five predefined
 * and numeric ones are refused in both modes: a fiscal record has no use for them and they are how XML attacks begin.
 * stored: exactly what our builders write, so no declaration, comments, CDATA or attributes other than namespaces.
 * foreign: documents of others; declaration, comments, CDATA and attributes are read as XML 1.0 says.
 */
export type XmlMode = 'stored' | 'foreign';

export type XmlElement = {
  /** Namespace name, '' for none; prefixes are resolved and mean nothing. */
  readonly namespace: string;
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Character data directly inside, unescaped, joined. */
  readonly text: string;
  /** Where the element stands in the source, for exact copies of its text. */
  readonly start: number;
  readonly end: number;
};

type Scope = ReadonlyMap<string, string>;
type Frame = {
  readonly tag: string;
  readonly namespace: string;
  readonly name: string;
  readonly scope: Scope;
  readonly children: XmlElement[];
  text: string;
  readonly start: number;
};

/** Real records are 5 levels deep in their envelope; the bound keeps hostile input from using up memory. */
const MAX_DEPTH = 32;
/** Bounds a stored envelope of 1,000 records generously. */
const MAX_LENGTH = 64 * 1024 * 1024;

const OPEN_TAG =
  /<((?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*)((?:[ \t\r\n]+[A-Za-z_][\w.:-]*[ \t\r\n]*=[ \t\r\n]*(?:"[^"<]*"|'[^'<]*'))*)[ \t\r\n]*(\/?)>/y;
const CLOSE_TAG = /<\/([\w.:-]+)[ \t\r\n]*>/y;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/g;
const DECLARATION = /^\ufeff?<\?xml[ \t\r\n][^?<>]*\?>/;
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&/g;
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Anything XML 1.0 does not allow as a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/u;
const BLANK = /^[ \t\r\n]*$/;

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** The text that `raw` stands for; null when a reference is not one of those allowed. Line ends become LF (XML 2.11). */
function unescapeText(raw: string): string | null {
  if (raw.includes(']]>')) return null;
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!lines.includes('&')) return lines;
  let valid = true;
  const text = lines.replace(REFERENCE, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return PREDEFINED[name] ?? '';
    const digits = decimal ?? hex;
    const code = digits === undefined ? -1 : Number.parseInt(digits, decimal === undefined ? 16 : 10);
    if (code < 0 || !isXmlCharacter(code)) {
      valid = false;
      return '';
    }
    return String.fromCodePoint(code);
  });
  return valid ? text : null;
}

/** The scope of an element with these attributes; null when they are malformed, repeated or not allowed in `mode`. */
function scopeWith(outer: Scope, attributes: string, mode: XmlMode): Scope | null {
  if (attributes === '') return outer;
  const scope = new Map(outer);
  const seen = new Set<string>();
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = unescapeText(double ?? single ?? '');
    if (value === null || seen.has(name)) return null;
    seen.add(name);
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:') && value !== '') scope.set(name.slice(6), value);
    else if (mode === 'stored' || name.startsWith('xmlns:')) return null;
  }
  return scope;
}

class Parser {
  readonly #source: string;
  readonly #mode: XmlMode;
  #at = 0;
  #open: Frame[] = [];
  #root: XmlElement | null = null;

  constructor(source: string, mode: XmlMode) {
    this.#source = source;
    this.#mode = mode;
  }

  run(): Result<XmlElement> {
    if (this.#mode === 'foreign')
      this.#at = DECLARATION.exec(this.#source)?.[0].length ?? (this.#source.startsWith('\ufeff') ? 1 : 0);
    if (this.#source.length > MAX_LENGTH || ILLEGAL.test(this.#source)) return this.#malformed();
    while (this.#at < this.#source.length) {
      if (!this.#step()) return this.#malformed();
    }
    return this.#root === null || this.#open.length > 0 ? this.#malformed() : ok(this.#root);
  }

  #malformed(): Result<XmlElement> {
    return refuse('xml_malformed', { offset: this.#at });
  }

  /** Reads one piece of text or markup; false when it is not allowed here. */
  #step(): boolean {
    if (this.#source.charAt(this.#at) !== '<') return this.#characters();
    if (this.#source.startsWith('</', this.#at)) return this.#closeTag();
    if (this.#source.startsWith('<!--', this.#at)) return this.#comment();
    if (this.#source.startsWith('<![CDATA[', this.#at)) return this.#cdata();
    return this.#openTag();
  }

  #characters(): boolean {
    const next = this.#source.indexOf('<', this.#at);
    const end = next === -1 ? this.#source.length : next;
    const raw = this.#source.slice(this.#at, end);
    const frame = this.#open.at(-1);
    if (frame === undefined) {
      if (this.#mode === 'stored' || !BLANK.test(raw)) return false;
    } else {
      const text = unescapeText(raw);
      if (text === null) return false;
      frame.text += text;
    }
    this.#at = end;
    return true;
  }

  #openTag(): boolean {
    OPEN_TAG.lastIndex = this.#at;
    const match = OPEN_TAG.exec(this.#source);
    if (match === null || this.#root !== null || this.#open.length >= MAX_DEPTH) return false;
    const [whole, tag = '', attributes = '', selfClosing = ''] = match;
    const outer = this.#open.at(-1)?.scope ?? new Map([['', '']]);
    const scope = scopeWith(outer, attributes, this.#mode);
    const colon = tag.indexOf(':');
    const namespace = scope?.get(tag.slice(0, Math.max(colon, 0)));
    if (scope === null || namespace === undefined) return false;
    const name = tag.slice(colon + 1);
    this.#open.push({ tag, namespace, name, scope, children: [], text: '', start: this.#at });
    this.#at += whole.length;
    return selfClosing === '' || this.#close();
  }

  #closeTag(): boolean {
    CLOSE_TAG.lastIndex = this.#at;
    const match = CLOSE_TAG.exec(this.#source);
    if (match === null || match[1] !== this.#open.at(-1)?.tag) return false;
    this.#at += match[0].length;
    return this.#close();
  }

  #close(): boolean {
    const frame = this.#open.pop();
    if (frame === undefined) return false;
    const { namespace, name, children, text, start } = frame;
    const element: XmlElement = { namespace, name, children, text, start, end: this.#at };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
    return true;
  }

  #comment(): boolean {
    const end = this.#source.indexOf('--', this.#at + 4);
    if (this.#mode === 'stored' || end === -1 || this.#source.charAt(end + 2) !== '>') return false;
    this.#at = end + 3;
    return true;
  }

  #cdata(): boolean {
    const end = this.#source.indexOf(']]>', this.#at);
    const frame = this.#open.at(-1);
    if (this.#mode === 'stored' || end === -1 || frame === undefined) return false;
    frame.text += this.#source.slice(this.#at + 9, end).replace(/\r\n?/g, '\n');
    this.#at = end + 3;
    return true;
  }
}

/** The root element of `source`. Refuses `xml_malformed` {offset}: where reading stopped, in UTF-16 units. */
export const parseXml = (source: string, mode: XmlMode): Result<XmlElement> => new Parser(source, mode).run();
