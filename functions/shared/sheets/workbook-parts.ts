import { excelText } from './excel-text.ts';
import type { SheetOut } from './sheet-out.ts';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Cell styles by number, as `xl/styles.xml` counts them. All are text (number format 49, “@”). */
export const STYLES = { text: 1, heading: 2, required: 3 } as const;

/** All parts of a workbook but its sheets, by name. One sheet may be hidden. */
export function workbookParts(
  sheets: readonly SheetOut[],
  hidden: SheetOut | undefined,
): [name: string, xml: string][] {
  const names = sheetNames(sheets.map(({ name }) => name));
  const numbers = sheets.map((_, index) => index + 1);
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${numbers.map((number) => part(`worksheets/sheet${number}`, 'worksheet')).join('')}${part('styles', 'styles')}</Types>`,
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
        .map(
          (sheet, index) =>
            `<sheet name="${excelText(names[index] ?? '')}" sheetId="${index + 1}"${sheet === hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...numbers.map((number): [string, string] => ['worksheet', `worksheets/sheet${number}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLE_SHEET],
  ];
}

const part = (name: string, kind: string) =>
  `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;

const relations = (targets: readonly (readonly [string, string])[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const font = (bold: boolean) => `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="宋体"/></font>`;
const fill = (inner: string) => `<fill><patternFill ${inner}</fill>`;
const solid = (colour: string) => fill(`patternType="solid"><fgColor rgb="FF${colour}"/></patternFill>`);
const style = (fontId: number, fillId: number) =>
  `<xf numFmtId="49" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;

/** The first two fills are Excel's own. */
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2">${font(false)}${font(true)}</fonts><fills count="4">${fill('patternType="none"/>')}${fill('patternType="gray125"/>')}${solid('E7E6E6')}${solid('FFD966')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${style(0, 0)}${style(1, 2)}${style(1, 3)}</cellXfs></styleSheet>`;

/** Excel refuses some characters in the name of a sheet, more than 31, an apostrophe at either end, and a name twice. */
function sheetNames(given: readonly string[]): string[] {
  const taken = new Set<string>();
  return given.map((name) => {
    const clean =
      name
        .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || '表';
    let free = clean.slice(0, 31);
    for (let number = 2; taken.has(free.toLowerCase()); number++) {
      const ending = ` (${number})`;
      free = clean.slice(0, 31 - ending.length) + ending;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}
