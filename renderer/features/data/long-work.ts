import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { DataOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import { client } from '../../app/client.ts';

/** Work of seconds or minutes: it goes on, and its result is still there, when somebody looked elsewhere meanwhile. */
export type LongWork<Value> =
  | { readonly at: 'idle' }
  | { readonly at: 'running'; readonly done: number; readonly total: number }
  | { readonly at: 'done'; readonly value: Value }
  | { readonly at: 'refused'; readonly refusal: Refusal };

type Work = DataOf<'data.progress'>['work'];
type Store<Value> = UseBoundStore<StoreApi<{ readonly work: LongWork<Value> }>>;

const makeStore = <Value>(): Store<Value> =>
  create<{ readonly work: LongWork<Value> }>(() => ({ work: { at: 'idle' } }));

export const useVerify = makeStore<OutputOf<'data.verify'>>();
export const useExport = makeStore<OutputOf<'data.export-records'>>();
export const useBackup = makeStore<OutputOf<'data.backup'>>();

const RUNNING: Readonly<Record<Work, (done: number, total: number) => void>> = {
  verify: (done, total) => tell(useVerify, done, total),
  export: (done, total) => tell(useExport, done, total),
  backup: (done, total) => tell(useBackup, done, total),
};

function tell<Value>(store: Store<Value>, done: number, total: number): void {
  if (store.getState().work.at === 'running') store.setState({ work: { at: 'running', done, total } });
}

client.on('data.progress', ({ work, done, total }) => RUNNING[work](done, total));

async function run<Value>(store: Store<Value>, ask: () => Promise<Result<Value>>): Promise<void> {
  if (store.getState().work.at === 'running') return;
  store.setState({ work: { at: 'running', done: 0, total: 0 } });
  const answer = await ask();
  store.setState({
    work: answer.ok ? { at: 'done', value: answer.value } : { at: 'refused', refusal: answer.refusal },
  });
}

export const verify = (): Promise<void> => run(useVerify, () => client.ask('data.verify', {}));
/** Once: a second copy or file of the same is no harm, but nobody asked for it. */
export const backUp = (): Promise<void> => run(useBackup, () => client.askOnce('data.backup', {}));
export const exportRecords = (from: string | null, to: string | null): Promise<void> =>
  run(useExport, () => client.askOnce('data.export-records', { from, to }));
