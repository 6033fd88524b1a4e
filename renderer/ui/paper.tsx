import { type CSSProperties, memo } from 'react';
import type { Receipt, ReceiptBlock } from '../../domain/receipt/model.ts';
import { QUIET_MODULES, qrPath } from './qr-path.ts';
import './paper.css';

/** Columns of the usual paper of 80 mm. */
const WIDTH_COLUMNS = 42;

type Item = Extract<ReceiptBlock, { kind: 'item' }>;
export type PaperColumns = { readonly quantity: number; readonly amount: number };

/** The widest quantity and amount of all lines, each up to a third of the paper, as the printer lays them out. */
export function paperColumns({ blocks }: Receipt): PaperColumns {
  const items = blocks.filter((block): block is Item => block.kind === 'item');
  const widest = (texts: readonly string[]): number =>
    Math.min(WIDTH_COLUMNS / 3, Math.max(0, ...texts.map(({ length }) => length)));
  return { quantity: widest(items.map(({ quantity }) => quantity)), amount: widest(items.map(({ amount }) => amount)) };
}

type Props = {
  readonly receipt: Receipt;
  readonly label: string;
  readonly qrLabel: string;
  /** Not on the paper: below its end, to be selected and copied. */
  readonly huella: { readonly label: string; readonly value: string } | null;
};

/** A receipt as it comes out of the printer. */
export const Paper = memo(function Paper({ receipt, label, qrLabel, huella }: Props) {
  const { quantity, amount } = paperColumns(receipt);
  const columns = { '--quantity': `${quantity}ch`, '--amount': `${amount}ch` } as CSSProperties;
  return (
    <article className="paper" aria-label={label} style={columns}>
      {receipt.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an issued paper never changes
        <div key={index} className="paper__block">
          <Block block={block} qrLabel={qrLabel} />
        </div>
      ))}
      {huella === null ? null : <Huella {...huella} />}
    </article>
  );
});

function Huella({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <p className="paper__huella">
      {label} <span>{value}</span>
    </p>
  );
}

const styleOf = (base: string, size: string, isBold: boolean): string =>
  `${base} paper__${size}${isBold ? ' paper__bold' : ''}`;

function Block({ block, qrLabel }: { readonly block: ReceiptBlock; readonly qrLabel: string }) {
  switch (block.kind) {
    case 'text':
      return (
        <p className={styleOf(`paper__text paper__text--${block.align}`, block.size, block.bold)}>
          <span>{block.text}</span>
        </p>
      );
    case 'pair':
      return <Pair block={block} />;
    case 'table':
      return <Table block={block} />;
    case 'item':
      return <Goods item={block} />;
    case 'qr':
      return <Qr block={block} label={qrLabel} />;
    case 'rule':
      return <hr className="paper__rule" />;
    case 'space':
      return <div className="paper__space" />;
    case 'logo':
      return null;
  }
}

/** Double width gives way to tall when the amount alone would not fit, as in print. */
function Pair({ block }: { readonly block: Extract<ReceiptBlock, { kind: 'pair' }> }) {
  const size = block.size === 'double' && block.right.length > WIDTH_COLUMNS / 2 ? 'tall' : block.size;
  return (
    <p className={styleOf('paper__pair', size, block.bold)}>
      <span>{block.left}</span> <span className="paper__amount">{block.right}</span>
    </p>
  );
}

function Goods({ item }: { readonly item: Item }) {
  return (
    <div className="paper__item">
      <span className="paper__quantity">{item.quantity}</span>
      <span>{item.description}</span>
      <span className="paper__amount">{item.amount}</span>
      {item.details.map((detail) => (
        <span key={detail} className="paper__detail">
          {detail}
        </span>
      ))}
    </div>
  );
}

function Table({ block: { aligns, header, rows } }: { readonly block: Extract<ReceiptBlock, { kind: 'table' }> }) {
  const alignOf = (column: number): string => `paper__text--${aligns[column] ?? 'left'}`;
  return (
    <table className="paper__table">
      {header === null ? null : (
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={cell} scope="col" className={alignOf(column)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={column} className={alignOf(column)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Qr({ block, label }: { readonly block: Extract<ReceiptBlock, { kind: 'qr' }>; readonly label: string }) {
  const { size, path } = qrPath(block.content);
  const side = size + 2 * QUIET_MODULES;
  return (
    <figure className="paper__qr">
      {block.above === '' ? null : <p>{block.above}</p>}
      <svg
        role="img"
        aria-label={label}
        viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      {block.below === '' ? null : <p>{block.below}</p>}
    </figure>
  );
}
