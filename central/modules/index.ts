import type { CentralModule } from '../app/module.ts';
import { agreement } from './agreement/index.ts';
import { audit } from './audit/index.ts';
import { cashSessions } from './cash-sessions/index.ts';
import { catalog } from './catalog/index.ts';
import { changes } from './changes/index.ts';
import { companies } from './companies/index.ts';
import { customers } from './customers/index.ts';
import { events } from './events/index.ts';
import { housekeeping } from './housekeeping/index.ts';
import { incidents } from './incidents/index.ts';
import { ingestModule } from './ingest/index.ts';
import { invoices } from './invoices/index.ts';
import { orders } from './orders/index.ts';
import { pairing } from './pairing/index.ts';
import { reference } from './reference/index.ts';
import { sales } from './sales/index.ts';
import { shopDay } from './shop-day/index.ts';
import { shops } from './shops/index.ts';
import { statusPage } from './status-page/index.ts';
import { stock } from './stock/index.ts';
import { taxes } from './taxes/index.ts';
import { tills } from './tills/index.ts';
import { tokens } from './tokens/index.ts';
import { webhooks } from './webhooks/index.ts';

/** Every module of central, in the order in which their routes are declared. */
export const modules: readonly CentralModule[] = [
  companies,
  shops,
  tills,
  pairing,
  tokens,
  ingestModule,
  changes,
  invoices,
  orders,
  sales,
  cashSessions,
  taxes,
  catalog,
  stock,
  customers,
  incidents,
  agreement,
  shopDay,
  events,
  webhooks,
  audit,
  statusPage,
  reference,
  housekeeping,
];
