/** One measured number. `unit` is '' for plain counts and ratios. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | '/s' | '';
};

/** One line of the table: a figure of the design beside its goal and beside what the machine allows at best. */
export type Row = {
  readonly what: string;
  /** With the sizes that were used. */
  readonly how: string;
  readonly figures: readonly Figure[];
  /** In words; null for rows that only inform. */
  readonly goal: string | null;
  /** Null when there is no goal or nothing was measured. */
  readonly met: boolean | null;
  /** The same work done bare, measured in the same run. */
  readonly limit: readonly Figure[];
  /** Why nothing was measured here. */
  readonly skipped: string | null;
};

export const figure = (name: string, value: number, unit: Figure['unit'] = ''): Figure => ({ name, value, unit });

export const skippedRow = (what: string, goal: string | null, why: string): Row => ({
  what,
  how: '',
  figures: [],
  goal,
  met: null,
  limit: [],
  skipped: why,
});

export type Sizes = {
  readonly products: number;
  readonly documents: number;
  readonly sales: number;
  /** How often the till is started, cold and warm each. */
  readonly starts: number;
  /** Lines that a ticket has when a scan is measured on the screen. */
  readonly screenLines: { readonly from: number; readonly to: number };
  /** Words that are typed letter by letter on the screen. */
  readonly screenWords: number;
};

export type BenchContext = {
  readonly sizes: Sizes;
  /** Folder for databases; on the disk that is to be measured. */
  readonly workFolder: string;
  /** Keeps what is slow to make between runs; below workFolder. */
  readonly cacheFolder: string;
  say(line: string): void;
};

export type Bench = (context: BenchContext) => Promise<Row[]>;
