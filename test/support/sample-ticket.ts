/** A ticket written by hand in ESC/POS, byte by byte from the manual, PC858; as a shop would want it at three widths. */
const qrUrl =
  'https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=01T01S-26-000001&fecha=23-11-2026&importe=24.85';

// biome-ignore format: a table
const special = new Map([
  ['€', 0xd5], ['ñ', 0xa4], ['Ñ', 0xa5], ['á', 0xa0], ['é', 0x82], ['í', 0xa1], ['ó', 0xa2], ['ú', 0xa3],
  ['ç', 0x87], ['¿', 0xa8], ['¡', 0xad], ['º', 0xa7], ['ª', 0xa6], ['Á', 0xb5], ['É', 0x90], ['ü', 0x81],
]);

export const pc858 = (text: string): number[] => [...text].map((char) => special.get(char) ?? char.charCodeAt(0));

export const qrCommands = (content: string, moduleDots: number, level = 49): number[] => {
  const data = [...Buffer.from(content, 'latin1')];
  const length = data.length + 3;
  return [
    ...[0x1d, 0x28, 0x6b, 4, 0, 49, 65, 50, 0],
    ...[0x1d, 0x28, 0x6b, 3, 0, 49, 67, moduleDots],
    ...[0x1d, 0x28, 0x6b, 3, 0, 49, 69, level],
    ...[0x1d, 0x28, 0x6b, length & 255, length >> 8, 49, 80, 48, ...data],
    ...[0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48],
  ];
};

export const sampleQrUrl = qrUrl;

export function sampleTicket(columns: 48 | 42 | 32): Buffer {
  const bytes: number[] = [0x1b, 0x40, 0x1b, 0x74, 19];
  const line = (text: string): number => bytes.push(...pc858(text), 0x0a);
  const pair = (left: string, right: string, width: number = columns): number =>
    line(left + right.padStart(width - left.length));
  const align = (n: number): number => bytes.push(0x1b, 0x61, n);
  const size = (n: number): number => bytes.push(0x1d, 0x21, n);
  const bold = (n: number): number => bytes.push(0x1b, 0x45, n);
  align(1);
  size(0x11);
  bold(1);
  line(columns === 32 ? 'La Española' : 'Ultramarinos');
  size(0);
  bold(0);
  line('La Española de Cataluña, S.L. · 1923'.replace('·', '-').slice(0, columns));
  line('NIF B12345674');
  line('C/ Mayor, 3, 1º - 28013 Madrid');
  bytes.push(0x0a);
  line('QR tributario:');
  bytes.push(...qrCommands(qrUrl, 6));
  line('VERI*FACTU');
  bytes.push(0x0a);
  align(0);
  bold(1);
  line('FACTURA SIMPLIFICADA');
  bold(0);
  pair('Número', '01T01S-26-000001');
  pair('Fecha', '23-11-2026 11:42');
  line('-'.repeat(columns));
  pair('2 Leche entera 1 L', '2,30 €');
  pair('1 Queso curado leche cruda', '12,40');
  line('  0,620 kg x 20,00 €/kg');
  pair('3 Piñones ¡oferta! 50 g', '10,15');
  bytes.push(0x1b, 0x2d, 1);
  line('Descuento aplicado');
  bytes.push(0x1b, 0x2d, 0);
  line('-'.repeat(columns));
  size(0x11);
  bold(1);
  pair('TOTAL', '24,85 €', columns / 2);
  size(0);
  bold(0);
  pair('Efectivo', '30,00 €');
  pair('Cambio', '5,15 €');
  bytes.push(0x0a);
  pair('IVA 4,00 %  base 11,93', '0,48');
  pair('IVA 10,00 % base 11,31', '1,13');
  bytes.push(0x0a);
  align(1);
  bytes.push(0x1d, 0x42, 1);
  line(' PRUEBA - SIN VALIDEZ ');
  bytes.push(0x1d, 0x42, 0);
  line('¡Gracias! ¿Volverá? ÁÉÑ çªº %&@#');
  bytes.push(0x1d, 0x56, 66, 24);
  return Buffer.from(bytes);
}
