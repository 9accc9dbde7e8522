import type { Cell } from '../../../domain/sheets/cell.ts';
import { columnOf } from './cell-reference.ts';
import { excelDate, excelNumber } from './excel-number.ts';
import { plainText } from './excel-text.ts';
import type { SheetRow } from './read-rows.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { cellTooLong, tooManyColumns } from './sheet-size.ts';
import type { Workbook } from './workbook.ts';
import { attributeOf, type XmlHandler } from './xml-scanner.ts';

const EMPTY: Cell = { text: '' };

/** One worksheet's XML as rows. Merged cells stand as they do in the file: what they say is in the first of them. */
export class SheetReader implements XmlHandler {
  readonly #sheet: string;
  readonly #file: string;
  readonly #book: Pick<Workbook, 'texts' | 'dateStyles' | 'from1904'>;
  readonly #limits: SheetLimits;
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: Cell[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #formula = '';
  #inFormula = false;
  #aside = false;
  wantsText = false;

  constructor(
    sheet: string,
    file: string,
    book: Pick<Workbook, 'texts' | 'dateStyles' | 'from1904'>,
    limits: SheetLimits,
  ) {
    this.#sheet = sheet;
    this.#file = file;
    this.#book = book;
    this.#limits = limits;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'c': {
        const reference = attributeOf(attributes, 'r');
        const named = reference === undefined ? -1 : columnOf(reference);
        this.#column = named < 0 ? this.#column + 1 : named;
        this.#type = attributeOf(attributes, 't') ?? 'n';
        this.#style = Number(attributeOf(attributes, 's') ?? 0);
        this.#value = '';
        this.#formula = '';
        return;
      }
      case 'v':
        this.wantsText = true;
        return;
      case 't':
        this.wantsText = !this.#aside;
        return;
      case 'f':
        this.#inFormula = true;
        this.wantsText = true;
        return;
      case 'rPh':
        this.#aside = true;
        return;
      case 'row': {
        const line = Number(attributeOf(attributes, 'r'));
        this.#line = line >= 1 ? line : this.#line + 1;
        this.#cells = [];
        this.#column = -1;
      }
    }
  }

  text(text: string): void {
    if (this.#inFormula) this.#formula += text;
    else this.#value += text;
    if (this.#value.length > this.#limits.cellLength * 8) throw this.#tooLong();
  }

  close(name: string): void {
    switch (name) {
      case 'c':
        this.#endCell();
        return;
      case 'v':
      case 't':
        this.wantsText = false;
        return;
      case 'f':
        this.#inFormula = false;
        this.wantsText = false;
        return;
      case 'rPh':
        this.#aside = false;
        return;
      case 'row':
        if (this.#cells.some(({ text }) => text.trim() !== ''))
          this.#rows.push({ sheet: this.#sheet, line: this.#line, cells: this.#cells });
        this.#cells = [];
    }
  }

  /** Rows that have ended since this was asked before. */
  taken(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #endCell(): void {
    const cell = this.#cell();
    if (cell.text === '') return;
    if (this.#column >= this.#limits.columns) throw tooManyColumns(this.#file, this.#line, this.#limits.columns);
    if (cell.text.length > this.#limits.cellLength) throw this.#tooLong();
    while (this.#cells.length < this.#column) this.#cells.push(EMPTY);
    this.#cells[this.#column] = cell;
  }

  #cell(): Cell {
    const value = this.#value;
    // A formula that was never worked out says so, rather than nothing at all.
    if (value === '' && this.#formula !== '') return { text: `=${this.#formula}` };
    switch (this.#type) {
      case 's':
        return value === '' ? EMPTY : { text: plainText(this.#book.texts.get(Number(value)) ?? '') };
      case 'n':
        return this.#number(value.trim());
      case 'b':
        return { text: value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' };
      case 'd':
        return {
          text: value
            .trim()
            .replace('T', ' ')
            .replace(/(?: 00:00:00)?(?:\.\d+)?Z?$/, ''),
          kind: 'date',
        };
      default:
        return { text: plainText(value) };
    }
  }

  #number(stored: string): Cell {
    if (stored === '') return EMPTY;
    const day = this.#book.dateStyles[this.#style] ? excelDate(Number(stored), this.#book.from1904) : undefined;
    return day === undefined ? { text: excelNumber(stored), kind: 'number' } : { text: day, kind: 'date' };
  }

  #tooLong = () => cellTooLong(this.#file, this.#line, this.#limits.cellLength);
}
