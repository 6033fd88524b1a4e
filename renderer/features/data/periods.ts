/** Both days included; null: open to that side. Local days `YYYY-MM-DD`. */
export type Period = { readonly from: string | null; readonly to: string | null };

const pad = (value: number): string => String(value).padStart(2, '0');

function quarter(year: number, index: number): Period {
  const lastMonth = index * 3 + 3;
  // Quarters end in March, June, September, December.
  const lastDay = lastMonth === 6 || lastMonth === 9 ? 30 : 31;
  return { from: `${year}-${pad(index * 3 + 1)}-01`, to: `${year}-${pad(lastMonth)}-${lastDay}` };
}

/** What an adviser or an inspector asks for, seen from a day. */
export function periodsOf(today: string): Readonly<Record<'all' | 'quarter' | 'quarter-before' | 'year', Period>> {
  const year = Number(today.slice(0, 4));
  const index = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return {
    all: { from: null, to: null },
    quarter: quarter(year, index),
    'quarter-before': index === 0 ? quarter(year - 1, 3) : quarter(year, index - 1),
    year: { from: `${year}-01-01`, to: `${year}-12-31` },
  };
}
