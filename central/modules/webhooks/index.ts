import type { CentralModule } from '../../app/module.ts';
import { startDelivering } from './deliver/worker.ts';
import { registerDeliveries } from './deliveries-routes.ts';
import { registerEndpoints } from './endpoints-routes.ts';
import { registerTests } from './test-routes.ts';

/** Other systems are told what happens: endpoints, what was sent to them, and the worker that sends it. */
export const webhooks: CentralModule = {
  name: 'webhooks',
  register(app, context) {
    registerEndpoints(app, context);
    registerDeliveries(app, context);
    registerTests(app, context);
  },
  work: startDelivering,
};
