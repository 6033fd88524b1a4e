import { app, dialog } from 'electron';
import type { Refusal, RefusalParams } from '../../domain/result.ts';
import { type Language, refusalText, type TextKey, text } from '../../domain/texts/index.ts';

/** What this shell says before there is a page: in the terminal, and an installed till also in a box. */
const language: Language = (process.env['MOSTRADOR_LANG'] ?? 'es').startsWith('en') ? 'en' : 'es';

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

export const tell = (key: TextKey, params: RefusalParams = {}): boolean => say(text(language, key, params));

/** The one line of standard output: where the till is. */
export const print = (key: TextKey, params: RefusalParams): boolean =>
  process.stdout.write(`${text(language, key, params)}\n`);

/** Who clicked an icon sees no terminal. Waits until the box is closed. */
async function showBox(line: string): Promise<void> {
  if (!app.isPackaged) return;
  await app.whenReady();
  dialog.showErrorBox('Mostrador', line);
}

/** @returns the exit code */
export async function complain(refusal: Refusal): Promise<number> {
  const line = refusalText(language, refusal);
  say(line);
  if (refusal.code.startsWith('option_')) return EXIT.usage;
  await showBox(line);
  return EXIT.refused;
}

export async function complainOfBug(error: unknown): Promise<number> {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell('host.bug', { detail });
  await showBox(text(language, 'host.bug', { detail: error instanceof Error ? error.message : detail }));
  return EXIT.bug;
}

export const EXIT = { done: 0, refused: 1, usage: 2, bug: 70 } as const;
