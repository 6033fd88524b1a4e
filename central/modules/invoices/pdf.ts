import QRCode from 'qrcode';
import type { DocumentData } from '../../../contracts/sync/event-data.ts';
import { type Cents, type Milli, mulDiv, type RateBp } from '../../../domain/money.ts';
import { displayEuros, displayQuantity, displayRate } from '../../../domain/money-text.ts';
import { isTextKey, type Language, text } from '../../../domain/texts/index.ts';
import { dueOf, PENDING } from './due.ts';
import { type Column, FAINT, PAGE, type Pdf, room, row, rule, symbol, WIDTH, write } from './pdf-page.ts';

/** SPEC.md 9: 30 to 40 mm without its quiet zone. */
const QR_SIDE = (34 * 72) / 25.4;
const QUIET = (6 * 72) / 25.4;

const LINES: readonly Column[] = [
  { width: WIDTH - 285, align: 'left' },
  { width: 55, align: 'right' },
  { width: 80, align: 'right' },
  { width: 50, align: 'right' },
  { width: 100, align: 'right' },
];
const TAXES: readonly Column[] = [
  { width: WIDTH - 300, align: 'left' },
  { width: 100, align: 'right' },
  { width: 100, align: 'right' },
  { width: 100, align: 'right' },
];

export type PdfOptions = {
  readonly language: Language;
  readonly isAnnulled: boolean;
  /** Of what was due when it was issued. */
  readonly paidSinceCents: number;
};
type Paper = { readonly pdf: Pdf; readonly document: DocumentData } & PdfOptions;

const euros = (cents: number): string => displayEuros(cents as Cents);
const rate = (rateBp: number): string => displayRate(rateBp as RateBp);

/** A unit price without tax has no cents of its own: four decimals, only to be read (SPEC.md 8.2). */
function unitBase(unitCents: number, rateBp: number): string {
  const tenThousandths = mulDiv(unitCents * 100, 10_000, 10_000 + rateBp);
  const digits = String(tenThousandths).padStart(5, '0');
  const whole = digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${whole},${digits.slice(-4)} €`;
}

function methodText(language: Language, method: string): string {
  const key = `invoice.method.${method}`;
  return isTextKey(key) ? text(language, key) : method;
}

/** First of all, and once: the QR with its two phrases (SPEC.md 9), and beside it what this paper is. */
function head({ pdf, document, language, isAnnulled }: Paper): number {
  const { margin } = PAGE;
  const block = QR_SIDE + 2 * QUIET;
  const below = write(
    pdf,
    text(language, 'receipt.qr_above'),
    { x: margin, y: margin, width: block },
    { align: 'center' },
  );
  const code = QRCode.create(document.qrUrl, { errorCorrectionLevel: 'M' });
  symbol(pdf, { x: margin + QUIET, y: below + QUIET, side: QR_SIDE }, code.modules);
  const end = write(
    pdf,
    text(language, 'receipt.qr_below'),
    { x: margin, y: below + QR_SIDE + 2 * QUIET, width: block },
    { align: 'center' },
  );
  const place = { x: margin + block + 24, width: WIDTH - block - 24 };
  const title = text(language, document.type === 'F1' ? 'invoice.title.F1' : 'invoice.title.F2');
  let y = write(pdf, title, { ...place, y: margin }, { size: 20, bold: true });
  y = write(pdf, text(language, 'invoice.number', { number: document.number }), { ...place, y: y + 4 }, { size: 11 });
  const date = document.issuedAt.slice(0, 10).split('-').reverse().join('/');
  y = write(pdf, text(language, 'invoice.date', { date }), { ...place, y: y + 2 }, { size: 11 });
  if (document.environment === 'test') {
    y = write(
      pdf,
      text(language, 'receipt.test_mark'),
      { ...place, y: y + 8 },
      { size: 12, bold: true, color: '#b42318' },
    );
  }
  if (isAnnulled) {
    y = write(
      pdf,
      text(language, 'invoice.annulled'),
      { ...place, y: y + 8 },
      { size: 16, bold: true, color: '#b42318' },
    );
  }
  return Math.max(y, end) + 18;
}

function party(
  { pdf, language }: Paper,
  place: { readonly x: number; readonly y: number; readonly width: number },
  { label, who }: { readonly label: string; readonly who: DocumentData['issuer'] },
): number {
  let y = write(pdf, label, place, { color: FAINT });
  y = write(pdf, who.name, { ...place, y: y + 1 }, { bold: true, size: 11 });
  const town = [who.postalCode, who.city, who.province === who.city ? '' : who.province];
  const lines = [
    text(language, 'invoice.taxId', { taxId: who.taxId }),
    who.address,
    town.filter((part) => part !== '').join(' '),
    who.country === 'ES' ? '' : who.country,
  ];
  for (const line of lines.filter((one) => one.trim() !== '')) y = write(pdf, line, { ...place, y: y + 1 });
  return y;
}

function parties(paper: Paper, at: number): number {
  const { document, language } = paper;
  const width = WIDTH / 2 - 12;
  const issuer = { label: text(language, 'invoice.issuer'), who: document.issuer };
  const left = party(paper, { x: PAGE.margin, y: at, width }, issuer);
  const { recipient } = document;
  if (recipient === undefined) return left + 18;
  const place = { x: PAGE.margin + width + 24, y: at, width };
  return Math.max(left, party(paper, place, { label: text(language, 'invoice.recipient'), who: recipient })) + 18;
}

function lines({ pdf, document, language }: Paper, at: number): number {
  // A simplified invoice states its prices with tax, a full one without (SPEC.md 8.1, 8.2).
  const isFull = document.type === 'F1';
  const heads = [
    text(language, 'invoice.description'),
    text(language, 'invoice.quantity'),
    text(language, isFull ? 'invoice.unitBase' : 'invoice.unitPrice'),
    text(language, 'invoice.rate'),
    text(language, 'invoice.amount'),
  ];
  let y = rule(pdf, row(pdf, at, LINES, heads, { bold: true, color: FAINT }));
  for (const line of document.lines) {
    const discount = line.lineDiscountCents + line.ticketDiscountCents;
    const told = discount === 0 ? '' : `\n${text(language, 'invoice.discount', { amount: euros(0 - discount) })}`;
    const price = isFull ? unitBase(line.unitCents, line.rateBp) : euros(line.unitCents);
    const quantity = `${displayQuantity(line.quantityMilli as Milli)}${line.unit === 'kg' ? ' kg' : ''}`;
    y = row(pdf, y, LINES, [`${line.description}${told}`, quantity, price, rate(line.rateBp), euros(line.netCents)]);
  }
  return rule(pdf, y + 2) + 8;
}

function totals({ pdf, document, language }: Paper, at: number): number {
  const heads = ['', text(language, 'invoice.rate'), text(language, 'invoice.base'), text(language, 'invoice.tax')];
  let y = row(pdf, room(pdf, at, 120), TAXES, heads, { bold: true, color: FAINT });
  for (const { treatment, baseCents, taxCents, recargoCents } of document.taxGroups) {
    const cells = ['', rate(treatment.rateBp), euros(baseCents), euros(taxCents + recargoCents)];
    y = row(pdf, y, TAXES, cells);
  }
  const place = { x: PAGE.margin + WIDTH / 2, width: WIDTH / 2 };
  const total = `${text(language, 'invoice.total')}   ${euros(document.totalCents)}`;
  y = write(pdf, total, { ...place, y: y + 8 }, { size: 15, bold: true, align: 'right' });
  return write(pdf, text(language, 'invoice.included'), { ...place, y: y + 2 }, { color: FAINT, align: 'right' }) + 14;
}

function payments({ pdf, document, language, paidSinceCents }: Paper, at: number): void {
  const place = { x: PAGE.margin, width: WIDTH };
  const methods = document.payments
    .filter(({ method }) => method !== PENDING)
    .map(({ method, appliedCents }) => `${methodText(language, method)} ${euros(appliedCents)}`);
  let y = room(pdf, at, 40);
  if (methods.length > 0) {
    const paid = text(language, 'invoice.paidWith', { methods: methods.join(', ') });
    y = write(pdf, paid, { ...place, y });
  }
  if (paidSinceCents > 0) {
    y = write(pdf, text(language, 'invoice.paidSince', { amount: euros(paidSinceCents) }), { ...place, y: y + 2 });
  }
  const due = dueOf(document.payments) - paidSinceCents;
  if (due > 0) {
    write(pdf, text(language, 'invoice.due', { amount: euros(due) }), { ...place, y: y + 2 }, { bold: true });
  }
}

/** Numbers the pages when all of them are there. */
function foot({ pdf, document, language }: Paper): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index);
    // Below the margin, where text would begin another page.
    pdf.page.margins.bottom = 0;
    const place = { x: PAGE.margin, y: PAGE.height - PAGE.margin, width: WIDTH };
    const pages = text(language, 'invoice.page', { page: index + 1, pages: count });
    write(pdf, `${document.number}  ·  ${pages}`, place, { size: 8, color: FAINT, align: 'center' });
  }
}

/** A document as it was issued, on A4, with what SPEC.md 8 and 9 ask for; below it, what became of it since. */
export async function invoicePdf(document: DocumentData, options: PdfOptions): Promise<Buffer> {
  // Loaded when the first PDF is wanted: few requests need it.
  const { default: PDFDocument } = await import('pdfkit');
  const info = { Title: document.number, Author: document.issuer.name, Producer: 'Mostrador' };
  const pdf = new PDFDocument({ size: 'A4', margin: PAGE.margin, bufferPages: true, info });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  const paper: Paper = { pdf, document, ...options };
  payments(paper, totals(paper, lines(paper, parties(paper, head(paper)))));
  foot(paper);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
