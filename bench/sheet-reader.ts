import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { parseEvent } from '../domain/events/event.ts';
import { typeOf } from '../domain/events/schemas.ts';
import { guessMapping } from '../domain/sheets/mapping.ts';
import { rowData } from '../domain/sheets/row-data.ts';
import { readRows } from '../functions/shared/sheets/read-rows.ts';
import { compileProvince } from '../lib/province.ts';
import { BENCH_NOW } from './county.ts';

/** Run in a process of its own, so that its memory is that of one reading: `node bench/sheet-reader.ts <how> <file> <province>`. */
const [how, file = '', provinceName = ''] = process.argv.slice(2);
const { profile } = compileProvince(provinceName).province;

/** Rows as the hub reads them. */
async function read(): Promise<number> {
  let rows = 0;
  for await (const batch of readRows({ path: file, name: 'roster' })) rows += batch.length;
  return rows - 1;
}

/** And as it judges them, up to the point where they would be stored. Throws at the first that is not taken. */
async function judge(): Promise<number> {
  let rows = 0;
  let sheet: { headings: readonly string[]; mapping: ReturnType<typeof guessMapping>['mapping'] } | undefined;
  for await (const batch of readRows({ path: file, name: 'roster' })) {
    for (const { cells, line } of batch) {
      if (!sheet) {
        const headings = cells.map(({ text }) => text);
        sheet = { headings, mapping: guessMapping('roster', headings, profile, []).mapping };
        continue;
      }
      const told = rowData('roster', sheet.mapping, sheet.headings, cells, profile);
      if (!told.ok) throw new Error(`line ${line}: ${told.issues.map(({ message }) => message).join('; ')}`);
      const parsed = parseEvent(
        {
          specversion: '1.0',
          id: `bench-${line}`,
          source: '//file/civil-affairs/62',
          type: typeOf('roster'),
          time: '2026-11-05T09:30:00+08:00',
          data: told.data,
        },
        BENCH_NOW,
      );
      if (!parsed.ok) throw new Error(`line ${line}: ${parsed.issues.map(({ message }) => message).join('; ')}`);
      rows++;
    }
  }
  return rows;
}

/** What the usual library takes for the same file, in its quickest way: rows are told by a call and handed on to nobody. */
async function split(): Promise<number> {
  let rows = 0;
  const parser = parse({ bom: true, on_record: () => void rows++ });
  await new Promise((resolve, reject) => {
    createReadStream(file, { highWaterMark: 256 * 1024 })
      .pipe(parser)
      .on('finish', resolve)
      .on('error', reject);
  });
  return rows - 1;
}

const ways: Readonly<Record<string, () => Promise<number>>> = { read, judge, split };
const way = ways[how ?? ''];
if (!way) throw new Error(`no way of reading is called ${how}`);
const began = performance.now();
const rows = await way();
const seconds = (performance.now() - began) / 1000;
const peakRssMib = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ rows, seconds, peakRssMib }));
