interface Stretch {
  row: number;
  sheet: string;
  line: number;
}

/** Beyond so many gaps a row is called by its number: what is remembered must not grow with the file. */
const MOST_STRETCHES = 10_000;

/** In which sheet and line each row of the file stood, remembered by stretches without a gap. */
export class RowLines {
  readonly #stretches: Stretch[] = [];

  /** Rows come in their order. */
  remember({ row, sheet, line }: Stretch): void {
    const last = this.#stretches.at(-1);
    if (last && last.sheet === sheet && line - last.line === row - last.row) return;
    if (this.#stretches.length < MOST_STRETCHES) this.#stretches.push({ row, sheet, line });
  }

  /** How a row is called in a sentence to somebody who reads `sheet`: 第12行, “九月”第12行. */
  called(row: number, sheet: string): string {
    const at = this.#stretches.findLast((stretch) => stretch.row <= row);
    if (!at || this.#stretches.length === MOST_STRETCHES) return `第${row}条数据`;
    const line = `第${at.line + row - at.row}行`;
    return at.sheet === sheet ? line : `“${at.sheet}”${line}`;
  }
}
