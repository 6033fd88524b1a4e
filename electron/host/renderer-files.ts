import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { ok, type Result, refuse } from '../../domain/result.ts';

export type RendererFile = { readonly type: string; readonly body: Buffer; readonly isNamedByContent: boolean };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/**
 * The built page by the path it is asked for (`/`, `/assets/index-4f2a.js`), read once at the start: a request chooses
 * among what is known, and no path of the disk is made from what it says. Refuses `renderer_missing` {path}.
 */
export function readRenderer(folder: string): Result<ReadonlyMap<string, RendererFile>> {
  const files = new Map<string, RendererFile>();
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const type = TYPES[extname(entry.name)];
      if (!entry.isFile() || type === undefined) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).split(sep).join('/');
      files.set(`/${name}`, { type, body: readFileSync(path), isNamedByContent: name.startsWith('assets/') });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const index = files.get('/index.html');
  if (index === undefined) return refuse('renderer_missing', { path: folder });
  return ok(files.set('/', index));
}
