import type { LineElement, PaperElement, TextCell } from './model.ts';

export type TextOptions = {
  /** Marks styles: **bold**, __underlined__, [[inverted]], and {2x2: ...} for magnified characters. */
  readonly styles?: boolean;
  /** Text between the lines for things without letters; words are for people, so the caller may translate them. */
  readonly labels?: Partial<TextLabels>;
};

export type TextLabels = {
  readonly qr: string;
  readonly image: string;
  readonly barcode: string;
  readonly drawer: string;
};

const plainLabels: TextLabels = { qr: 'QR', image: 'IMG', barcode: 'BARCODE', drawer: 'DRAWER' };

/** Blank paper of at least this many dots between lines is an empty line in the text. */
const lineDots = 30;

/** The paper as text: a line per printed line, padded with spaces to its place, a line per symbol or image. */
export function paperText(elements: readonly PaperElement[], options: TextOptions = {}): string {
  const labels = { ...plainLabels, ...options.labels };
  const lines: string[] = [];
  let below = 0;
  for (const element of elements) {
    const blank = element.kind === 'pulse' ? 0 : Math.floor((element.y - below) / lineDots + 0.2);
    for (let count = 0; count < blank && lines.length > 0; count++) lines.push('');
    lines.push(elementText(element, labels, options.styles ?? false));
    below = Math.max(below, bottomOf(element));
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function bottomOf(element: PaperElement): number {
  switch (element.kind) {
    case 'line':
      return element.y + Math.max(element.heightDots, lineDots);
    case 'raster':
      return element.y + element.image.height;
    case 'qr':
      return element.y + element.sizeDots;
    case 'barcode':
      return element.y + element.heightDots;
    case 'pulse':
      return element.y;
  }
}

function elementText(element: PaperElement, labels: TextLabels, styles: boolean): string {
  switch (element.kind) {
    case 'line':
      return lineText(element, labels, styles);
    case 'raster':
      return `[${labels.image} ${element.image.width}x${element.image.height}]`;
    case 'qr':
      return `[${labels.qr}: ${element.content}]`;
    case 'barcode':
      return `[${labels.barcode} ${element.system}: ${element.data}]`;
    case 'pulse':
      return `[${labels.drawer} ${element.pulse.pin}]`;
  }
}

function lineText(line: LineElement, labels: TextLabels, styles: boolean): string {
  let text = line.images.map(({ image }) => `[${labels.image} ${image.width}x${image.height}]`).join(' ');
  let reached = 0;
  let open = '';
  for (const cell of line.cells) {
    const spaces = ' '.repeat(Math.max(0, Math.round((cell.x - reached) / cellStep(cell))));
    const style = styles ? styleOf(cell) : '';
    if (style === open) {
      text += spaces + cell.char;
    } else {
      text += closing(open) + spaces + style + cell.char;
      open = style;
    }
    reached = cell.x + cell.width;
  }
  return text + closing(open);
}

/** Space left of a magnified line is told in normal columns, so that a centred title looks centred. */
const cellStep = (cell: TextCell): number => (cell.font === 'A' ? 12 : 9);

function styleOf(cell: TextCell): string {
  const size = cell.scaleX > 1 || cell.scaleY > 1 ? `{${cell.scaleX}x${cell.scaleY}:` : '';
  return size + (cell.bold ? '**' : '') + (cell.underlineDots > 0 ? '__' : '') + (cell.inverted ? '[[' : '');
}

function closing(style: string): string {
  const marks =
    (style.endsWith('[[') ? ']]' : '') + (style.includes('__') ? '__' : '') + (style.includes('**') ? '**' : '');
  return marks + (style.startsWith('{') ? '}' : '');
}
