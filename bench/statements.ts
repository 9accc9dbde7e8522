import { printFile, statementPdf } from '../functions/show-statement/pdf.ts';
import { Sheet } from '../functions/show-statement/pdf-sheet.ts';
import { drawStatement, type PrintOrder } from '../functions/show-statement/pdf-statement.ts';
import { openTypefaces, type Typefaces } from '../functions/show-statement/typefaces.ts';
import { statementFonts } from '../lib/fonts.ts';
import { BENCH_NOW } from './county.ts';
import { bareFile, type DrawnLine, drawnOn } from './drawn-text.ts';
import { type Figure, figure } from './figure.ts';
import { madeUpStatements } from './made-up-statements.ts';

/** Households a print file; the function's own limit. */
const A_FILE = 100;
/** Ours and the library's take turns this often, so that neither has the quieter minute of the machine. */
const A_TURN = 50;
const WARM_UP = 20;

interface Pace {
  pages: number;
  ms: number;
  bytes: number;
}

/**
 * Statements as PDF, one file each and merged to print, in pages a second beside the same lines drawn by the same library
 * alone, with the same opened fonts and as many files. Goal: a ratio of 0.7.
 */
export async function statementsBench({
  size = 2000,
  log,
}: {
  size?: number;
  log: (line: string) => void;
}): Promise<readonly Figure[]> {
  const fonts = await openTypefaces(await statementFonts());
  const orders = madeUpStatements(size);
  const lines = orders.map((order) => linesOf(order, fonts));
  const pages = (from: number, to: number) =>
    lines.slice(from, to).reduce((sum, each) => sum + (each.at(-1)?.page ?? 0), 0);
  for (const order of orders.slice(0, WARM_UP)) await statementPdf(order, fonts);
  for (const each of lines.slice(0, WARM_UP)) await bareFile([each], fonts);

  const [single, bare, merged, bareMerged] = [nothing(), nothing(), nothing(), nothing()];
  for (let from = 0; from < size; from += A_TURN) {
    const to = Math.min(size, from + A_TURN);
    await measured(single, pages(from, to), async () => {
      let bytes = 0;
      for (const order of orders.slice(from, to)) bytes += (await statementPdf(order, fonts)).pdf.length;
      return bytes;
    });
    await measured(bare, pages(from, to), async () => {
      let bytes = 0;
      for (const each of lines.slice(from, to)) bytes += (await bareFile([each], fonts)).length;
      return bytes;
    });
  }
  log(`${size} files drawn`);
  for (let from = 0; from < size; from += A_FILE) {
    const some = orders.slice(from, from + A_FILE);
    // The cover list's pages are ours alone: they are not counted.
    await measured(merged, pages(from, from + A_FILE), async () => (await merge(some, fonts)).length);
    await measured(
      bareMerged,
      pages(from, from + A_FILE),
      async () => (await bareFile(lines.slice(from, from + A_FILE), fonts)).length,
    );
  }
  return [
    figure('statements', 'pages_per_s', paceOf(single), 'pages/s', { name: 'bare text', value: paceOf(bare) }),
    figure('statements', 'kb_per_page', kbOf(single), 'KB'),
    figure('statements', 'merged.pages_per_s', paceOf(merged), 'pages/s', {
      name: 'bare text',
      value: paceOf(bareMerged),
    }),
    figure('statements', 'merged.kb_per_page', kbOf(merged), 'KB'),
  ];
}

const nothing = (): Pace => ({ pages: 0, ms: 0, bytes: 0 });
const paceOf = ({ pages, ms }: Pace) => (pages * 1000) / ms;
const kbOf = ({ pages, bytes }: Pace) => bytes / 1024 / pages;

async function measured(pace: Pace, pages: number, work: () => Promise<number>): Promise<void> {
  const began = performance.now();
  pace.bytes += await work();
  pace.ms += performance.now() - began;
  pace.pages += pages;
}

function linesOf(order: PrintOrder, fonts: Typefaces): DrawnLine[] {
  const sheet = new Sheet({ fonts, title: order.statement.name, madeAt: new Date(BENCH_NOW) });
  return drawnOn(sheet, () => drawStatement(sheet, order, fonts.covers));
}

async function merge(orders: readonly PrintOrder[], fonts: Typefaces): Promise<Buffer> {
  const rows = orders.map(({ number, statement }) => ({ number, head: statement.head }));
  const cover = { title: '帮扶清单', place: '定西市安定区马营镇李家湾村', period: '2026年10月至12月', before: 0, rows };
  return (await printFile(cover, orders, fonts, BENCH_NOW)).pdf;
}
