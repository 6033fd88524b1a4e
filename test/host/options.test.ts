import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../electron/host/options.ts';
import { codeOf } from './support/test-host.ts';

describe('the options of a shell', () => {
  it('are none by default', () => {
    expect(parseOptions([])).toEqual({
      ok: true,
      value: {
        dataFolder: null,
        port: null,
        onlyUrl: false,
        isDemo: false,
        pairingCode: null,
        opensWindow: true,
        isKiosk: false,
        isSelfTest: false,
      },
    });
  });

  it('are read', () => {
    expect(parseOptions(['--data', '/d', '--port=8000', '--no-window', '--kiosk', '--host', 'browser'])).toMatchObject({
      value: { dataFolder: '/d', port: 8000, opensWindow: false, isKiosk: true },
    });
    expect(parseOptions(['--url'])).toMatchObject({ value: { onlyUrl: true } });
    expect(parseOptions(['--demo'])).toMatchObject({ value: { isDemo: true } });
  });

  it.each([
    [['--colour'], 'option_unknown'],
    [['somewhere'], 'option_unknown'],
    [['--data'], 'option_unknown'],
    [['--port', '0'], 'option_port'],
    [['--port', '65536'], 'option_port'],
    [['--port', '80a'], 'option_port'],
    [['--host', 'firefox'], 'option_host'],
    [['--demo', '--data', '/d'], 'option_demo_data'],
  ])('are refused: %o', (args, code) => {
    expect(codeOf(parseOptions(args))).toBe(code);
  });
});
