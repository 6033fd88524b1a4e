import { describe, expect, it } from 'vitest';
import { text } from '../../domain/texts/index.ts';
import type { WaitingJob } from '../../electron/ipc/contract/printing.ts';
import type { StatusView } from '../../electron/ipc/contract/status.ts';
import { stripRows } from '../../renderer/app/strip-rows.ts';
import { type Statement, statementsOf } from '../../renderer/app/strip-statements.ts';
import { PAIRED, STATUS } from './fake-state.ts';

const UP = { connection: 'connected', processes: { till: 'up', devices: 'up', sync: 'up' }, jobs: [] } as const;
const words = {
  es: { t: (key, params) => text('es', key, params) },
  en: { t: (key, params) => text('en', key, params) },
} as const satisfies Record<string, Parameters<typeof statementsOf>[1]>;
const job = (state: WaitingJob['state']): WaitingJob => ({
  jobId: 1,
  kind: 'receipt',
  printerName: 'Epson',
  number: null,
  totalCents: null,
  state,
  reason: null,
  createdAtMs: 0,
});
const PAPER_OUT = { state: 'problem', name: 'Epson', reason: 'paper-out' } as const;
const said = (status: Partial<StatusView>, rest: object = {}, language: 'es' | 'en' = 'es'): Statement[] =>
  statementsOf({ ...UP, ...rest, status: { ...STATUS, ...status } }, words[language]);
const textsOf = (statements: readonly Statement[]): string[] => statements.map((one) => one.text);
/** As they stand at 1024 px. */
const rowsOf = (statements: readonly Statement[]) => {
  const { rows, hidden } = stripRows(statements, 37);
  return { rows: rows.map((row) => textsOf(row)), hidden };
};

describe('the state of the strip', () => {
  it('says central, then the agency, then what is well when nobody is needed', () => {
    expect(textsOf(said({}))).toEqual(['Central: sin conectar', '12 registros sin enviar', 'Impresora']);
  });

  it('says first what a person has to decide', () => {
    const jobs = [job('failed'), job('unknown'), job('held')];
    const statements = said(
      { printer: PAPER_OUT, waitingJobs: 3, warnings: ['disk_nearly_full', 'installation_moved'] },
      { jobs },
    );
    expect(textsOf(statements)).toEqual([
      'No se puede cobrar: decida',
      'Sin imprimir: 1',
      'Por decidir: 2',
      'Impresora: sin papel',
      'Disco casi lleno',
      'Central: sin conectar',
      '12 registros sin enviar',
    ]);
  });

  it('counts warnings that are several or of another version', () => {
    expect(textsOf(said({ warnings: ['tail_lost'] }))[0]).toBe('Hay avisos: 1');
    expect(textsOf(said({ warnings: ['disk_nearly_full', 'tail_lost'] }))[0]).toBe('Hay avisos: 2');
  });

  it('says only that the till is away while it is', () => {
    const away = said({ waitingJobs: 2 }, { connection: 'lost' });
    expect(textsOf(away)).toEqual(['Reconectando con la caja']);
    expect(rowsOf(away).rows).toEqual([['Reconectando con la caja'], ['lo escaneado se apunta al volver']]);
  });
});

describe('two rows of the strip at 1024 px', () => {
  it('hold everything when nobody is needed', () => {
    expect(rowsOf(said({}))).toEqual({
      rows: [['Central: sin conectar', 'Impresora'], ['12 registros sin enviar']],
      hidden: 0,
    });
  });

  it('show the most urgent whole and count the others', () => {
    const jobs = [job('failed'), job('unknown')];
    const many = said({ printer: PAPER_OUT, waitingJobs: 2, warnings: ['disk_nearly_full'] }, { jobs });
    expect(rowsOf(many)).toEqual({
      rows: [['Sin imprimir: 1', 'Por decidir: 1'], ['Impresora: sin papel']],
      hidden: 3,
    });
  });

  it('never cut a statement, in either language, and lose none', () => {
    for (const language of ['es', 'en'] as const) {
      for (const reason of ['paper-out', 'cover-open', 'offline', 'timeout', null] as const) {
        for (const devices of ['up', 'down', 'failed'] as const) {
          for (const waitingJobs of [0, 1, 12]) {
            for (const warnings of [[], ['installation_moved'], ['disk_nearly_full'], ['tail_lost', 'x']]) {
              const printer = { ...PAPER_OUT, reason };
              const processes = { till: 'up', devices, sync: 'up' };
              const fiscal = { ...STATUS.fiscal, unsentRecords: 12_345 };
              const all = said(
                { printer, waitingJobs, warnings, fiscal },
                { processes, jobs: [job('failed')] },
                language,
              );
              const { rows, hidden } = stripRows(all, 37);
              const shown = rows.flat();
              expect(shown[0]).toEqual(all[0]);
              expect(shown.length + hidden).toBe(all.length);
              expect(new Set(shown)).toEqual(new Set(all.slice(0, shown.length)));
            }
          }
        }
      }
    }
  });
});

describe('two rows of the strip on a large screen', () => {
  it('say also why, where there is room for all of it', () => {
    expect(stripRows(said({}), 84)).toMatchObject({
      rows: [
        [{ text: 'Central: sin conectar' }, { text: 'Impresora' }],
        [{ text: '12 registros sin enviar: sin conexión con la AEAT configurada' }],
      ],
      hidden: 0,
    });
  });

  it('say every trouble of a bad day', () => {
    const jobs = [job('failed'), job('unknown')];
    const many = said({ printer: PAPER_OUT, waitingJobs: 2, warnings: ['disk_nearly_full', 'x'] }, { jobs });
    const { rows, hidden } = stripRows(many, 84);
    expect({ shown: textsOf(rows.flat()).sort(), hidden }).toEqual({ shown: textsOf(many).sort(), hidden: 0 });
  });
});

describe('central on the strip', () => {
  const central = (news: Partial<StatusView['central']>, rest: object = {}) =>
    said({ central: { ...PAIRED, ...news } }, rest);

  it('is one word while all is well, also while the last sale is on its way', () => {
    expect(textsOf(central({}))).toEqual(['12 registros sin enviar', 'Central', 'Impresora']);
    expect(textsOf(central({ state: 'sending', pending: 3 }))).toContain('Central');
    expect(textsOf(central({ state: 'sending', pending: 1234 }))).toContain('Central: enviando 1234');
  });

  it('stands before the agency when it lacks something, and says what waits', () => {
    const [first] = central({ state: 'offline', pending: 20 });
    expect(first).toEqual({ tone: 'warn', text: 'Central: sin conexión', rest: '20 por enviar' });
  });

  it('comes first when a person is needed', () => {
    const warnings = ['disk_nearly_full'];
    for (const news of [{ state: 'revoked' }, { state: 'rejected', rejected: 2 }] as const) {
      const [first] = said({ central: { ...PAIRED, ...news }, warnings });
      expect(first?.tone).toBe('bad');
    }
    const processes = { till: 'up', devices: 'up', sync: 'failed' } as const;
    expect(central({}, { processes })[0]).toEqual({ tone: 'bad', text: 'Central: envío parado' });
    expect(textsOf(said({}, { processes }))[0]).toBe('Central: sin conectar');
  });
});
