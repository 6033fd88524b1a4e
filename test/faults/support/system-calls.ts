import { spawnSync } from 'node:child_process';

/** What a process did to its files, as strace saw it. `start` and `end` are line numbers: an order, not a time. */
export type FileEvent = { readonly start: number; readonly end: number; readonly path: string } & (
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'create' | 'unlink' | 'sync' }
  | { readonly kind: 'rename'; readonly to: string }
);

/** A line on standard output: what the process told the world. */
export type OutputEvent = { readonly start: number; readonly kind: 'output'; readonly text: string };

const CALLS =
  'openat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,close';

export const hasStrace = (): boolean => spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;

/** Puts a process under strace, its record in `path`. Strings are longer than any page that is written. */
export const straceTo = (path: string): readonly string[] => [
  'strace',
  '-f',
  '-y',
  '-xx',
  '-s',
  '70000',
  '-e',
  `trace=${CALLS}`,
  '-o',
  path,
];

const decode = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const isHex = (text: string): boolean => text.startsWith('\\x');
const pathText = (text: string): string => (isHex(text) ? decode(text).toString('utf8') : text);

type Call = { readonly start: number; readonly end: number; readonly text: string };

/** Whole calls, those that another thread interrupted put together again. */
function* calls(record: string): Generator<Call, void, void> {
  const unfinished = new Map<string, { readonly start: number; readonly text: string }>();
  let index = 0;
  for (const line of record.split('\n')) {
    index += 1;
    const space = line.indexOf(' ');
    const thread = line.slice(0, space);
    const text = line.slice(space).trimStart();
    if (text.endsWith('<unfinished ...>')) {
      unfinished.set(thread, { start: index, text: text.slice(0, -'<unfinished ...>'.length) });
    } else if (text.startsWith('<... ')) {
      const begun = unfinished.get(thread);
      unfinished.delete(thread);
      if (begun !== undefined) {
        yield { start: begun.start, end: index, text: begun.text + text.slice(text.indexOf('>') + 1) };
      }
    } else yield { start: index, end: index, text };
  }
}

const DESCRIPTOR = /^(\w+)\((\d+)<([^>]*)>(?:\(deleted\))?(?:, (.*))?\)\s+= (-?\d+)/s;
const OPEN = /^openat\([^"]*"([^"]*)", ([A-Z_|]+).*= (\d+)</s;
const NAMED = /^(unlink|unlinkat|rename|renameat2?)\((.*)\)\s+= 0/s;
const QUOTED = /"([^"]*)"/g;

function toEvent(call: Call): FileEvent | OutputEvent | null {
  const { start, end, text } = call;
  const opened = OPEN.exec(text);
  if (opened !== null) {
    const [, name = '', flags = ''] = opened;
    const path = pathText(name);
    // Whether the file was there is known to the replay.
    if (flags.includes('O_TRUNC')) return { start, end, path, kind: 'truncate', size: 0 };
    return flags.includes('O_CREAT') ? { start, end, path, kind: 'create' } : null;
  }
  const named = NAMED.exec(text);
  if (named !== null) {
    const [path = '', to = ''] = [...(named[2] ?? '').matchAll(QUOTED)].map(([, quoted = '']) => pathText(quoted));
    return named[1]?.startsWith('unlink')
      ? { start, end, path, kind: 'unlink' }
      : { start, end, path, kind: 'rename', to };
  }
  const match = DESCRIPTOR.exec(text);
  if (match === null) return null;
  const [, name = '', descriptor = '', target = '', rest = '', result = ''] = match;
  const returned = Number(result);
  if (returned < 0 || name === 'close') return null;
  const path = pathText(target);
  if (name === 'write' && descriptor === '1') {
    return { start, kind: 'output', text: decode(rest.slice(1, rest.indexOf('"', 1))).toString('utf8') };
  }
  if (name === 'fsync' || name === 'fdatasync') return { start, end, path, kind: 'sync' };
  if (name === 'ftruncate') return { start, end, path, kind: 'truncate', size: Number(rest) };
  if (name === 'pwrite64') {
    const closing = rest.indexOf('"', 1);
    const bytes = decode(rest.slice(1, closing)).subarray(0, returned);
    const offset = Number(rest.slice(rest.lastIndexOf(',') + 1));
    if (bytes.length !== returned) throw new Error(`strace cut a write of ${returned} bytes to ${path}`);
    return { start, end, path, kind: 'write', offset, bytes };
  }
  return { start, end, path, kind: 'write', offset: Number.NaN, bytes: Buffer.alloc(0) };
}

/**
 * Reads a record of strace. Only what concerns files below `folder`, and standard output.
 * @throws Error when the program wrote to such a file by a call that a replay would not understand.
 */
export function readSystemCalls(record: string, folder: string): (FileEvent | OutputEvent)[] {
  const events: (FileEvent | OutputEvent)[] = [];
  for (const call of calls(record)) {
    const event = toEvent(call);
    if (event === null) continue;
    if (event.kind === 'output') {
      events.push(event);
      continue;
    }
    if (event.path !== folder && !event.path.startsWith(`${folder}/`)) continue;
    if (event.kind === 'write' && Number.isNaN(event.offset)) {
      throw new Error(`write without a position: ${call.text.slice(0, 80)}`);
    }
    events.push(event);
  }
  return events.sort((a, b) => a.start - b.start);
}
