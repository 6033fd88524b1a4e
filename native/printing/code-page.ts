import type { PrinterProfile } from '../../domain/printing/types.ts';

/**
 * The upper halves (bytes 0x80-0xFF) of the code pages a printer profile may name. Own tables, because the encoder
 * library hops to another page as soon as a character is missing, and never comes back (research: wrong euro signs).
 * `\0` marks a byte the page leaves undefined or a control: it is never sent. 0x00-0x7F are ASCII in all of them.
 */
export type CodePageName = PrinterProfile['codePage']['name'];

const ACCENTS_437 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»';
const BOX_437 = '░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀';
const GREEK_437 = 'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\0';
const ACCENTS_850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»';
const BOX_850 = '░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀';
const REST_850 = 'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\0±‗¾¶§÷¸°¨·¹³²■\0';

function fromDecoder(label: string): string {
  const bytes = Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index);
  // C1 controls stand for undefined bytes; 0xA0 and 0xAD (no-break space, soft hyphen) are never needed on paper.
  return new TextDecoder(label).decode(bytes).replace(/[\u0080-\u00a0\u00ad]/g, '\0');
}

const UPPER_HALVES: Readonly<Record<CodePageName, string>> = {
  PC437: ACCENTS_437 + BOX_437 + GREEK_437,
  PC850: ACCENTS_850 + BOX_850 + REST_850,
  PC858: ACCENTS_850 + BOX_850.replace('ı', '€') + REST_850,
  WPC1252: fromDecoder('windows-1252'),
  ISO8859_15: fromDecoder('iso-8859-15'),
};

const byteMaps = new Map<CodePageName, ReadonlyMap<string, number>>();

function byteMap(page: CodePageName): ReadonlyMap<string, number> {
  let map = byteMaps.get(page);
  if (map === undefined) {
    const built = new Map<string, number>();
    for (let code = 0x20; code < 0x7f; code += 1) built.set(String.fromCharCode(code), code);
    [...UPPER_HALVES[page]].forEach((character, index) => {
      if (character !== '\0') built.set(character, 0x80 + index);
    });
    map = built;
    byteMaps.set(page, map);
  }
  return map;
}

/** Whether one character has a byte of its own in the page. Control characters never have. */
export const isInCodePage = (page: CodePageName, character: string): boolean => byteMap(page).has(character);

/** One byte per character; whatever the page lacks becomes `?`, so that no byte of a text can act as a command. */
export function encodeText(page: CodePageName, text: string): Uint8Array {
  const map = byteMap(page);
  return Uint8Array.from(text, (character) => map.get(character) ?? 0x3f);
}
