import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm test`: types, lint, import rules, then every test; `--all` with the long faults. All steps run even if one
 * fails, so that one run tells everything. Closes with one line: N passed, N failed, N skipped.
 */
type Count = { passed: number; failed: number; skipped: number };
type Assertion = { readonly fullName: string; readonly status: string };
type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly Assertion[];
  }[];
};

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const named: string[] = [];
const isLong = process.argv.includes('--all');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const bin = (name: string): string => join('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function check(name: string, command: string, args: readonly string[]): void {
  say(`\n== ${name}`);
  if (run(command, args)) total.passed += 1;
  else {
    total.failed += 1;
    named.push(`FAILED  ${name}`);
  }
}

/** Some tests need a pseudo-terminal or a record of system calls; without these tools they are skipped by name. */
function installTools(): void {
  const missing = ['socat', 'strace'].filter((tool) => spawnSync('which', [tool], { stdio: 'ignore' }).status !== 0);
  if (missing.length === 0 || process.platform !== 'linux') return;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  say(
    `\n== tools: ${missing.join(', ')} missing${canInstall ? ', installing' : '; the tests that need them are skipped'}`,
  );
  if (!canInstall) return;
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
}

function countTests(report: Report): number {
  let executed = 0;
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      executed += test.status === 'passed' || test.status === 'failed' ? 1 : 0;
      if (test.status === 'passed') total.passed += 1;
      else if (test.status === 'failed') {
        total.failed += 1;
        named.push(`FAILED  ${test.fullName}`);
      } else {
        total.skipped += 1;
        named.push(`skipped ${test.fullName}`);
      }
    }
    // A file that cannot even be loaded reports no test: it counts as one that failed.
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) {
      total.failed += 1;
      named.push(`FAILED  ${file.name}: ${file.message.split('\n')[0] ?? ''}`);
    }
  }
  return executed;
}

function runTests(): void {
  say('\n== tests');
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-report-'));
  const file = join(folder, 'report.json');
  try {
    const passed = run(
      bin('vitest'),
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      isLong ? { MOSTRADOR_LONG: '1' } : {},
    );
    const failedBefore = total.failed;
    const executed = existsSync(file) ? countTests(JSON.parse(readFileSync(file, 'utf8')) as Report) : 0;
    // A runner that died, or found nothing to run, or failed outside of any test.
    if (executed === 0 || (!passed && total.failed === failedBefore)) {
      total.failed += 1;
      named.push('FAILED  the test runner itself (see above)');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

installTools();
check('types', bin('tsc'), ['--noEmit']);
check('format and lint', bin('biome'), ['ci', '--colors=off', '--error-on-warnings', '.']);
check('import rules', process.execPath, ['scripts/check-imports.ts']);
runTests();

say('');
for (const line of named) say(line);
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
