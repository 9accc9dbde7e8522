import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runHub } from '../bin/run-hub.ts';
import { sendFile, settled, type UploadShow } from '../bin/upload-file.ts';
import { uploadsClient } from '../bin/uploads-client.ts';
import { sheetsOf } from '../demo/made-up/month-sheets.ts';
import { partsOf } from '../demo/made-up/parts.ts';
import { writeSheet } from '../demo/made-up/write-sheets.ts';
import { compileProvince } from '../lib/province.ts';
import { freePorts } from '../local/ports.ts';
import { type Sender, senders } from './bench-hub.ts';
import { fileRows, rowsCeiling } from './ceiling.ts';
import { BENCH_NOW } from './county.ts';
import { type Figure, figure } from './figure.ts';

/** The emulator, not the hub, bounds this part: more rows only take longer. */
const MOST_ROWS = 5000;
const ASSESS = 'FunctionsAssess';
const silent: UploadShow = { announced() {}, sent() {}, arrived() {}, read() {} };

/** A roster of made-up people stored through the local hub, its database on disk, while nothing assesses; then sent once more. */
export async function storingFigures({
  size,
  province,
  log,
}: {
  size: number;
  province: string;
  log: (line: string) => void;
}): Promise<Figure[]> {
  const { profile } = compileProvince(province).province;
  const categories = profile.roster.categories.map(({ key }) => key);
  const parts = partsOf({ seed: 1, area: profile.division, people: Math.min(size, MOST_ROWS), categories });
  const [roster] = sheetsOf(parts, '2026-10', profile);
  if (!roster) throw new Error('a month has a roster');
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-storing-'));
  const [port = 0] = await freePorts(1);
  const { hub } = await runHub({ province, port, data, startAt: BENCH_NOW, log });
  try {
    const { files, rows } = await writeSheet(roster, data, ['csv'], { seed: 1, share: 0 });
    const file = path.join(data, files[0] ?? '');
    const sender = (await senders(data, [profile.roster.householdFrom])).get(profile.roster.householdFrom);
    if (!sender) throw new Error('the department has no key');
    await hub.pause(ASSESS);
    log(`${rows.read} rows, assessing paused`);
    const stored = await sending(sender, file, 'accepted', rows.read);
    log('the same file again');
    const unchanged = await sending(sender, file, 'unchanged', rows.read);
    log('the ceiling');
    const { connection } = sender;
    const tables = { ledger: connection.table('Ledger'), newest: connection.table('Newest') };
    const puts = await fileRows(hub.endpoints.dynamodb, hub.region, tables, rows.read);
    await hub.stop();
    const limit = await rowsCeiling(puts, path.join(data, 'ceiling'), hub.region);
    const ceiling = { name: 'puts of the same rows', value: limit };
    return [
      figure('import', 'rows_per_s.stored', rows.read / stored, 'rows/s', ceiling),
      figure('import', 'rows_per_s.unchanged', rows.read / unchanged, 'rows/s', ceiling),
    ];
  } finally {
    await hub.stop();
    rmSync(data, { recursive: true });
  }
}

/** Seconds from the last byte's arrival to the end. Throws where not every row became what it should. */
async function sending({ key, connection }: Sender, file: string, wanted: 'accepted' | 'unchanged', rows: number) {
  const client = uploadsClient({ url: connection.url, key, now: connection.now });
  const ports = { client, show: silent, pause: () => sleep(100) };
  const arrived = await sendFile(ports, file, { type: 'roster', mode: 'full', dryRun: false });
  const began = performance.now();
  const done = await settled(ports, arrived);
  if (done.status !== 'done' || done.rows[wanted] !== rows)
    throw new Error(`${done.status}: ${JSON.stringify(done.rows)} of ${rows} ${done.why ?? ''}`);
  return (performance.now() - began) / 1000;
}
