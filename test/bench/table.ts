import type { Figure, Row } from './row.ts';

/** Three figures that matter: 0.123, 1.23, 12.3, 1234. */
function number(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

const words = ({ name, value, unit }: Figure): string =>
  `${name} ${number(value)}${unit === '' || unit === '/s' ? unit : ` ${unit}`}`;

const verdict = ({ met, skipped }: Row): string => {
  if (skipped !== null) return 'SKIPPED';
  if (met === null) return 'info';
  return met ? 'yes' : 'NO';
};

/** One block per row: what and verdict, then how, figures, goal and limit. */
export function table(rows: readonly Row[]): string {
  return rows
    .map((row) => {
      const lines = [`${verdict(row).padEnd(8)}${row.what}`];
      if (row.skipped !== null) lines.push(`        why      ${row.skipped}`);
      if (row.how !== '') lines.push(`        how      ${row.how}`);
      if (row.figures.length > 0) lines.push(`        figures  ${row.figures.map(words).join(', ')}`);
      if (row.goal !== null) lines.push(`        goal     ${row.goal}`);
      if (row.limit.length > 0) lines.push(`        limit    ${row.limit.map(words).join(', ')}`);
      return lines.join('\n');
    })
    .join('\n\n');
}
