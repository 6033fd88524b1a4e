import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { describe, expect, it } from 'vitest';
import { encodeText, isInCodePage } from '../../../native/printing/code-page.ts';

const SPANISH = 'áéíóúüñçÁÉÍÓÚÜÑÇ¿¡ºª·€àèòïÀÈÒÏ';

describe('the code pages', () => {
  it.each([
    ['PC858', 'PC858_EURO', 19],
    ['WPC1252', 'WPC1252', 16],
    ['PC850', 'PC850_MULTILINGUAL', 2],
    ['PC437', 'PC437_USA', 0],
    ['ISO8859_15', 'ISO8859_15_LATIN9', 40],
  ] as const)('%s agrees with the encoder library on every character it has', (page, name, number) => {
    const characters = Array.from({ length: 0x2600 - 0xa1 }, (_, index) => String.fromCharCode(0xa1 + index));
    const known = characters.filter((character) => isInCodePage(page, character));
    expect(known.length).toBeGreaterThan(90);
    for (const character of known) {
      const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', characterSet: CharacterSet[name] });
      printer.append(character);
      expect([character, ...printer.getBuffer()]).toEqual([
        character,
        0x1b,
        0x74,
        number,
        ...encodeText(page, character),
      ]);
    }
  });

  it('writes the euro and every Spanish and Catalan letter in PC858', () => {
    expect(encodeText('PC858', '€ñÑçÇáé¿¡ºª')).toEqual(
      Uint8Array.of(0xd5, 0xa4, 0xa5, 0x87, 0x80, 0xa0, 0x82, 0xa8, 0xad, 0xa7, 0xa6),
    );
    expect([...SPANISH].filter((letter) => !isInCodePage('PC858', letter))).toEqual([]);
  });

  it('never lets a control byte of a text through', () => {
    expect(encodeText('PC858', 'a\u001bp\u0000')).toEqual(Uint8Array.of(0x61, 0x3f, 0x70, 0x3f));
  });
});
