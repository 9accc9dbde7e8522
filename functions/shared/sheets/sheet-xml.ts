import { columnLetters } from './cell-reference.ts';
import { excelText } from './excel-text.ts';
import type { SheetOut } from './sheet-out.ts';
import { MAIN, STYLES, XML } from './workbook-parts.ts';

const CHUNK = 64 * 1024;
/** Excel opens no sheet with more. */
export const MOST_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;
const USUAL_WIDTH = 20;

/** A worksheet's XML in pieces, as its rows come. Throws RangeError where there are more than `mostRows`. */
export async function* sheetXml(
  sheet: SheetOut,
  rangeOf: (sheet: SheetOut, column: number) => string,
  mostRows: number,
): AsyncGenerator<string> {
  const { headings = 0, titles = 0, required = [], rows } = sheet;
  const marked = new Set(required);
  let xml = `${XML}<worksheet xmlns="${MAIN}">${frozen(headings)}${columns(sheet)}<sheetData>`;
  let line = 0;
  for await (const row of rows) {
    line++;
    if (line > mostRows) throw new RangeError(`a sheet holds ${mostRows} rows`);
    xml += `<row r="${line}">`;
    for (let column = 0; column < row.length; column++) {
      const style =
        line > headings || line <= titles ? STYLES.text : marked.has(column) ? STYLES.required : STYLES.heading;
      const text = excelText((row[column] ?? '').slice(0, LONGEST_CELL));
      xml += `<c r="${letters(column)}${line}" s="${style}"${text === '' ? '/>' : ` t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`}`;
    }
    xml += '</row>';
    if (xml.length < CHUNK) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData>${validations(sheet, rangeOf)}</worksheet>`;
}

const known: string[] = [];
const letters = (column: number): string => (known[column] ??= columnLetters(column));

const frozen = (rows: number) =>
  rows === 0
    ? ''
    : `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;

/** The style of a column is what cells get that are still empty: text, so that an ID number typed into one keeps its digits. */
function columns({ widths = [] }: SheetOut): string {
  const own = widths.map((width, at) => column(at + 1, at + 1, width)).join('');
  return `<cols>${own}${column(widths.length + 1, 16_384, USUAL_WIDTH)}</cols>`;
}

const column = (from: number, to: number, width: number) =>
  `<col min="${from}" max="${to}" width="${width}" style="${STYLES.text}" customWidth="1"/>`;

function validations(sheet: SheetOut, rangeOf: (sheet: SheetOut, column: number) => string): string {
  const rules = Object.entries(sheet.choices ?? {}).map(([column, words]) => {
    const place = letters(Number(column));
    const range = `${place}${(sheet.headings ?? 0) + 1}:${place}${MOST_ROWS}`;
    const formula = words.length > 0 ? rangeOf(sheet, Number(column)) : undefined;
    return formula === undefined
      ? ''
      : `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="warning" errorTitle="请看一下" error="一般从下拉的几项里选。要填别的,点“是”。" sqref="${range}"><formula1>${excelText(formula)}</formula1></dataValidation>`;
  });
  const said = rules.filter((rule) => rule !== '');
  return said.length === 0 ? '' : `<dataValidations count="${said.length}">${said.join('')}</dataValidations>`;
}
