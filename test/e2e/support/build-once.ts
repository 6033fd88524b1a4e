import { buildApp, isFresh } from '../../../scripts/app-build.ts';

/** Before the tests that start the till as it ships: dist/app is made of the sources as they are. */
export default async function buildOnce(): Promise<void> {
  if (!isFresh()) await buildApp();
}
