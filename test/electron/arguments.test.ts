import { describe, expect, it } from 'vitest';
import { ownArguments } from '../../electron/main/arguments.ts';

describe('the words of a person among those of the runtime', () => {
  it.each<[string, readonly string[], boolean, readonly string[]]>([
    ['an installed till', ['/opt/Mostrador/mostrador', '--kiosk'], true, ['--kiosk']],
    ['a launcher of the desktop', ['/opt/Mostrador/mostrador', '--no-sandbox', '--demo'], true, ['--demo']],
    [
      'a word with a value',
      ['mostrador', '--data', '/srv/caja', '--ozone-platform=x11'],
      true,
      ['--data', '/srv/caja'],
    ],
    ['the Finder', ['Mostrador', '-psn_0_12345'], true, []],
    ['sources', ['electron', 'dist/app/main.js', '--demo'], false, ['--demo']],
    ['sources and switches', ['electron', '--no-sandbox', '--x=1', 'dist/app/main.js', '--url'], false, ['--url']],
    ['what nobody knows is left for the refusal', ['mostrador', '--daten', 'x'], true, ['--daten', 'x']],
  ])('%s', (_name, argv, isPackaged, own) => {
    expect(ownArguments(argv, isPackaged)).toEqual(own);
  });
});
