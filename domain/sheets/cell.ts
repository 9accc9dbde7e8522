/**
 * One cell as a reader found it. CSV gives only text; a workbook also says that the cell is a number, a date or a truth. The
 * text of a number cell is the shortest decimal as stored (6.20122E+17 stays so), that of a date cell YYYY-MM-DD[ HH:MM:SS].
 */
export interface Cell {
  readonly text: string;
  readonly kind?: 'number' | 'date' | 'boolean';
}
