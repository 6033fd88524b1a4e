import type { FastifyInstance } from 'fastify';
import type { CentralContext } from './context.ts';
import { problem } from './problem.ts';

/** `/healthz`: this process answers. `/readyz`: so does its database. Without a token, a schema or a limit: machines ask. */
export function registerHealth(app: FastifyInstance, context: CentralContext): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await context.pool.query('SELECT 1');
      return { status: 'ready' };
    } catch (error) {
      context.log.error('not_ready', { message: error instanceof Error ? error.message : 'unknown' });
      throw problem('database_away', { status: 503, retryable: true, retryAfterSeconds: 5 });
    }
  });
}
