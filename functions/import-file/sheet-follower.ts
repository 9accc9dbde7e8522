import type { Profile } from '../../domain/profile.ts';
import type { Cell } from '../../domain/sheets/cell.ts';
import type { SheetType } from '../../domain/sheets/columns.ts';
import { findHeadings } from '../../domain/sheets/find-headings.ts';
import { headingKey } from '../../domain/sheets/heading-key.ts';
import { type Guess, guessMapping, type Mapping } from '../../domain/sheets/mapping.ts';
import type { SheetRow } from '../shared/sheets/read-rows.ts';
import { type SheetShape, shapeOf } from './sheet-shape.ts';

/** A line of a sheet, without what we wrote into it ourselves. */
interface SheetLine {
  readonly sheet: string;
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** A row below the headings, with how its columns are read. */
export interface DataRow extends SheetLine {
  readonly kind: 'row';
  /** 1-based running number in the whole file. */
  readonly row: number;
  readonly headings: readonly string[];
  readonly mapping: Mapping;
}

/** The headings, or a title above them. */
export interface TopLine extends SheetLine {
  readonly kind: 'title' | 'headings';
}
export type FollowedLine = DataRow | TopLine;

interface Reading {
  readonly headings: readonly string[];
  readonly mapping: Mapping;
  /** Where the column of reasons stands; below 0 where there is none. */
  readonly reasons: number;
}

/** A sheet whose columns somebody has to name before it can be read. */
export interface AskedSheet {
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly guess: Guess;
  /** The first rows below the headings. */
  readonly below: readonly (readonly string[])[];
}

/** Titles may stand above the headings. */
const LOOKED_AT = 10;
const NO_DATA = new Set(['填写示例', '填写说明']);
/** What we add to a sheet that comes back: whoever sends it again as it is need not take it out. */
export const REASONS = '错误原因';

interface Expected {
  type: SheetType;
  profile: Pick<Profile, 'roster'>;
  known: readonly Mapping[];
  /** By which this file is read already, or what its sender confirmed. */
  frozen?: Mapping | undefined;
}

/** Follows the rows of a file from sheet to sheet: finds each one's headings and numbers what stands below them. */
export class SheetFollower {
  readonly #expected: Expected;
  #sheet: string | undefined;
  /** Of a sheet whose headings were not looked for yet. */
  #first: SheetRow[] = [];
  #reading: Reading | 'nothing' | undefined;
  #row = 0;
  /** Set where the file cannot be read on until somebody says which column is which; nothing after it is given. */
  asked: AskedSheet | undefined;
  /** Name of a sheet in which no line can be its headings; nothing after it is given. */
  headless: string | undefined;

  constructor(expected: Expected) {
    this.#expected = expected;
  }

  /** Sheets that hold rows, in their order, as far as they were followed. */
  readonly sheets: SheetShape[] = [];

  /** The lines that this brings. Those of a sheet that has just begun may come with the next call. */
  push(rows: readonly SheetRow[]): FollowedLine[] {
    const found: FollowedLine[] = [];
    for (const row of rows) {
      if (row.sheet !== this.#sheet) {
        found.push(...this.end());
        this.#sheet = row.sheet;
        this.#reading = holdsNoData(row.sheet) ? 'nothing' : undefined;
      }
      if (this.stopped || this.#reading === 'nothing') continue;
      if (this.#reading) found.push(this.#dataRow(row, this.#reading));
      else if (this.#first.push(row) === LOOKED_AT) found.push(...this.#begin());
    }
    return found;
  }

  /** What is left when the file, or a sheet, is at its end. */
  end(): FollowedLine[] {
    return this.#first.length > 0 && !this.stopped ? this.#begin() : [];
  }

  get stopped(): boolean {
    return this.asked !== undefined || this.headless !== undefined;
  }

  #begin(): FollowedLine[] {
    const first = this.#first;
    this.#first = [];
    const lines = first.map(({ cells }) => cells.map(({ text }) => text));
    const reasons = Math.max(-1, ...lines.map((line) => line.findIndex(isReasons)));
    const own = lines.map((line) => without(line, reasons));
    const { type, profile, known, frozen } = this.#expected;
    const fitting = frozen && own.findIndex((line) => fits(frozen, line));
    if (frozen && fitting !== undefined && fitting >= 0) return this.#below(first, fitting, frozen, own, reasons);
    const all = [...(frozen ? [frozen] : []), ...known];
    const at = findHeadings(type, own, profile, all);
    if (at === undefined) {
      // One column alone is prose: it cannot say whom something happened to, and what.
      if (own.every((line) => filled(line) < 2)) this.#reading = 'nothing';
      else this.headless = this.#sheet ?? '';
      return [];
    }
    const headings = own[at] ?? [];
    const guess = guessMapping(type, headings, profile, all);
    if (guess.sure) return this.#below(first, at, guess.mapping, own, reasons);
    this.asked = { sheet: this.#sheet ?? '', headings, guess, below: own.slice(at + 1) };
    return [];
  }

  #below(
    first: readonly SheetRow[],
    at: number,
    mapping: Mapping,
    lines: readonly (readonly string[])[],
    reasons: number,
  ): FollowedLine[] {
    const reading = { headings: lines[at] ?? [], mapping, reasons };
    this.#reading = reading;
    this.sheets.push(shapeOf(this.#sheet ?? '', lines, at));
    return first.map((row, index) => {
      if (index > at) return this.#dataRow(row, reading);
      const { sheet, line, cells } = row;
      return { kind: index === at ? 'headings' : 'title', sheet, line, cells: without(cells, reasons) };
    });
  }

  #dataRow({ sheet, line, cells }: SheetRow, { headings, mapping, reasons }: Reading): DataRow {
    this.#row += 1;
    const shape = this.sheets.at(-1);
    if (shape) shape.lines += 1;
    return { kind: 'row', row: this.#row, sheet, line, headings, cells: without(cells, reasons), mapping };
  }
}

const isReasons = (heading: string) => headingKey(heading) === headingKey(REASONS);
const without = <T>(cells: readonly T[], index: number): readonly T[] =>
  index < 0 ? cells : cells.filter((_, i) => i !== index);

/** A sheet of a file in a zip is called `file/sheet`, a CSV in one `file.csv`. */
const holdsNoData = (sheet: string) => NO_DATA.has((sheet.split('/').at(-1) ?? '').replace(/\.[a-z]+$/i, ''));

/** The mapping names every heading of the line, or the line has all that the mapping names: what was confirmed for it. */
function fits({ columns }: Mapping, line: readonly string[]): boolean {
  const keys = new Set(line.filter((heading) => heading.trim() !== '').map(headingKey));
  if (keys.size === 0) return false;
  const named = Object.keys(columns);
  return (
    [...keys].every((key) => columns[key] !== undefined) || (named.length > 0 && named.every((key) => keys.has(key)))
  );
}

const filled = (line: readonly string[]) => line.filter((text) => text.trim() !== '').length;
