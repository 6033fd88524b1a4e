import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, closingLine, failedStep, NOTHING, passedStep, type Tally, tallyTests } from './count-tests.ts';
import { installTestTools } from './test-tools.ts';

/**
 * `npm test`: types, lint, import rules, then every test; `--all` with the long faults. All steps run even if one
 * fails, so that one run tells everything. Closes with one line: N passed, N failed, N skipped.
 */
const isWindows = process.platform === 'win32';
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const bin = (name: string): string => join('node_modules', '.bin', isWindows ? `${name}.cmd` : name);

function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: isWindows,
  });
  if (error !== undefined) say(`${command}: ${error.message}`);
  return status === 0;
}

function check(name: string, command: string, args: readonly string[]): Tally {
  say(`\n== ${name}`);
  return run(command, args) ? passedStep : failedStep(name);
}

function runTests(isLong: boolean): Tally {
  say(`\n== tests${isLong ? ', with the long faults' : ''}`);
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-report-'));
  const file = join(folder, 'report.json');
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitedWell = run(bin('vitest'), args, { MOSTRADOR_LONG: isLong ? '1' : '' });
    return tallyTests(existsSync(file) ? readFileSync(file, 'utf8') : null, exitedWell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main(): number {
  installTestTools();
  const steps = [
    check('types', bin('tsc'), ['--noEmit']),
    check('types of the page', bin('tsc'), ['--noEmit', '-p', 'renderer']),
    check('format and lint', bin('biome'), ['ci', '--colors=off', '--error-on-warnings', '.']),
    check('import rules', process.execPath, ['scripts/check-imports.ts']),
    runTests(process.argv.includes('--all')),
  ];
  const total = steps.reduce(add, NOTHING);
  say('');
  for (const line of total.named) say(line);
  say(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = main();
