/** How much of a file is read before it is refused. */
export interface SheetLimits {
  /** Columns of a row. */
  readonly columns: number;
  /** UTF-16 units of one cell. */
  readonly cellLength: number;
  /** Bytes that an archive or workbook may unpack to. */
  readonly unpackedBytes: number;
  /** Below this nothing is taken for a bomb, however well it was packed. */
  readonly harmlessBytes: number;
  /** How many times its own size an archive may unpack to. */
  readonly ratio: number;
  /** Files in an archive, parts of a workbook. */
  readonly entries: number;
}

export const usualLimits: SheetLimits = {
  columns: 500,
  // What Excel itself holds in a cell.
  cellLength: 32_767,
  unpackedBytes: 8 * 1024 ** 3,
  harmlessBytes: 100 * 1024 ** 2,
  ratio: 100,
  entries: 2000,
};
