import PDFDocument from 'pdfkit';
import { NO_GLYPH } from './printable.ts';
import type { Typefaces, Weight } from './typefaces.ts';
import { wrapText } from './wrap-text.ts';

/** Points; A4 is 595 by 842. */
export const PAGE = { width: 595.28, height: 841.89, side: 46, top: 46, bottom: 28 } as const;
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.side;
export const INK = '#1a1a1a';
export const SOFT_INK = '#555555';
export const ACCENT = '#8c2f1b';
export const RULE = '#b9b2a8';
export const TINT = '#f6f1ea';

export interface TextStyle {
  readonly weight?: Weight;
  readonly size: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Baseline to baseline, as a multiple of the size. */
  readonly leading?: number;
}

export interface SheetOptions {
  readonly fonts: Typefaces;
  readonly title: string;
  readonly madeAt: Date;
}

/** Pages that belong together, in a file of one or of many: one household's statement, or a cover list. */
export interface Section {
  /** Drawn at the top of each of its pages but the first. */
  readonly runningHead: string;
  /** What of a text the fonts can print. */
  readonly printable: (text: string) => string;
}

const LEADING = 1.5;
/** Points from the upper edge; far enough from a QR code below. */
const HEAD_TOP = 14;

/** A4 pages that fill from top to bottom; positions are in points from the upper left corner. */
export class Sheet {
  readonly document: PDFKit.PDFDocument;
  y: number = PAGE.top;
  readonly #fonts: Typefaces;
  readonly #sections: { section: Section; firstPage: number }[] = [];
  #pages = 0;
  /** Lines by text, width and type: most of what a file says, it says on every sheet. */
  readonly #set = new Map<string, readonly string[]>();

  constructor({ fonts, title, madeAt }: SheetOptions) {
    this.#fonts = fonts;
    this.document = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      lang: 'zh-CN',
      pdfVersion: '1.7',
      font: '', // else pdfkit looks for the metrics of Helvetica, which no bundle has
      info: { Title: title, CreationDate: madeAt, Producer: 'jiuzhu-hub', Creator: 'jiuzhu-hub' },
    });
    // On the back of a sheet another household's would stand, or what is torn off with the slip.
    this.document._root.data['ViewerPreferences'] = this.document.ref({ DisplayDocTitle: true, Duplex: 'Simplex' });
    this.document.registerFont('regular', fonts.regular);
    this.document.registerFont('bold', fonts.bold);
  }

  /** What follows is a section of its own, which begins on a page of its own and counts its pages from one. */
  begin(section: Section): void {
    this.#sections.push({ section, firstPage: this.#pages });
    this.#addPage();
  }

  /** Lines of a text as wide as `width`, with what cannot be printed replaced. */
  lines(text: string, width: number, { size, weight = 'regular' }: TextStyle): readonly string[] {
    const key = `${weight} ${size} ${width} ${text}`;
    const set = this.#set.get(key);
    if (set) return set;
    const printable = this.#printable(text);
    const lines = this.#wrapped(printable, width, size, weight);
    // What could not be printed must be reported by each household that it stands on.
    if (!printable.includes(NO_GLYPH)) this.#set.set(key, lines);
    return lines;
  }

  #wrapped(text: string, width: number, size: number, weight: Weight): readonly string[] {
    if (this.#measure(text, weight) * size <= width) return [text.trimEnd()];
    return wrapText(text, width, (part) => this.#measure(part, weight) * size);
  }

  /** Points that a text takes in one line. */
  width(text: string, { size, weight = 'regular' }: TextStyle): number {
    return this.#measure(this.#printable(text), weight) * size;
  }

  lineHeight({ size, leading = LEADING }: TextStyle): number {
    return size * leading;
  }

  /** Draws lines from `y` downwards and leaves the sheet's own position alone. */
  draw(lines: readonly string[], at: { x: number; y: number; width: number }, style: TextStyle): void {
    const { size, weight = 'regular', colour = INK, align = 'left' } = style;
    const height = this.lineHeight(style);
    lines.forEach((line, index) => {
      const room = at.width - this.#measure(line, weight) * size;
      const x = at.x + (align === 'right' ? room : align === 'center' ? room / 2 : 0);
      // The font's own line is 1.45 high; centring it makes tint and text sit evenly.
      const y = at.y + index * height + (height - size * 1.45) / 2;
      if (line === '') return;
      this.document.font(weight).fontSize(size).fillColor(colour).text(line, x, y, { lineBreak: false });
    });
  }

  /** A paragraph from the left edge, moving on to the next page line by line where it must. */
  paragraph(text: string, style: TextStyle, gapAfter = 0, width = CONTENT_WIDTH): void {
    for (const line of this.lines(text, width, style)) {
      this.need(this.lineHeight(style));
      this.draw([line], { x: PAGE.side, y: this.y, width }, style);
      this.y += this.lineHeight(style);
    }
    this.y += gapAfter;
  }

  /** A paragraph beside its label, which stands out at the left; begins on one page as a whole. */
  labelled(label: string, text: string, style: TextStyle, gapAfter = 0): void {
    const labelStyle: TextStyle = { ...style, weight: 'bold', colour: ACCENT };
    const indent = this.width(label, labelStyle) + style.size;
    const lines = this.lines(text, CONTENT_WIDTH - indent, style);
    const height = lines.length * this.lineHeight(style);
    this.need(height);
    this.draw([label], { x: PAGE.side, y: this.y, width: indent }, labelStyle);
    this.draw(lines, { x: PAGE.side + indent, y: this.y, width: CONTENT_WIDTH - indent }, style);
    this.y += height + gapAfter;
  }

  /** Begins a new page where less than `height` is left; says whether it did. */
  need(height: number): boolean {
    if (this.y + height <= PAGE.height - PAGE.bottom) return false;
    this.#addPage();
    return true;
  }

  rule(y: number, { colour = RULE, width = 0.6, dash }: { colour?: string; width?: number; dash?: number } = {}): void {
    const line = this.document.save().lineWidth(width).strokeColor(colour);
    if (dash !== undefined) line.dash(dash, { space: dash });
    line
      .moveTo(PAGE.side, y)
      .lineTo(PAGE.width - PAGE.side, y)
      .stroke()
      .restore();
  }

  tint(y: number, height: number, colour: string = TINT): void {
    this.document.save().rect(PAGE.side, y, CONTENT_WIDTH, height).fill(colour).restore();
  }

  /** Numbers the pages of each section and hands over the file. */
  async finish(): Promise<Buffer> {
    this.#sections.forEach(({ section, firstPage }, index) => {
      this.#number(section, firstPage, (this.#sections[index + 1]?.firstPage ?? this.#pages) - firstPage);
    });
    const chunks: Uint8Array[] = [];
    this.document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise((resolve, reject) => this.document.once('end', resolve).once('error', reject));
    this.document.end();
    await ended;
    return Buffer.concat(chunks);
  }

  #number({ runningHead, printable }: Section, firstPage: number, count: number): void {
    if (count === 1) return;
    const style = { size: 9, colour: SOFT_INK } as const;
    const at = { x: PAGE.side, y: HEAD_TOP, width: CONTENT_WIDTH };
    const head = wrapText(printable(runningHead), CONTENT_WIDTH - 90, (part) => this.#measure(part, 'regular') * 9);
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(firstPage + page);
      this.draw([printable(`第${page + 1}页,共${count}页`)], at, { ...style, align: 'right' });
      if (page > 0) this.draw(head.slice(0, 1), at, style);
    }
  }

  #addPage(): void {
    this.document.addPage();
    this.#pages += 1;
    this.y = PAGE.top;
  }

  #printable(text: string): string {
    return this.#sections.at(-1)?.section.printable(text) ?? text;
  }

  #measure(text: string, weight: Weight): number {
    let sum = 0;
    for (const character of text) sum += this.#fonts.widthOf(character, weight);
    return sum;
  }
}
