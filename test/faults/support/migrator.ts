import { openWriter } from '../../../db/open.ts';
import { dyingMigrations } from './test-migrations.ts';

/** Opens a folder with migrations that kill the process after `statements` of theirs. */
const [folder = '', statements = '0'] = process.argv.slice(2);
openWriter(folder, { migrations: dyingMigrations(Number(statements)) });
process.stdout.write('migrated\n');
