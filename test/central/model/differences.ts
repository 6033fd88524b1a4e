import { inWhole } from '../../../central/db/tenant.ts';
import { findProductByCode } from '../../../db/catalog/products.ts';
import { readAck } from '../../../db/central/acks.ts';
import { allInstallations } from '../../../db/installations.ts';
import { listIncidents } from '../../../db/logs.ts';
import { linesAfter } from '../../../electron/sync/events/lines.ts';
import { PRODUCTS } from '../../support/till.ts';
import type { World } from './world.ts';

type Stored = {
  installation: string;
  seq: number;
  type: string;
  state: string;
  line: string;
};

type Central = {
  readonly events: ReadonlyMap<string, readonly Stored[]>;
  readonly documents: ReadonlySet<string>;
  readonly stock: ReadonlyMap<string, number>;
  readonly moved: ReadonlyMap<string, number>;
  readonly issuedNews: number;
  /** Documents that the series count as believed. */
  readonly accepted: number;
  readonly stands: ReadonlyMap<string, { count: number; cents: number; hash: string }>;
};

const EMPTY = { seq: 0, eventHash: '', series: [] };

async function centralOf({ central, shop }: World): Promise<Central> {
  return inWhole(central.context, async (tx) => {
    const of = <Row>(sql: string): Promise<Row[]> => tx.query<Row>(sql, [shop.companyId]);
    const events = await of<Omit<Stored, 'line'> & { line: Buffer }>(
      'SELECT installation_id AS installation, seq, type, state, line FROM till_events WHERE company_id = $1 ORDER BY installation_id, seq',
    );
    const documents = await of<{ id: string }>('SELECT id FROM documents WHERE company_id = $1');
    const stock = await of<{ id: string; milli: number }>(
      'SELECT product_id AS id, level_milli AS milli FROM stock_levels WHERE company_id = $1',
    );
    const moved = await of<{ id: string; milli: number }>(
      'SELECT product_id AS id, sum(quantity_milli)::bigint AS milli FROM stock_movements WHERE company_id = $1 GROUP BY 1',
    );
    const news = await of<{ n: number }>(
      "SELECT count(DISTINCT body::json->'data'->>'id') AS n FROM outgoing_events WHERE company_id = $1 AND type = 'invoice.issued'",
    );
    const stands = await of<{ code: string; count: number; cents: number; hash: string; accepted: number }>(
      'SELECT code, count, cents, hash, accepted_count AS accepted FROM series_stands WHERE company_id = $1',
    );
    return {
      events: Map.groupBy(
        events.map((event) => ({ ...event, line: event.line.toString('utf8') })),
        ({ installation }) => installation,
      ),
      documents: new Set(documents.map(({ id }) => id)),
      stock: new Map(stock.map(({ id, milli }) => [id, milli])),
      moved: new Map(moved.map(({ id, milli }) => [id, milli])),
      issuedNews: news[0]?.n ?? -1,
      stands: new Map(stands.map(({ code, accepted: _accepted, ...stand }) => [code, stand])),
      accepted: stands.reduce((sum, { accepted }) => sum + accepted, 0),
    };
  });
}

/** Lines that came as news of a later installation, by the installation that they are of. */
function strandedAt({ events }: Central): ReadonlyMap<string, readonly string[]> {
  const stranded = [...events.values()]
    .flat()
    .filter(({ type }) => type === 'event.stranded')
    .map(({ line }) => (JSON.parse(line) as { data: { installationId: string; line: string } }).data);
  return new Map(
    [...Map.groupBy(stranded, ({ installationId }) => installationId)].map(([id, all]) => [
      id,
      all.map(({ line }) => line),
    ]),
  );
}

/**
 * What is not as it has to be after healing: every line of every till is at central in the same bytes, in its place or as a
 * stranded one with a named incident; every document is believed or named; stock, news and stands follow from them.
 */
export async function differences(world: World): Promise<string[]> {
  const found: string[] = [];
  const there = await centralOf(world);
  const stranded = strandedAt(there);
  for (const { till } of world.tills) {
    for (const installation of allInstallations(till.db)) {
      const name = installation.numeroInstalacion;
      const ack = readAck(till.db, installation.id);
      const lines = [...linesAfter(till.db, installation, EMPTY)].map(({ line }) => line);
      const inPlace = new Map((there.events.get(name) ?? []).map(({ seq, line }) => [seq, line]));
      const asNews = new Set(stranded.get(name) ?? []);
      const parted = ack.divergedSeq ?? Number.POSITIVE_INFINITY;
      lines.forEach((line, index) => {
        const seq = index + 1;
        if (seq < parted ? inPlace.get(seq) !== line : !asNews.has(line)) found.push(`${name}/${seq}: not at central`);
      });
      // A till that was put back and goes on under another name lacks what it had sent: that is named too.
      const isAhead = ack.divergedSeq === null && inPlace.size > lines.length;
      if (isAhead && !isNamed(till.db, 'central_ahead', name)) found.push(`${name}: central has ${inPlace.size}`);
      if (ack.divergedSeq !== null && !isNamed(till.db, 'till_diverged', name))
        found.push(`${name}: diverged in silence`);
      if (ack.divergedSeq === null && !isAhead) compareStands(found, there, ack.ownSeries);
    }
    compareCatalogue(found, world, till.db);
  }
  compareBooks(found, there);
  return found;
}

const isNamed = (db: Parameters<typeof listIncidents>[0], named: string, installation: string): boolean =>
  listIncidents(db).some(({ code, detail }) => code === named && JSON.stringify(detail).includes(installation));

function compareStands(found: string[], { stands }: Central, own: ReturnType<typeof readAck>['ownSeries']): void {
  for (const { code, ...stand } of own ?? []) {
    const other = stands.get(code);
    if (JSON.stringify(other) !== JSON.stringify(stand)) found.push(`${code}: ${JSON.stringify([stand, other])}`);
  }
}

function compareBooks(found: string[], { events, documents, stock, moved, issuedNews, accepted }: Central): void {
  const issued = [...events.values()].flat().filter(({ type }) => type === 'document.issued');
  for (const { line, state } of issued) {
    const { id } = (JSON.parse(line) as { data: { document: { id: string } } }).data.document;
    if ((state === 'accepted') !== documents.has(id)) found.push(`document ${id}: ${state}`);
  }
  if (accepted !== documents.size) found.push(`series count ${accepted} documents, not ${documents.size}`);
  if (issuedNews !== documents.size) found.push(`news of ${issuedNews} documents, not ${documents.size}`);
  const sold = soldBy(events);
  for (const [product, level] of stock) {
    if (level !== moved.get(product)) found.push(`stock of ${product}: ${level}, moved ${moved.get(product)}`);
    if (level !== sold.get(product)) found.push(`stock of ${product}: ${level}, sold ${sold.get(product)}`);
  }
}

/** Stock as it follows from the accepted events alone. */
function soldBy(events: Central['events']): Map<string, number> {
  const levels = new Map<string, number>();
  type Content = { id: string; lines: { productId: string | null; quantityMilli: number }[] };
  const known = new Map<string, Content>();
  const move = ({ lines }: Content, sign: number): void => {
    for (const { productId, quantityMilli } of lines) {
      if (productId !== null) levels.set(productId, (levels.get(productId) ?? 0) + sign * quantityMilli);
    }
  };
  for (const { type, state, line } of [...events.values()].flat()) {
    if (state !== 'accepted') continue;
    const { data } = JSON.parse(line) as { data: { document: Content; documentId: string } };
    if (type === 'document.issued') {
      known.set(data.document.id, data.document);
      move(data.document, -1);
    } else if (type === 'document.annulled') {
      const annulled = known.get(data.documentId);
      if (annulled !== undefined) move(annulled, 1);
    }
  }
  return levels;
}

function compareCatalogue(found: string[], { prices }: World, db: Parameters<typeof findProductByCode>[0]): void {
  for (const { code, reference } of PRODUCTS) {
    const expected = prices.get(`uid-${reference}`);
    const own = findProductByCode(db, code)?.unitCents;
    if (expected !== undefined && own !== expected) found.push(`price of ${reference}: ${own}, not ${expected}`);
  }
}
