import { describe, expect, it } from 'vitest';
import { CATALOGUES, text } from '../../domain/texts/index.ts';
import { CENTRAL_STATES, type CentralStatus } from '../../electron/ipc/contract/central.ts';
import {
  asksAPerson,
  factsOf,
  nameOfRejected,
  reasonOf,
  stateWords,
} from '../../renderer/features/central/central-words.ts';
import { takeScannedCode, useTypedCode } from '../../renderer/features/central/typed-code.ts';
import { PAIRED, REJECTED } from './fake-state.ts';

const words: Parameters<typeof stateWords>[2] = { t: (key, params) => text('es', key, params) };
const PLACE = { timeZone: 'Europe/Madrid', language: 'es' } as const;
const said = (news: Partial<CentralStatus>) => stateWords({ ...PAIRED, ...news }, PLACE, words);

describe('the exchange with central in words', () => {
  it('has a sentence for every state, complete', () => {
    const facts = {
      offlineSinceMs: 1_795_370_000_000,
      clockDifferenceMs: 90_000,
      rejected: 2,
      problem: 'from_the_future',
    };
    for (const state of CENTRAL_STATES) {
      const { said: sentence, hint } = said({ ...facts, state });
      expect(`${sentence} ${hint}`).not.toMatch(/[{}]|undefined/);
    }
  });

  it('says why central takes nothing', () => {
    const { hint } = said({ state: 'problem', problem: 'central_token_missing' });
    expect(hint).toBe(CATALOGUES.es['error.central_token_missing']);
    const problemParams = { seq: 44, type: 'document.issued', number: '01T01S-26-000012', why: 'event_line_malformed' };
    const refused = said({ state: 'problem', problem: 'central_refuses_event', problemParams }).hint;
    expect(refused).toContain('la anotación 44 (document.issued, 01T01S-26-000012)');
    expect(CENTRAL_STATES.filter((state) => asksAPerson({ state }))).toEqual([
      'revoked',
      'rejected',
      'clock-differs',
      'problem',
    ]);
  });

  it('says which way and how far the clock is wrong', () => {
    expect(said({ state: 'clock-differs', clockDifferenceMs: 90_000 }).hint).toContain('atrasado 90 segundos');
    expect(said({ state: 'clock-differs', clockDifferenceMs: -3_600_000 }).hint).toContain('adelantado 60 minutos');
  });

  it('says how much waits and since when', () => {
    const facts = factsOf({ ...PAIRED, pending: 20, oldestPendingAt: '2026-11-22T18:40:00+01:00' }, PLACE, words);
    expect(facts.at(-1)).toEqual(['Por enviar', '20; lo más antiguo, del 22/11/2026 18:40']);
    expect(factsOf(PAIRED, PLACE, words).at(-1)).toEqual(['Por enviar', 'Nada']);
    expect(factsOf({ ...PAIRED, unused: 2 }, PLACE, words).at(-1)).toEqual([
      'Sin aplicar',
      '2 con una referencia o un NIF que aquí tiene otro',
    ]);
  });

  it('names what is held back, and why, also for a reason of another version', () => {
    const [known, unknown] = REJECTED;
    if (known === undefined || unknown === undefined) throw new Error('two expected');
    expect(nameOfRejected(known, words)).toBe('Documento 01T01S-26-000012');
    expect(reasonOf(known, words)).toMatch(/^El total no es .*\(total_differs\)$/);
    expect(nameOfRejected(unknown, words)).toContain('44');
    expect(reasonOf(unknown, words)).toBe('La central no ha podido comprobarlo. (of_the_future)');
  });
});

describe('a scanned code', () => {
  it('is a pairing code or something to sell', () => {
    expect(takeScannedCode('8400000042413')).toBe(false);
    expect(useTypedCode.getState().code).toBe('');
    expect(takeScannedCode('MP1.eyJ1cmwi')).toBe(true);
    expect(useTypedCode.getState().code).toBe('MP1.eyJ1cmwi');
  });
});
