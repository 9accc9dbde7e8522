import { zipOf } from './zip-of.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Given {
  /** What stands in `sheetData`, by sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly texts?: string;
  readonly styles?: string;
  /** Attributes of a sheet's entry in the workbook, by sheet. */
  readonly states?: Readonly<Record<string, string>>;
  readonly from1904?: boolean;
  readonly strict?: boolean;
}

/** A workbook as another program might have written it. */
export function workbookOf({
  sheets,
  texts,
  styles,
  states = {},
  from1904 = false,
  strict = false,
}: Given): Promise<Buffer> {
  const names = Object.keys(sheets);
  const space = strict ? STRICT : MAIN;
  const office = strict ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : OFFICE;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  return zipOf({
    'xl/workbook.xml': `<workbook xmlns="${space}" xmlns:r="${office}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" ${states[name] ?? ''} r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', at % 2 === 0 ? `worksheets/sheet${at + 1}.xml` : `/xl/worksheets/sheet${at + 1}.xml`)).join('')}${relation('rIdS', 'styles', 'styles.xml')}${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${space}">${styles ?? ''}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${space}">${texts ?? ''}</sst>`,
    ...Object.fromEntries(
      Object.values(sheets).map((data, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<?xml version="1.0"?><worksheet xmlns="${space}"><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
  });
}

/** One sheet, its `sheetData` given. */
export const sheetOf = (data: string, rest: Omit<Given, 'sheets'> = {}) =>
  workbookOf({ sheets: { 名单: data }, ...rest });
