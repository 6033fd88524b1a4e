import type { FastifyInstance } from 'fastify';
import type { CentralContext } from './context.ts';
import type { Worker } from './worker.ts';

/** One resource of central: its routes, its SQL (queries.ts) and its rules in one folder of central/modules. */
export type CentralModule = {
  readonly name: string;
  register(app: FastifyInstance, context: CentralContext): void;
  /** Started with the server, on each instance; not by buildApp. */
  readonly work?: (context: CentralContext) => Worker;
};
