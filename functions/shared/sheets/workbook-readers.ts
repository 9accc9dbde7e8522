import { isDateFormat } from './excel-number.ts';
import type { SharedStrings } from './shared-strings.ts';
import { attributeOf, type XmlHandler } from './xml-scanner.ts';

/** Parts that hold all they say in tags and attributes. */
abstract class TagReader implements XmlHandler {
  readonly wantsText = false;
  abstract open(name: string, attributes: string): void;
  close(_name: string): void {}
  text(): void {}
}

/** `xl/workbook.xml`: the sheets in the order of their tabs. */
export class BookReader extends TagReader {
  readonly sheets: { name: string; relation: string; hidden: boolean }[] = [];
  from1904 = false;

  open(name: string, attributes: string): void {
    if (name === 'workbookPr') this.from1904 = isTrue(attributeOf(attributes, 'date1904'));
    if (name !== 'sheet') return;
    this.sheets.push({
      name: attributeOf(attributes, 'name') ?? '',
      relation: attributeOf(attributes, 'id') ?? '',
      hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
    });
  }
}

/** `xl/_rels/workbook.xml.rels`: where the parts lie. The transitional and the strict form differ in the start of their types. */
export class TargetReader extends TagReader {
  readonly worksheets = new Map<string, string>();
  styles: string | undefined;
  texts: string | undefined;

  open(name: string, attributes: string): void {
    if (name !== 'Relationship') return;
    const target = (attributeOf(attributes, 'Target') ?? '').replaceAll('\\', '/');
    const type = attributeOf(attributes, 'Type') ?? '';
    if (type.endsWith('/worksheet')) this.worksheets.set(attributeOf(attributes, 'Id') ?? '', target);
    if (type.endsWith('/styles')) this.styles = target;
    if (type.endsWith('/sharedStrings')) this.texts = target;
  }
}

/** `xl/styles.xml`: which styles show a number as a day. */
export class StyleReader extends TagReader {
  readonly dateStyles: boolean[] = [];
  readonly #formats = new Map<number, string>();
  #inCellStyles = false;

  open(name: string, attributes: string): void {
    if (name === 'numFmt')
      this.#formats.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
    if (name === 'cellXfs') this.#inCellStyles = true;
    if (name !== 'xf' || !this.#inCellStyles) return;
    const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
    this.dateStyles.push(isDateFormat(id, this.#formats.get(id)));
  }

  override close(name: string): void {
    if (name === 'cellXfs') this.#inCellStyles = false;
  }
}

/** `xl/sharedStrings.xml`: plain texts and such of several fonts, without what tells how they are pronounced. */
export class TextsReader implements XmlHandler {
  readonly #texts: SharedStrings;
  #text = '';
  #aside = false;
  wantsText = false;

  constructor(texts: SharedStrings) {
    this.#texts = texts;
  }

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#aside = true;
    else if (name === 't') this.wantsText = !this.#aside;
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    if (name === 't') this.wantsText = false;
    else if (name === 'rPh') this.#aside = false;
    else if (name === 'si') this.#texts.add(this.#text);
  }
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true' || value === 'on';
