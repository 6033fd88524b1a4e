import { ok, type Result } from '../../../domain/result.ts';

/** As large as the contract takes one. */
export const PIECE_BYTES = 512 * 1024;
/** String.fromCharCode takes its characters as arguments: more than this is too many for the stack. */
const STRIDE = 8 * 1024;

export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STRIDE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STRIDE));
  }
  return btoa(binary);
}

export type Piece = { readonly position: number; readonly base64: string; readonly isLast: boolean };

/** What of a File is needed here. */
export type Source = {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
};

/** Sends a file in pieces, one after the other. An empty file is one empty piece: the till says what is wrong with it. */
export async function sendPieces(
  file: Source,
  send: (piece: Piece) => Promise<Result<unknown>>,
  onSent: (bytes: number) => void,
): Promise<Result<void>> {
  let position = 0;
  do {
    const until = Math.min(position + PIECE_BYTES, file.size);
    const bytes = new Uint8Array(await file.slice(position, until).arrayBuffer());
    const sent = await send({ position, base64: base64Of(bytes), isLast: until >= file.size });
    if (!sent.ok) return sent;
    position = until;
    onSent(position);
  } while (position < file.size);
  return ok(undefined);
}
