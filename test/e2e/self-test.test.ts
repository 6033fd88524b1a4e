import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const selfTest = (program: string) => spawnSync(process.execPath, [program, '--self-test'], { encoding: 'utf8' });

describe('--self-test of the browser host', () => {
  it('sells once on real processes and says how each step went', () => {
    const { status, stdout } = selfTest('dist/app/browser.js');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      print: 'confirmed',
      document: { number: '01T01S-26-000001' },
    });
  });

  it('fails, names the step and ends with 1 when a part is broken', () => {
    // A copy of the program whose device process does nothing: the sale is stored, its paper never comes.
    const root = mkdtempSync(join(tmpdir(), 'mostrador-broken-'));
    folders.push(root);
    cpSync('dist/app', join(root, 'dist', 'app'), { recursive: true });
    copyFileSync('package.json', join(root, 'package.json'));
    spawnSync('ln', ['-s', join(process.cwd(), 'node_modules'), join(root, 'node_modules')]);
    writeFileSync(join(root, 'dist', 'app', 'devices.js'), 'setInterval(() => undefined, 1000);\n');
    chmodSync(join(root, 'dist', 'app', 'devices.js'), 0o600);
    const { status, stdout } = selfTest(join(root, 'dist', 'app', 'browser.js'));
    expect(status).toBe(1);
    const { ok, steps } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(steps.at(-1)).toMatchObject({ name: 'paper', ok: false });
  });
});
