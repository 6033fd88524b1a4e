import { cents } from '../money.ts';
import { displayAmount, displayEuros } from '../money-text.ts';
import type { PrinterProfile } from '../printing/types.ts';
import type { Language } from '../texts/index.ts';
import { text } from '../texts/index.ts';
import { centred, left, pair, RULE, SPACE } from './blocks.ts';
import type { Receipt } from './model.ts';

/** Every character of Spanish and of its neighbour languages that a code page can get wrong, and the signs of a ticket. */
export const SLIP_CHARACTERS = 'áéíóúüñç ÁÉÍÓÚÜÑÇ àèòï ÀÈÒÏ ¿? ¡! ªº · «» € %';

/**
 * As long as the address in a real tax QR, so that the symbol has the same version and size (SPEC.md 9), and no address
 * at all, so that nobody takes it for a tax QR.
 */
export const SLIP_QR_CONTENT =
  'MOSTRADOR: QR DE PRUEBA DE LA IMPRESORA. NO ES UNA FACTURA. TIENE EL MISMO TAMANO QUE EL DE UN TICKET REAL. 0123456789 ABCDEFGHIJKLM';

/** 123456789.123456789. ... without spaces: it cannot wrap between words, so a wrong width shows at once. */
const ruler = (columns: number): string =>
  Array.from({ length: columns }, (_, index) => ((index + 1) % 10 === 0 ? '.' : String((index + 1) % 10))).join('');

/** What an installer prints to set code page, width, QR and cut of a printer; the number of a page differs by maker. */
export function testSlip(
  profile: Pick<PrinterProfile, 'name' | 'widthColumns' | 'codePage'>,
  language: Language = 'es',
): Receipt {
  const amount = cents(123_456);
  return {
    blocks: [
      { kind: 'logo' },
      centred(text(language, 'receipt.slip_title'), { size: 'double', bold: true }),
      pair(text(language, 'receipt.slip_printer'), profile.name),
      pair(text(language, 'receipt.slip_code_page'), `${profile.codePage.name} (${profile.codePage.number})`),
      pair(text(language, 'receipt.slip_columns'), String(profile.widthColumns)),
      RULE,
      left(text(language, 'receipt.slip_ruler')),
      left(ruler(profile.widthColumns)),
      SPACE,
      left(text(language, 'receipt.slip_characters')),
      left(SLIP_CHARACTERS),
      SPACE,
      left(text(language, 'receipt.slip_sizes')),
      left(text(language, 'receipt.slip_normal')),
      left(text(language, 'receipt.slip_bold'), { bold: true }),
      left(text(language, 'receipt.slip_tall'), { size: 'tall' }),
      left(text(language, 'receipt.slip_double'), { size: 'double' }),
      SPACE,
      {
        kind: 'item',
        quantity: '12',
        description: text(language, 'receipt.slip_item'),
        amount: displayAmount(amount),
        details: [],
      },
      pair(text(language, 'receipt.total'), displayEuros(amount), { size: 'double', bold: true }),
      RULE,
      {
        kind: 'qr',
        content: SLIP_QR_CONTENT,
        above: text(language, 'receipt.slip_title'),
        below: text(language, 'receipt.slip_not_invoice'),
      },
      centred(text(language, 'receipt.slip_end')),
    ],
  };
}
