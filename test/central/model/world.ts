import { cpSync, rmSync } from 'node:fs';
import { lastHeader } from '../../../db/documents.ts';
import { listStaff } from '../../../db/staff.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { adoptFolder } from '../../../electron/till/setup/place.ts';
import { seededRandom } from '../../support/generate-catalog.ts';
import { PRODUCTS, sellOne, temporaryFolder, testClock, testPorts, unwrap } from '../../support/till.ts';
import { bearer, type FreshCentral } from '../support/fresh-central.ts';
import { nifOf } from '../support/nif.ts';
import { addTill, makeShop, pairedTill, type ShopOfTest, type TillOfTest } from '../support/till-of-test.ts';
import { type CompanyCopy, copyCompany, restoreCompany } from './company-copy.ts';
import { faultyNetwork, type Reached } from './faulty-network.ts';

/** One company with three tills, its central, and everything that may happen to them; all of it decided by one seed. */
export type World = {
  readonly central: FreshCentral;
  readonly shop: ShopOfTest;
  readonly tills: readonly TillOfTest[];
  readonly random: () => number;
  /** Probability of a fault per request, now. */
  faulty: number;
  /** Folders of the tills as they were at some moment. */
  readonly tillCopies: Map<TillOfTest, string>;
  companyCopy: CompanyCopy | null;
  /** Newest price of each product that central was told. */
  prices: Map<string, number>;
  /** As they were when central was copied. */
  copiedPrices: ReadonlyMap<string, number>;
  /** Done once, between what a till heard and what it then sends. */
  interruption: (() => Promise<void>) | null;
};

const TILL_CODES = ['T01', 'T02', 'T03'];

export async function makeWorld(central: FreshCentral, seed: number, reached: Reached): Promise<World> {
  const random = seededRandom(seed);
  const shop = await makeShop(central, nifOf(seed));
  const tills: TillOfTest[] = [];
  const clock = testClock();
  const world: World = {
    central,
    shop,
    tills,
    random,
    faulty: 0,
    tillCopies: new Map(),
    companyCopy: null,
    prices: new Map(),
    copiedPrices: new Map(),
    interruption: null,
  };
  for (const tillCode of TILL_CODES) {
    const tillId = tillCode === 'T01' ? shop.tillId : await addTill(central.app, shop, tillCode);
    const till = await pairedTill(central, shop, { tillCode, tillId, ports: testPorts(clock) });
    const faulty = faultyNetwork(reached, random, () => world.faulty);
    till.network = async (request, send) => {
      const { interruption } = world;
      if (interruption !== null && request.path.endsWith('/events')) {
        world.interruption = null;
        await interruption();
      }
      return faulty(request, send);
    };
    tills.push(till);
  }
  return world;
}

const pick = <T>({ random }: World, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

function sell(world: World, till: TillOfTest = pick(world, world.tills)): void {
  till.ports.clock.advance(1_000 + Math.floor(world.random() * 60_000));
  const codes = PRODUCTS.filter(() => world.random() < 0.5).map(({ code }) => code);
  unwrap(sellOne(till.till, { method: 'cash', cents: 10_000 }, codes.length === 0 ? [PRODUCTS[0].code] : codes));
}

/** Only what is there may be annulled, once; a refusal is an answer like any other. */
function annul(world: World): void {
  const { till } = pick(world, world.tills);
  const header = lastHeader(till.db);
  const cashier = listStaff(till.db)[0];
  if (header !== null && cashier !== undefined) annulDocument(till, header.number, cashier.id, 'error de tecleo');
}

async function exchange(world: World): Promise<void> {
  world.faulty = world.random() < 0.7 ? world.random() : 0;
  const chosen = world.tills.filter(() => world.random() < 0.6);
  // Together: requests of several tills meet at central.
  await Promise.all(chosen.map(({ sync }) => sync.once()));
  world.faulty = 0;
}

function withClosed(till: TillOfTest, work: () => void): void {
  till.till.close();
  work();
  till.reopen();
}

/** The machine is switched off without a word and on again. */
function restart(world: World): void {
  withClosed(pick(world, world.tills), () => undefined);
}

function copyTill(world: World): void {
  const till = pick(world, world.tills);
  const copy = world.tillCopies.get(till) ?? temporaryFolder('copy');
  world.tillCopies.set(till, copy);
  withClosed(till, () => {
    rmSync(copy, { recursive: true, force: true });
    cpSync(till.folder, copy, { recursive: true });
  });
}

/** The whole disk as it was, mark included: nothing at the till can tell, only central. */
function restoreTill(world: World): void {
  const till = pick(world, world.tills);
  const copy = world.tillCopies.get(till);
  if (copy === undefined) return;
  withClosed(till, () => {
    rmSync(till.folder, { recursive: true, force: true });
    cpSync(copy, till.folder, { recursive: true });
  });
  // It may notice that the folder is another one; a person answers, rightly or wrongly.
  if (till.till.isElsewhere) unwrap(adoptFolder(till.till, world.random() < 0.8 ? 'moved' : 'copied'));
  // Nobody noticed anything: the numbers that were given are given again.
  sell(world, till);
}

async function copyCentral(world: World): Promise<void> {
  world.companyCopy = await copyCompany(world.central, world.shop.companyId);
  world.copiedPrices = new Map(world.prices);
}

async function restoreCentral(world: World): Promise<void> {
  if (world.companyCopy === null) return;
  const epoch = `epoch-${world.shop.companyId}-${world.random()}`;
  await restoreCompany(world.central, world.shop.companyId, world.companyCopy, epoch);
  // What people changed there after the copy is gone, and they change some of it again.
  world.prices = new Map(world.copiedPrices);
  await changePrices(world);
}

/** Central is put back while a till is talking: what hello said is no longer true. */
async function restoreCentralMeanwhile(world: World): Promise<void> {
  if (world.companyCopy === null) return;
  world.interruption = () => restoreCentral(world);
  sell(world);
  for (const { sync } of world.tills) await sync.once();
  world.interruption = null;
}

/** Two writers at once, so that versions are given while others wait. */
async function changePrices(world: World): Promise<void> {
  const { central, shop, random } = world;
  await Promise.all(
    PRODUCTS.filter(() => random() < 0.7).map(async (product) => {
      const id = `uid-${product.reference}`;
      const unitCents = 100 + Math.floor(random() * 2_000);
      const answer = await central.app.inject({
        method: 'PUT',
        url: `/v1/products/${id}`,
        headers: bearer(shop.userToken),
        payload: {
          id,
          reference: product.reference,
          name: product.name,
          format: product.format,
          unit: product.unit,
          unitPrice: (unitCents / 100).toFixed(2),
          taxClass: product.tax,
          category: [],
          codes: [{ code: product.code, kind: 'ean' }],
          isActive: true,
        },
      });
      if (answer.statusCode >= 300) throw new Error(`price: ${answer.body}`);
      world.prices.set(id, unitCents);
    }),
  );
}

type Operation = { readonly weight: number; readonly run: (world: World) => void | Promise<void> };

const OPERATIONS: readonly Operation[] = [
  { weight: 40, run: (world) => sell(world) },
  { weight: 4, run: annul },
  { weight: 25, run: exchange },
  { weight: 4, run: restart },
  { weight: 8, run: copyTill },
  { weight: 6, run: restoreTill },
  { weight: 4, run: copyCentral },
  { weight: 3, run: restoreCentral },
  { weight: 5, run: restoreCentralMeanwhile },
  { weight: 5, run: changePrices },
];
const WEIGHT = OPERATIONS.reduce((sum, { weight }) => sum + weight, 0);

function chosen(at: number): Operation['run'] {
  let left = at;
  for (const { weight, run } of OPERATIONS) {
    left -= weight;
    if (left < 0) return run;
  }
  return sell;
}

export async function live(world: World, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await chosen(world.random() * WEIGHT)(world);
  }
}

/** More than any history needs: gap, replay, divergence, stranding, and the pages of changes each take one or two. */
const MAX_ROUNDS = 12;

/** Everything works again. @throws Error when a till has not said everything after all those rounds. */
export async function heal(world: World): Promise<void> {
  world.faulty = 0;
  for (const till of world.tills) {
    let last = '';
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const done = await till.sync.once();
      last = JSON.stringify(done);
      if (done.ok && done.value.pending === 0 && round > 0) break;
      if (round === MAX_ROUNDS - 1) throw new Error(`does not heal: ${last}`);
    }
  }
  // Stock that one till moved is news for the others.
  for (const { sync } of world.tills) await sync.once();
}

export function closeWorld({ tills, tillCopies }: World): void {
  for (const { till, folder } of tills) {
    till.close();
    rmSync(folder, { recursive: true, force: true });
  }
  for (const copy of tillCopies.values()) rmSync(copy, { recursive: true, force: true });
}
