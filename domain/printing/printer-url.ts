import { ok, type Refused, type Result, refuse } from '../result.ts';

export type SerialParity = 'none' | 'even' | 'odd';
export type SerialFlow = 'none' | 'rtscts' | 'xonxoff';

/** Where a printer is. `virtual` is the virtual printer on this machine; it speaks TCP. */
export type PrinterAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'serial';
      readonly path: string;
      readonly baud: number;
      readonly parity: SerialParity;
      readonly flow: SerialFlow;
    }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'spool'; readonly name: string }
  | { readonly kind: 'virtual'; readonly port: number };

const RAW_PORT = 9100;
const DEFAULT_BAUD = 9600;
const MAX_BAUD = 921_600;
const HOST = /^(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\])$/;
const WINDOWS_PORT = /^COM\d{1,3}$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: such a character in a name would reach a command line
const CONTROLS = /[\u0000-\u001f\u007f]/;

/**
 * Reads a printer URL of the settings (DESIGN section 7).
 * Refuses `printer_url_scheme`, `printer_url_host`, `printer_url_port`, `printer_url_path`, `printer_url_option`,
 * `printer_url_name`, each with {url}; `printer_url_option` also with {option}.
 */
export function parsePrinterUrl(text: string): Result<PrinterAddress> {
  const url = text.trim();
  const scheme = /^([a-z]+):(?:\/\/)?/i.exec(url);
  const rest = scheme === null ? '' : url.slice(scheme[0].length);
  switch (scheme?.[1]?.toLowerCase()) {
    case 'tcp':
      return parseTcp(rest.replace(/\/$/, ''), url);
    case 'serial':
      return parseSerial(rest, url);
    case 'file':
      return parseFile(rest, url);
    case 'spool':
      return parseSpool(rest, url);
    case 'virtual':
      return parseVirtual(rest, url);
    default:
      return refuse('printer_url_scheme', { url });
  }
}

/** The URL that parsePrinterUrl reads back as the same address. */
export function buildPrinterUrl(address: PrinterAddress): string {
  switch (address.kind) {
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'serial':
      return `serial://${encodeURI(address.path)}${serialQuery(address)}`;
    case 'file':
      return `file://${encodeURI(address.path)}`;
    case 'spool':
      return `spool://${encodeURIComponent(address.name)}`;
    case 'virtual':
      return address.port === RAW_PORT ? 'virtual:' : `virtual:${address.port}`;
  }
}

function serialQuery(address: Extract<PrinterAddress, { kind: 'serial' }>): string {
  const query = new URLSearchParams({ baud: String(address.baud) });
  if (address.parity !== 'none') query.set('parity', address.parity);
  if (address.flow !== 'none') query.set('flow', address.flow);
  return `?${query}`;
}

function portNumber(text: string, lowest: number, highest: number): number | null {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  return value >= lowest && value <= highest ? value : null;
}

function parseTcp(rest: string, url: string): Result<PrinterAddress> {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(rest);
  const host = match?.[1] ?? '';
  if (!HOST.test(host)) return refuse('printer_url_host', { url });
  const port = match?.[2] === undefined ? RAW_PORT : portNumber(match[2], 1, 65_535);
  if (port === null) return refuse('printer_url_port', { url });
  return ok({ kind: 'tcp', host: host.replace(/^\[|\]$/g, ''), port });
}

function parseVirtual(rest: string, url: string): Result<PrinterAddress> {
  const port = rest === '' ? RAW_PORT : portNumber(rest, 1, 65_535);
  return port === null ? refuse('printer_url_port', { url }) : ok({ kind: 'virtual', port });
}

/** Null for a broken escape or a control character. */
function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return CONTROLS.test(plain) ? null : plain;
  } catch {
    // decodeURIComponent throws on a broken escape such as "%zz".
    return null;
  }
}

function parseFile(rest: string, url: string): Result<PrinterAddress> {
  const path = decoded(rest);
  if (path === null || !/^\/[^/]/.test(path) || path.endsWith('/')) return refuse('printer_url_path', { url });
  return ok({ kind: 'file', path });
}

function parseSpool(rest: string, url: string): Result<PrinterAddress> {
  const name = decoded(rest)?.trim() ?? '';
  return name === '' || name.startsWith('-') ? refuse('printer_url_name', { url }) : ok({ kind: 'spool', name });
}

function parseSerial(rest: string, url: string): Result<PrinterAddress> {
  const [encodedPath = '', query = ''] = rest.split('?', 2);
  const path = decoded(encodedPath);
  if (path === null || !(WINDOWS_PORT.test(path) || /^\/[^/]/.test(path))) return refuse('printer_url_path', { url });
  const line = { baud: DEFAULT_BAUD, parity: 'none' as SerialParity, flow: 'none' as SerialFlow };
  const bad = (option: string): Refused => refuse('printer_url_option', { url, option });
  for (const [option, value] of new URLSearchParams(query)) {
    if (option === 'baud') {
      const baud = portNumber(value, 300, MAX_BAUD);
      if (baud === null) return bad(`${option}=${value}`);
      line.baud = baud;
    } else if (option === 'parity' && (value === 'none' || value === 'even' || value === 'odd')) {
      line.parity = value;
    } else if (option === 'flow' && (value === 'none' || value === 'rtscts' || value === 'xonxoff')) {
      line.flow = value;
    } else {
      return bad(`${option}=${value}`);
    }
  }
  return ok({ kind: 'serial', path, ...line });
}
