import { create } from 'zustand';
import type { CatalogField } from '../../../domain/catalog/fields.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { type Refusal, refuse } from '../../../domain/result.ts';
import { client } from '../../app/client.ts';
import { newId } from '../../app/real-world.ts';
import { type FileHead, HEAD_BYTES, readHead, recognise } from './file-columns.ts';
import { type Source, sendPieces } from './upload.ts';

export type Mapping = Readonly<Partial<Record<CatalogField, string>>>;
export type DecimalChoice = ',' | '.' | null;

type Chosen = {
  readonly uploadId: string;
  readonly name: string;
  readonly bytes: number;
  /** For the choices, as long as the till has not understood the whole file. */
  readonly head: FileHead;
};

/** Where the import of a catalogue stands. `report` and `refusal`: of the last preview. */
export type ImportState =
  | { readonly at: 'nothing'; readonly refusal: Refusal | null }
  | { readonly at: 'sending'; readonly file: Chosen; readonly sentBytes: number }
  | {
      readonly at: 'preview';
      readonly file: Chosen;
      readonly mapping: Mapping;
      readonly decimalMark: DecimalChoice;
      readonly isReading: boolean;
      readonly report: ImportReport | null;
      readonly refusal: Refusal | null;
    }
  | { readonly at: 'importing'; readonly file: Chosen; readonly readBytes: number; readonly rows: number }
  | { readonly at: 'done'; readonly file: Chosen; readonly report: ImportReport };

const NOTHING: ImportState = { at: 'nothing', refusal: null };

/** Outlives the screen: an import goes on while the wizard is at another step. */
export const useImport = create<{ readonly state: ImportState }>(() => ({ state: NOTHING }));
const now = (): ImportState => useImport.getState().state;
const show = (state: ImportState): void => useImport.setState({ state });

client.on('catalog.import-progress', ({ bytesRead, rows }) => {
  const state = now();
  if (state.at === 'importing') show({ ...state, readBytes: bytesRead, rows });
});

export const startOver = (): void => show(NOTHING);

export async function chooseFile(chosen: Source & { readonly name: string }): Promise<void> {
  const head = new Uint8Array(await chosen.slice(0, HEAD_BYTES).arrayBuffer());
  const whole = chosen.size <= HEAD_BYTES;
  const file: Chosen = { uploadId: newId(), name: chosen.name, bytes: chosen.size, head: readHead(head, whole) };
  show({ at: 'sending', file, sentBytes: 0 });
  const sent = await sendPieces(
    chosen,
    (piece) => client.ask('catalog.upload', { uploadId: file.uploadId, ...piece }),
    (sentBytes) => {
      if (isOf(file)) show({ at: 'sending', file, sentBytes });
    },
  );
  if (!isOf(file)) return;
  if (sent.ok) await preview(file, {}, null);
  else show({ at: 'nothing', refusal: sent.refusal });
}

/** Somebody may have begun again meanwhile. */
const isOf = (file: Chosen): boolean => {
  const state = now();
  return state.at !== 'nothing' && state.file.uploadId === file.uploadId;
};

type Preview = Extract<ImportState, { at: 'preview' }>;

function preview(file: Chosen, mapping: Mapping, decimalMark: DecimalChoice): Promise<void> {
  const before = now();
  const report = before.at === 'preview' && isOf(file) ? before.report : null;
  show({ at: 'preview', file, mapping, decimalMark, isReading: true, report, refusal: null });
  return readUntilCurrent();
}

let isAsking = false;

/** The till reads one file at a time: what was chosen while it read is asked next, and only the newest. */
async function readUntilCurrent(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  for (let wanted = unread(); wanted !== null; wanted = unread()) {
    const { file, mapping, decimalMark } = wanted;
    const answer = await client.ask('catalog.preview', { uploadId: file.uploadId, mapping, decimalMark });
    if (now() !== wanted) continue;
    if (answer.ok) show({ ...wanted, isReading: false, report: answer.value, refusal: null });
    else show({ ...wanted, isReading: false, report: null, refusal: answer.refusal });
  }
  isAsking = false;
}

function unread(): Preview | null {
  const state = now();
  return state.at === 'preview' && state.isReading ? state : null;
}

/** Column names as they are in force: said by the person, else told by the titles. */
export const mappingInForce = (state: Preview): Mapping => ({
  ...(state.report?.file.mapping ?? recognise(state.file.head, state.mapping).mapping),
  ...state.mapping,
});

/** @param column the title in the file; '': the file does not have it */
export function mapField(field: CatalogField, column: string): void {
  const state = now();
  if (state.at !== 'preview') return;
  void preview(state.file, { ...mappingInForce(state), [field]: column }, state.decimalMark);
}

export function setDecimalMark(decimalMark: DecimalChoice): void {
  const state = now();
  if (state.at === 'preview') void preview(state.file, state.mapping, decimalMark);
}

export async function importNow(): Promise<void> {
  const state = now();
  if (state.at !== 'preview' || state.isReading || state.report === null) return;
  const { file, mapping, decimalMark } = state;
  show({ at: 'importing', file, readBytes: 0, rows: 0 });
  const answer = await client.ask('catalog.import', { uploadId: file.uploadId, mapping, decimalMark });
  if (answer.ok) show({ at: 'done', file, report: answer.value });
  // What was uploaded is kept for an hour: after that the file has to be chosen again.
  else if (answer.refusal.code === 'upload_not_found') show({ at: 'nothing', refusal: answer.refusal });
  else show({ ...state, refusal: answer.refusal });
}

/** A file that the page could not read: moved or on a stick that is gone. */
export const showUnreadable = (name: string): void =>
  show({ at: 'nothing', refusal: refuse('file_unreadable', { path: name }).refusal });
