/** A line of a file that we hand out. */
export interface OutLine {
  readonly sheet: string;
  readonly cells: readonly string[];
}

/** One stream of lines, given out sheet by sheet to a writer that takes one sheet after the other. */
export class LinesBySheet {
  readonly #lines: AsyncIterator<OutLine>;
  #ahead: OutLine | undefined;

  constructor(lines: AsyncIterable<OutLine>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** The lines of this sheet that were not given out yet, `most` of them. */
  async *of(sheet: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<readonly string[]> {
    for (let given = 0; given < most; given++) {
      const line = this.#ahead ?? (await this.#next());
      this.#ahead = line;
      if (!line || line.sheet !== sheet) return;
      this.#ahead = undefined;
      yield line.cells;
    }
  }

  async #next(): Promise<OutLine | undefined> {
    const next = await this.#lines.next();
    return next.done ? undefined : next.value;
  }
}
