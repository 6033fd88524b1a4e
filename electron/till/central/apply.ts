import { type Change, changeKinds, type ProductChange } from '../../../contracts/sync/changes.ts';
import type { CustomerData } from '../../../contracts/sync/event-data.ts';
import { CategoryIndex } from '../../../db/catalog/write-draft.ts';
import { dropProduct, hasFreeReference, writeCentralProduct } from '../../../db/central/catalog.ts';
import {
  deleteStockLevel,
  forgetKey,
  type KnownKey,
  keysOfOtherEpochs,
  movementThrough,
  noteKey,
  unusedAfter,
  writeStockLevel,
} from '../../../db/central/changes.ts';
import { readPairing, writeCursor } from '../../../db/central/pairing.ts';
import { findCustomer, findCustomerByTaxId, insertCustomer, updateCustomer } from '../../../db/customers.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { allInstallations } from '../../../db/installations.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { ChangesPage } from '../../ipc/contract/central.ts';
import { Slices } from '../catalog/slices.ts';
import { type LogPace, newLogPace, Upkeep } from '../catalog/upkeep.ts';
import type { Till } from '../till.ts';

type Applying = {
  readonly till: Till;
  readonly upkeep: Upkeep;
  readonly epoch: string;
  readonly categories: CategoryIndex;
  /** Own movements that the stock levels of this page have counted. */
  readonly throughMovement: number;
};

/** False: this program cannot use it; it is kept as it came. */
function use(applying: Applying, { kind, key, data }: Change): boolean {
  const { till } = applying;
  const { db } = till;
  switch (kind) {
    case 'product': {
      if (data === null) return dropProduct(db, key);
      const product = changeKinds.product.safeParse(data).data;
      return product !== undefined && writeProduct(applying, product);
    }
    case 'customer': {
      // One that is gone at central stays where documents name it.
      if (data === null) return true;
      const customer = changeKinds.customer.safeParse(data).data;
      return customer !== undefined && writeCustomer(till, customer);
    }
    case 'stock': {
      const level = changeKinds.stock.safeParse(data).data;
      if (level === undefined) deleteStockLevel(db, key);
      else writeStockLevel(db, level.productId, level.levelMilli, applying.throughMovement);
      return true;
    }
    default:
      // Settings and states of the agency are read from here by whoever knows them: never issuer, series, environment.
      return false;
  }
}

const writeProduct = ({ till, categories }: Applying, product: ProductChange): boolean =>
  writeCentralProduct(till.db, product, categories.idOf(product.category, till.db));

function hasFreeTaxId({ db }: Till, { id, taxId }: CustomerData): boolean {
  const other = taxId === null ? null : findCustomerByTaxId(db, taxId);
  return other === null || other.id === id;
}

/** False: its NIF is another customer's here; everything else of it is written. */
function writeCustomer(till: Till, customer: CustomerData): boolean {
  const { db, ports } = till;
  const isFree = hasFreeTaxId(till, customer);
  const written = isFree ? customer : { ...customer, taxId: findCustomer(db, customer.id)?.taxId ?? null };
  const nowMs = ports.clock.nowMs();
  if (!updateCustomer(db, written, nowMs)) insertCustomer(db, written, nowMs);
  return isFree;
}

function applyOne(applying: Applying, change: Change): void {
  const { db } = applying.till;
  const { kind, key, version, data } = change;
  const isUsed = use(applying, change);
  if (data === null) forgetKey(db, change);
  else noteKey(db, { kind, key, epoch: applying.epoch, version, raw: isUsed ? null : JSON.stringify(data) });
}

/**
 * Changes of one slice until its time is up, with the cursor after the last of them in the same transaction; it need not be
 * on disk yet, because what a power cut takes is fetched again.
 */
function slice(applying: Applying, page: ChangesPage, from: number, slices: Slices): Result<number> {
  const { till } = applying;
  return applying.upkeep.write(() => {
    const pairing = readPairing(till.db);
    if (pairing === null) return refuse('not_paired');
    let next = from;
    for (; next < page.changes.length && (next === from || !slices.isSpent); next += 1) {
      const change = page.changes[next];
      if (change !== undefined) applyOne(applying, change);
    }
    const isLast = next >= page.changes.length;
    writeCursor(till.db, page.epoch, isLast ? page.through : (page.changes[next - 1]?.version ?? pairing.cursor));
    return ok(next);
  });
}

/** Keys looked at in one slice of releasing. */
const RELEASED_AT_ONCE = 50;

/**
 * What another epoch told and this one did not. Central was put back to before it knew it (what it drops by itself comes as
 * a change, in every epoch), so that goods stay for sale as the till has them (ADR 12); a level is nobody's any more.
 * Returns whether there may be more.
 */
function releaseSlice(applying: Applying): Result<boolean> {
  const { till, epoch } = applying;
  return applying.upkeep.write(() => {
    const gone = keysOfOtherEpochs(till.db, epoch, RELEASED_AT_ONCE);
    for (const known of gone) {
      if (known.kind === 'stock') deleteStockLevel(till.db, known.key);
      forgetKey(till.db, known);
    }
    return ok(gone.length === RELEASED_AT_ONCE);
  });
}

/** Whether what stood in the way of it is gone; only then is it worth a write. */
function fitsNow({ till }: Applying, kind: string, data: unknown): boolean {
  if (kind === 'product') {
    const product = changeKinds.product.safeParse(data).data;
    return product !== undefined && hasFreeReference(till.db, product);
  }
  const customer = changeKinds.customer.safeParse(data).data;
  return customer !== undefined && hasFreeTaxId(till, customer);
}

/** Keys tried again in one slice. */
const TRIED_AT_ONCE = 20;

/**
 * What clashed when it came may fit now: two products that changed their references with each other, a customer that was
 * corrected here. Returns where to go on; null: that was the last.
 */
function retrySlice(applying: Applying, from: KnownKey): Result<KnownKey | null> {
  const { till } = applying;
  const unused = unusedAfter(till.db, from, TRIED_AT_ONCE);
  const last = unused.at(-1);
  if (last === undefined) return ok(null);
  return applying.upkeep.write(() => {
    for (const { kind, key, version, epoch, raw } of unused) {
      const data: unknown = JSON.parse(raw);
      if (fitsNow(applying, kind, data) && use(applying, { kind, key, version, data })) {
        noteKey(till.db, { kind, key, epoch, version, raw: null });
      }
    }
    return ok({ kind: last.kind, key: last.key });
  });
}

/**
 * Applies a page in slices that let every sale through, the cursor with each of them: a till that falls over goes on where
 * it was. `pace` is carried from page to page. Refuses `not_paired` and storage refusals.
 */
export async function applyChanges(
  till: Till,
  page: ChangesPage,
  pace: LogPace = newLogPace(),
): Promise<Result<{ applied: number }>> {
  const upkeep = new Upkeep(till.db, till.ports.clock, pace);
  try {
    const categories = new CategoryIndex(till.db);
    return await applyAll({ till, upkeep, epoch: page.epoch, categories, throughMovement: counted(till, page) }, page);
  } catch (error) {
    const refused = storageRefusal(error, till.dataFolder);
    if (refused === null) throw error;
    return refused;
  } finally {
    upkeep.restore();
  }
}

async function applyAll(applying: Applying, page: ChangesPage): Promise<Result<{ applied: number }>> {
  const { till, upkeep } = applying;
  const slices = new Slices(till.ports.clock);
  // Reading the page was a turn of its own.
  await slices.rest();
  let next = 0;
  do {
    const done = slice(applying, page, next, slices);
    if (!done.ok) return done;
    next = done.value;
    await slices.rest();
    await upkeep.afterSlice(slices);
  } while (next < page.changes.length);
  for (let isMore = !page.hasMore; isMore; await slices.rest()) {
    const released = releaseSlice(applying);
    if (!released.ok) return released;
    isMore = released.value;
  }
  let from: KnownKey | null = page.hasMore ? null : { kind: '', key: '' };
  while (from !== null) {
    const tried = retrySlice(applying, from);
    if (!tried.ok) return tried;
    from = tried.value;
    await slices.rest();
  }
  return ok({ applied: page.changes.length });
}

/** Levels of a page have counted the events of the last installation that central has anything of. */
function counted({ db }: Till, { counted: all }: ChangesPage): number {
  const newest = allInstallations(db)
    .toReversed()
    .flatMap(({ id, numeroInstalacion }) => {
      const found = all.find(({ installationId }) => installationId === numeroInstalacion);
      return found === undefined || found.seq === 0 ? [] : [{ id, seq: found.seq }];
    })[0];
  return newest === undefined ? 0 : movementThrough(db, newest.id, newest.seq);
}
