import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { compileProvince } from '../lib/province.ts';
import { type Figure, figure } from './figure.ts';
import { writeRoster } from './roster-sheet.ts';

const READER = fileURLToPath(new URL('./sheet-reader.ts', import.meta.url));
/** Memory at the whole size may be at most so many times that at a tenth of it. */
const MOST_GROWTH = 1.2;

/** What reading and judging a department's file costs: a roster of `size` rows as CSV, and of a tenth as CSV and workbook. */
export async function readingFigures({
  size,
  province,
  log,
}: {
  size: number;
  province: string;
  log: (line: string) => void;
}): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-import-'));
  const { profile } = compileProvince(province).province;
  const tenth = Math.max(1, Math.floor(size / 10));
  const written = async (rows: number, format: 'csv' | 'xlsx') => {
    const file = path.join(folder, `${rows}.${format}`);
    await writeRoster(file, { rows, format, profile });
    log(`${rows} rows as ${format}: ${Math.round(statSync(file).size / 1e6)} MB`);
    return file;
  };
  const run = async (how: string, file: string, rows: number) => {
    const done = await reading(how, file, province);
    if (done.rows !== rows) throw new Error(`${how} found ${done.rows} rows in ${rows}`);
    log(`${how} ${path.basename(file)}: ${done.seconds.toFixed(1)} s`);
    return { ...done, perSecond: done.rows / done.seconds };
  };
  try {
    const whole = await written(size, 'csv');
    const library = await run('split', whole, size);
    const read = await run('read', whole, size);
    const judged = await run('judge', whole, size);
    const small = await run('judge', await written(tenth, 'csv'), tenth);
    const book = await run('judge', await written(tenth, 'xlsx'), tenth);
    const alone = { name: 'csv-parse alone', value: library.perSecond };
    const atTenth = { name: `at ${tenth} rows`, value: small.peakRssMib };
    const growth = judged.peakRssMib / small.peakRssMib;
    return [
      figure('import', 'rows_per_s', judged.perSecond, 'rows/s', alone),
      figure('import', 'rows_per_s.read_only', read.perSecond, 'rows/s', alone),
      figure('import', 'peak_rss_mib', judged.peakRssMib, 'MiB', atTenth),
      figure('import', 'peak_rss_growth', growth, 'times', { name: 'goal', value: MOST_GROWTH }),
      figure('import', 'rows_per_s.xlsx', book.perSecond, 'rows/s'),
      figure('import', 'peak_rss_mib.xlsx', book.peakRssMib, 'MiB', atTenth),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const told = z.object({ rows: z.number(), seconds: z.number(), peakRssMib: z.number() });

/** One way of reading in a process of its own. */
async function reading(how: string, file: string, province: string): Promise<z.output<typeof told>> {
  const { stdout } = await promisify(execFile)(process.execPath, [READER, how, file, province]);
  return told.parse(JSON.parse(stdout));
}
