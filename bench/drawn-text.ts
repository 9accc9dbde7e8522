import PDFDocument from 'pdfkit';
import type { Sheet } from '../functions/show-statement/pdf-sheet.ts';
import type { Typefaces } from '../functions/show-statement/typefaces.ts';

/** A line as it was set: all that the library must be told to draw it. */
export interface DrawnLine {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly weight: string;
  readonly size: number;
}

/** What `draw` sets on a sheet, line by line. */
export function drawnOn(sheet: Sheet, draw: () => void): DrawnLine[] {
  const lines: DrawnLine[] = [];
  const { document } = sheet;
  const [font, fontSize, text] = [
    document.font.bind(document),
    document.fontSize.bind(document),
    document.text.bind(document),
  ];
  let [weight, size] = ['', 0];
  Object.assign(document, {
    font(name: string) {
      weight = name;
      return font(name);
    },
    fontSize(points: number) {
      size = points;
      return fontSize(points);
    },
    text(line: string, x: number, y: number, options: PDFKit.Mixins.TextOptions) {
      lines.push({ page: document.bufferedPageRange().count, text: line, x, y, weight, size });
      return text(line, x, y, options);
    },
  });
  draw();
  return lines;
}

/** The same lines by the library alone: nothing is wrapped, measured, ruled or coded. Returns the file. */
export async function bareFile(files: readonly (readonly DrawnLine[])[], fonts: Typefaces): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, font: '' });
  document.registerFont('regular', fonts.regular);
  document.registerFont('bold', fonts.bold);
  for (const lines of files) {
    let page = 0;
    for (const line of lines) {
      if (line.page !== page) document.addPage();
      page = line.page;
      document.font(line.weight).fontSize(line.size).text(line.text, line.x, line.y, { lineBreak: false });
    }
  }
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => document.once('end', resolve).once('error', reject));
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
