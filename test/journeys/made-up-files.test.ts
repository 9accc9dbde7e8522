import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendFile, settled, type UploadShow } from '../../bin/upload-file.ts';
import { uploadsClient } from '../../bin/uploads-client.ts';
import { sheetsOf } from '../../demo/made-up/month-sheets.ts';
import { partsOf } from '../../demo/made-up/parts.ts';
import { type Format, writeSheet } from '../../demo/made-up/write-sheets.ts';
import { compileProvince } from '../../lib/province.ts';
import { type Journey, startJourney } from './hub.ts';

const AREA = '621122';
const { profile } = compileProvince('gansu').province;
const categories = profile.roster.categories.map(({ key }) => key);
const sheets = sheetsOf(partsOf({ seed: 7, area: AREA, people: 150, categories }), '2026-10', profile);
const silent: UploadShow = { announced() {}, sent() {}, arrived() {}, read() {} };
const folder = mkdtempSync(path.join(tmpdir(), 'made-up-'));
let hub: Journey;

beforeAll(async () => {
  hub = await startJourney({ at: '2026-12-02T10:01' });
});
afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true });
});

/** Sends one of the month's files as its department does, and tells what was expected and what came. */
async function send(name: string, format: Format, share: number) {
  const sheet = sheets.find((each) => each.name.includes(name));
  if (!sheet) throw new Error(`no sheet is called ${name}`);
  const { files, rows, type, mode } = await writeSheet(sheet, folder, [format], { seed: 7, share });
  const department = profile.departments.find(({ posts }) => posts.includes(sheet.type))?.key ?? '';
  const client = uploadsClient({ url: hub.url, key: await hub.keyOf(department, AREA), now: hub.now });
  const ports = { client, show: silent, pause: () => sleep(100) };
  const order = { type, dryRun: false, ...(mode !== undefined && { mode }) };
  const done = await settled(ports, await sendFile(ports, path.join(folder, files[0] ?? ''), order));
  return { expected: rows, done };
}

it.each([
  ['名册全部-2026-10', 'csv', 0],
  ['累计清单', 'xlsx', 0.3],
  ['费用结算', 'gb18030', 0.3],
  ['帮扶发放', 'csv', 0.3],
  ['名册变动', 'csv', 0],
] as const)('of a made-up month, %s as %s becomes what its maker expects', async (name, format, share) => {
  const { expected, done } = await send(name, format, share);
  expect({ status: done.status, why: done.why, rows: done.rows }).toEqual({
    status: 'done',
    why: undefined,
    rows: { ...expected, unchanged: 0 },
  });
});

it('sent once more, a file has the same rows refused and nothing stored', async () => {
  const { expected, done } = await send('累计清单', 'xlsx', 0.3);
  expect(done.rows).toEqual({ ...expected, accepted: 0, unchanged: expected.accepted });
});
