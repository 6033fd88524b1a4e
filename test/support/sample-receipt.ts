import type { PrinterProfile } from '../../domain/printing/types.ts';
import type { Receipt } from '../../domain/receipt/model.ts';

export const QR_URL =
  'https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=01T01S-26-000001&fecha=22-11-2026&importe=45.90';

export const PROFILE: PrinterProfile = {
  id: 'counter',
  name: 'Epson del mostrador',
  url: 'virtual:',
  widthColumns: 48,
  dpi: 203,
  codePage: { name: 'PC858', number: 19 },
  qr: 'native',
  answersStatus: true,
  drawerPin: 2,
  logoPngBase64: null,
};

const text = (
  value: string,
  rest: Partial<{ align: 'left' | 'center' | 'right'; size: 'normal' | 'tall' | 'double'; bold: boolean }> = {},
) => ({ kind: 'text', text: value, align: 'left', size: 'normal', bold: false, ...rest }) as const;

export const RECEIPT: Receipt = {
  blocks: [
    {
      kind: 'qr',
      content: QR_URL,
      above: 'QR tributario:',
      below: 'Factura verificable en la sede electrónica de la AEAT',
    },
    { kind: 'logo' },
    text('Ultramarinos Peña', { align: 'center', size: 'double', bold: true }),
    text('C/ Señorío de Muñoz, 12 · 28013 Madrid', { align: 'center' }),
    text('FACTURA SIMPLIFICADA 01T01S-26-000001'),
    { kind: 'rule' },
    {
      kind: 'item',
      quantity: '2',
      description: 'Aceite de oliva virgen extra Picual',
      amount: '17,90',
      details: ['Botella 1 L · 8,95 €/ud'],
    },
    {
      kind: 'item',
      quantity: '0,255',
      description: 'Jamón ibérico',
      amount: '28,00',
      details: ['0,255 kg × 109,80 €/kg'],
    },
    { kind: 'rule' },
    { kind: 'pair', left: 'TOTAL', right: '45,90 €', size: 'double', bold: true },
    { kind: 'pair', left: 'Efectivo', right: '50,00 €', size: 'normal', bold: false },
    { kind: 'pair', left: 'Cambio', right: '4,10 €', size: 'tall', bold: true },
    { kind: 'space' },
    {
      kind: 'table',
      aligns: ['left', 'right', 'right', 'right'],
      header: ['IVA', 'Base', 'Cuota', 'Total'],
      rows: [
        ['10 %', '25,45', '2,55', '28,00'],
        ['4 %', '17,21', '0,69', '17,90'],
      ],
    },
    text('¡Gracias! “Vuelva pronto” ☺', { align: 'center' }),
  ],
};

/** Small, for tests that cut at every byte. */
export const SHORT_RECEIPT: Receipt = {
  blocks: [
    { kind: 'qr', content: QR_URL, above: 'QR tributario:', below: 'VERI*FACTU' },
    { kind: 'item', quantity: '1', description: 'Café', amount: '1,20', details: [] },
    { kind: 'pair', left: 'TOTAL', right: '1,20 €', size: 'double', bold: true },
  ],
};
