import { dirname } from 'node:path';
import { APP_FOLDER, buildApp, isFresh } from './app-build.ts';

/** `npm run build`: makes dist/app unless it is what the sources say; `--force` makes it anyway. */
process.chdir(dirname(import.meta.dirname));
const isForced = process.argv.includes('--force');
if (isFresh() && !isForced) {
  process.stdout.write(`${APP_FOLDER} is up to date\n`);
} else {
  const start = performance.now();
  const missing = await buildApp(isForced);
  for (const name of missing) process.stdout.write(`not there yet: ${name}\n`);
  process.stdout.write(`${APP_FOLDER} built in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
