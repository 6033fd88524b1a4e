/**
 * Code pages by name, and the number that selects them in ESC t. The numbers differ between makers, so the table can be
 * replaced; this one is that of the Epson TM series. 128 characters from 80h on; U+FFFD where the page has none.
 */
export type CodePageName = 'PC437' | 'PC850' | 'PC858' | 'WPC1252' | 'ISO8859_15';

const pc437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const pc850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const upperHalf = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** The decoder maps the five holes of Windows-1252, and 80h-9Fh of ISO 8859-15, to control characters. */
const decoded = (encoding: string): string =>
  new TextDecoder(encoding).decode(upperHalf).replace(/[\u0080-\u009f]/g, '\ufffd');

export const codePages: Readonly<Record<CodePageName, string>> = {
  PC437: pc437,
  PC850: pc850,
  PC858: pc850.replace('ı', '€'),
  WPC1252: decoded('windows-1252'),
  ISO8859_15: decoded('iso-8859-15'),
};

export type CodePageTable = ReadonlyMap<number, CodePageName>;

export const epsonCodePages: CodePageTable = new Map<number, CodePageName>([
  [0, 'PC437'],
  [2, 'PC850'],
  [16, 'WPC1252'],
  [19, 'PC858'],
  [40, 'ISO8859_15'],
]);

/** ESC R: what the twelve national places of ASCII print, by the number of the country. */
const nationalPlaces = '#$@[\\]^`{|}~';
const nationalSets: readonly string[] = [
  '#$@[\\]^`{|}~',
  '#$à°ç§^`éùè¨',
  '#$§ÄÖÜ^`äöüß',
  '£$@[\\]^`{|}~',
  '#$@ÆØÅ^`æøå~',
  '#¤ÉÄÖÅÜéäöåü',
  '#$@°\\é^ùàòèì',
  '₧$@¡Ñ¿^`¨ñ}~',
  '#$@[¥]^`{|}~',
  '#¤ÉÆØÅÜéæøåü',
  '#$ÉÆØÅÜéæøåü',
  '#$á¡Ñ¿é`íñóú',
  '#$á¡Ñ¿éüíñóú',
];

export const nationalSetCount = nationalSets.length;

/** The character a byte from 20h on prints; U+FFFD where there is none. */
export function decodeByte(value: number, page: CodePageName | null, nationalSet: number): string {
  if (value >= 0x80) return page === null ? '\ufffd' : (codePages[page][value - 0x80] ?? '\ufffd');
  const char = String.fromCharCode(value);
  const place = nationalPlaces.indexOf(char);
  return place < 0 ? char : (nationalSets[nationalSet]?.[place] ?? char);
}
