import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProductByUid } from '../../db/catalog/products.ts';
import { findCustomer, insertCustomer } from '../../db/customers.ts';
import { transact } from '../../db/handles.ts';
import type { Sync } from '../../electron/sync/engine/sync.ts';
import { centralStatus } from '../../electron/till/central/status.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, unwrap } from '../support/till.ts';
import { CODE, Exchange } from './support/exchange.ts';

let world: Exchange;
let till: Till;
let sync: Sync;
let version = 0;

beforeEach(async () => {
  world = new Exchange();
  till = openFolder(makeFolder(world.ports), world.ports);
  sync = world.syncOf(till);
  version = 0;
  unwrap(await sync.pair(CODE));
});
afterEach(() => {
  till.close();
  removeFolders();
});

/** Only the newest change of a key is kept, as central does. */
function tell(kind: string, key: string, data: unknown): void {
  version += 1;
  world.central.changes = [
    ...world.central.changes.filter((known) => known.kind !== kind || known.key !== key),
    { version, kind, key, data },
  ];
}
const product = (id: string, reference: string, unitCents: number): void =>
  tell('product', id, {
    ...{ id, reference, name: `Artículo ${id}`, format: null, unit: 'unit', unitCents, taxClass: 'general' },
    ...{ category: [], codes: [], isActive: true },
  });
const customer = (id: string, name: string, taxId: string | null) => ({
  ...{ id, name, taxId, phone: null, email: null, address: null, postalCode: null, city: null, note: null },
});
const here = (id: string) => {
  const found = findProductByUid(till.db, id);
  return found === null ? null : [found.reference, found.unitCents];
};
const unused = (): number => centralStatus(till.db).unused;

describe('a product whose reference another one has', () => {
  it('has its new price all the same, and its reference when it is free', async () => {
    product('a', 'REF-A', 100);
    unwrap(await sync.once());
    // 4241 was made at this till and is for sale.
    product('a', '4241', 120);
    unwrap(await sync.once());
    expect(here('a')).toEqual(['REF-A', 120]);
    expect(here('uid-4241')).toEqual(['4241', 2295]);
    expect(unused()).toBe(1);
    till.db.prepare("UPDATE products SET reference = '4241-old' WHERE uid = 'uid-4241'").run();
    unwrap(await sync.once());
    expect(here('a')).toEqual(['4241', 120]);
    expect(unused()).toBe(0);
  });

  it('changes it with the other one, in both orders', async () => {
    product('a', 'REF-A', 100);
    product('b', 'REF-B', 200);
    unwrap(await sync.once());
    product('a', 'REF-B', 101);
    product('b', 'REF-A', 201);
    unwrap(await sync.once());
    expect([here('a'), here('b'), unused()]).toEqual([['REF-B', 101], ['REF-A', 201], 0]);
    product('b', 'REF-B', 202);
    product('a', 'REF-A', 102);
    unwrap(await sync.once());
    expect([here('a'), here('b'), unused()]).toEqual([['REF-A', 102], ['REF-B', 202], 0]);
  });

  it('goes round with two more', async () => {
    for (const [id, reference] of ['a', 'b', 'c'].entries()) product(reference, `R${id}`, 100);
    unwrap(await sync.once());
    product('a', 'R1', 110);
    product('b', 'R2', 120);
    product('c', 'R0', 130);
    unwrap(await sync.once());
    expect([here('a'), here('b'), here('c'), unused()]).toEqual([['R1', 110], ['R2', 120], ['R0', 130], 0]);
  });

  it('is new: it comes as soon as the other one gives the reference up', async () => {
    product('a', 'REF-A', 100);
    unwrap(await sync.once());
    product('new', 'REF-A', 300);
    unwrap(await sync.once());
    expect([here('new'), unused()]).toEqual([null, 1]);
    product('a', 'REF-C', 100);
    unwrap(await sync.once());
    expect([here('new'), here('a'), unused()]).toEqual([['REF-A', 300], ['REF-C', 100], 0]);
  });
});

describe('a customer whose NIF another one has here', () => {
  it('is written without it, counted, and has it when the other one was corrected', async () => {
    transact(till.db, () => insertCustomer(till.db, customer('own', 'Carnicería Soler', 'B12345674'), 1));
    tell('customer', 'c1', customer('c1', 'Soler, S.L.', 'B12345674'));
    unwrap(await sync.once());
    expect(findCustomer(till.db, 'c1')).toMatchObject({ name: 'Soler, S.L.', taxId: null });
    expect(unused()).toBe(1);
    tell('customer', 'c1', customer('c1', 'Hijos de Soler, S.L.', 'B12345674'));
    unwrap(await sync.once());
    expect(findCustomer(till.db, 'c1')?.name).toBe('Hijos de Soler, S.L.');
    till.db.prepare("UPDATE customers SET tax_id = NULL WHERE uid = 'own'").run();
    unwrap(await sync.once());
    expect(findCustomer(till.db, 'c1')?.taxId).toBe('B12345674');
    expect(unused()).toBe(0);
  });
});
