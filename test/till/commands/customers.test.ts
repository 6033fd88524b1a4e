import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const NOTHING = { taxId: null, phone: null, email: null, address: null, postalCode: null, city: null, note: null };
const search = async (text: string): Promise<string[]> =>
  (await counter.get('customers.search', { text, limit: 10 })).customers.map(({ name }) => name);

async function addThree(): Promise<string[]> {
  const ids: string[] = [];
  for (const fields of [
    { name: 'Mercè Puig i Soler', taxId: '12.345.678-z', phone: '+34 612 345 678' },
    { name: 'Bar Casa Paco, S.L.', taxId: 'B12345674', email: 'pedidos@casapaco.example' },
    { name: 'Ana Núñez', phone: '964 11 22 33' },
  ]) {
    ids.push((await counter.get('customers.create', { ...NOTHING, ...fields })).id);
    counter.ports.clock.advance(1000);
  }
  return ids;
}

describe('customers', () => {
  it.each([
    ['merce', ['Mercè Puig i Soler']],
    ['PUIG mer', ['Mercè Puig i Soler']],
    ['nunez', ['Ana Núñez']],
    ['12345678', ['Mercè Puig i Soler']],
    ['12.345.678-Z', ['Mercè Puig i Soler']],
    ['b1234', ['Bar Casa Paco, S.L.']],
    ['612 345', ['Mercè Puig i Soler']],
    ['+34 612 345 678', ['Mercè Puig i Soler']],
    ['96411', ['Ana Núñez']],
    ['pedidos@casapaco', ['Bar Casa Paco, S.L.']],
    ['a', ['Ana Núñez']],
    ['p', ['Bar Casa Paco, S.L.', 'Mercè Puig i Soler']],
    ['"; DROP', []],
    ['*', []],
  ])('are found by %j', async (text, found) => {
    await addThree();
    expect(await search(text)).toEqual(found);
  });

  it('of late come first when nothing is typed', async () => {
    const [first = ''] = await addThree();
    expect(await search('')).toEqual(['Ana Núñez', 'Bar Casa Paco, S.L.', 'Mercè Puig i Soler']);
    counter.ports.clock.advance(1000);
    await counter.get('sale.attach-customer', { ...counter.on(counter.newId()), customerId: first });
    expect((await search(' '))[0]).toBe('Mercè Puig i Soler');
  });

  it('keep a checked NIF, once', async () => {
    const [first = '', second = ''] = await addThree();
    const taken = await counter.ask('customers.create', { ...NOTHING, name: 'Otro', taxId: '12345678Z' });
    expect(taken).toMatchObject({
      refusal: { code: 'customer_tax_id_taken', params: { nif: '12345678Z', name: 'Mercè Puig i Soler' } },
    });
    const create = (name: string, taxId: string | null) => counter.ask('customers.create', { ...NOTHING, name, taxId });
    expect(refusalCode(await create('Otro', '12345678A'))).toBe('nif_invalid');
    expect(refusalCode(await create('  ', null))).toBe('customer_name_missing');
    const change = { ...NOTHING, id: second, name: 'Bar', taxId: '12345678Z' };
    expect(refusalCode(await counter.ask('customers.change', change))).toBe('customer_tax_id_taken');
    const same = { ...NOTHING, id: first, name: 'Mercè Puig', taxId: '12345678Z', phone: ' ' };
    expect(await counter.get('customers.change', same)).toEqual({ ...same, phone: null });
    expect(await search('612')).toEqual([]);
    expect(await search('puig')).toEqual(['Mercè Puig']);
    expect(refusalCode(await counter.ask('customers.change', { ...same, id: counter.newId() }))).toBe(
      'customer_not_found',
    );
  });

  it('are made once, also when the answer was lost', async () => {
    const fields = { ...NOTHING, name: 'Ana Núñez', phone: '964 11 22 33' };
    const first = await counter.get('customers.create', fields);
    counter.restart();
    expect(await counter.get('customers.create', fields)).toEqual(first);
    expect((await counter.get('customers.create', { ...fields, city: 'Castelló' })).id).not.toBe(first.id);
  });

  it('who change their name do so on tickets that are open', async () => {
    const [first = ''] = await addThree();
    await counter.get('sale.attach-customer', { ...counter.on(counter.newId()), customerId: first });
    await counter.get('customers.change', { ...NOTHING, id: first, name: 'Mercè P.' });
    expect((await counter.get('sale.desk', {})).active?.customer).toEqual({ id: first, name: 'Mercè P.', taxId: null });
    const none = { ...counter.on((await counter.get('sale.desk', {})).active?.id ?? ''), customerId: null };
    expect((await counter.get('sale.attach-customer', none)).ticket.customer).toBeNull();
  });
});
