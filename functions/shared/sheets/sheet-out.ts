export type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

/** A sheet of a workbook that is handed out. */
export interface SheetOut {
  /** Cut to what Excel takes, and told apart by a number where two are the same. */
  readonly name: string;
  readonly rows: Rows;
  /** First rows that are bold and stay in sight; none unless said. */
  readonly headings?: number;
  /** So many of them are titles above the headings, and look like any other row. */
  readonly titles?: number;
  /** Columns, from 0, whose headings are coloured: they must be filled in. */
  readonly required?: readonly number[];
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** Words offered in the cells below the headings, by column. Others can still be typed, after a warning. */
  readonly choices?: Readonly<Record<number, readonly string[]>>;
}
