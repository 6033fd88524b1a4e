import type { CentralModule } from '../app/module.ts';
import { changes } from './changes/index.ts';
import { companies } from './companies/index.ts';
import { ingestModule } from './ingest/index.ts';
import { pairing } from './pairing/index.ts';
import { shops } from './shops/index.ts';
import { statusPage } from './status-page/index.ts';
import { tills } from './tills/index.ts';
import { tokens } from './tokens/index.ts';

/** Every module of central, in the order in which their routes are declared. */
export const modules: readonly CentralModule[] = [
  companies,
  shops,
  tills,
  pairing,
  tokens,
  ingestModule,
  changes,
  statusPage,
];
