import { describe, expect, it } from 'vitest';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { ProductView } from '../../electron/ipc/contract/catalog.ts';
import { codeOfText, createSearch, isMultiplier } from '../../renderer/features/sale/search.ts';
import { FakeCatalog } from './fake-catalog.ts';

/** A till that answers when the test says so. */
function aSearch() {
  const catalog = new FakeCatalog();
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const search = createSearch(
    (text, limit) =>
      new Promise<Result<{ products: ProductView[] }>>((resolve) => {
        asked.push(text);
        answers.push(() =>
          resolve(text === 'roto' ? refuse('no_answer') : ok({ products: catalog.search(text, limit) })),
        );
      }),
  );
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await new Promise((done) => setTimeout(done, 0));
  };
  return { ...search, asked, answer };
}

const names = (results: readonly ProductView[]): string[] => results.map(({ name }) => name);

describe('search as you type', () => {
  it('asks one thing at a time, and the last text wins', async () => {
    const { writeSearch, searchNow, asked, answer } = aSearch();
    for (const text of ['l', 'le', 'lec', 'lech']) writeSearch(text);
    expect(asked).toEqual(['l']);
    await answer();
    expect(asked).toEqual(['l', 'lech']);
    expect(searchNow().results).toEqual([]);
    await answer();
    expect(names(searchNow().results)).toEqual(['Leche semidesnatada 1 L', 'Lechuga iceberg']);
    expect(searchNow().answeredFor).toBe('lech');
  });

  it('forgets an answer that comes after the field was emptied', async () => {
    const { writeSearch, clearSearch, searchNow, answer } = aSearch();
    writeSearch('leche');
    clearSearch();
    await answer();
    expect(searchNow()).toMatchObject({ text: '', results: [], answeredFor: null });
  });

  it('asks again for the same text after it was emptied', async () => {
    const { writeSearch, clearSearch, asked, answer, searchNow } = aSearch();
    writeSearch('pan');
    await answer();
    clearSearch();
    writeSearch('pan');
    await answer();
    expect(asked).toEqual(['pan', 'pan']);
    expect(searchNow().results.length).toBeGreaterThan(0);
  });

  it('says why there is no answer', async () => {
    const { writeSearch, searchNow, answer } = aSearch();
    writeSearch('roto');
    await answer();
    expect(searchNow().refusal?.code).toBe('no_answer');
  });
});

describe('Enter', () => {
  it('takes digits and quantity*code for a code, at once', async () => {
    const { writeSearch, chooseSearch } = aSearch();
    for (const [typed, text] of [
      ['8400000042005', '8400000042005'],
      ['3*8400000042005', '3*8400000042005'],
      ['0,350*41', '0.350*41'],
      [' 41 ', '41'],
    ] as const) {
      writeSearch(typed);
      expect(await chooseSearch()).toEqual({ kind: 'code', text });
    }
  });

  it('takes the first product found for letters, also when the answer is still on its way', async () => {
    const { writeSearch, chooseSearch, answer } = aSearch();
    writeSearch('leche');
    const choice = chooseSearch();
    await answer();
    expect(await choice).toMatchObject({ kind: 'product', product: { name: 'Leche semidesnatada 1 L' } });
  });

  it('takes what the arrows chose, even for digits', async () => {
    const { writeSearch, chooseSearch, moveChoice, answer } = aSearch();
    writeSearch('33');
    await answer();
    moveChoice(1);
    expect(await chooseSearch()).toMatchObject({ kind: 'product', product: { name: 'Cerveza lata 33 cl' } });
    writeSearch('lech');
    await answer();
    moveChoice(1);
    moveChoice(1);
    moveChoice(1);
    expect(await chooseSearch()).toMatchObject({ kind: 'product', product: { name: 'Lechuga iceberg' } });
  });

  it('takes letters that no product has for a code: codes have letters too', async () => {
    const { writeSearch, chooseSearch, answer } = aSearch();
    writeSearch('ZZ-99');
    const choice = chooseSearch();
    await answer();
    expect(await choice).toEqual({ kind: 'code', text: 'ZZ-99' });
  });

  it('stands for nothing in an empty field', async () => {
    expect(await aSearch().chooseSearch()).toBeNull();
  });
});

describe('a quantity typed before a scan', () => {
  it('is a number and an asterisk', () => {
    expect(['3*', '12*', '0,5*', ' 3* '].map(isMultiplier)).toEqual([true, true, true, true]);
    expect(['3', '*', 'a*', '3*4', ''].map(isMultiplier)).toEqual([false, false, false, false, false]);
    expect(codeOfText('0,5*841')).toBe('0.5*841');
  });
});
