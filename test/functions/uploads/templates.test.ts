import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { guessMapping } from '../../../domain/sheets/mapping.ts';
import { uploadTypes } from '../../../domain/upload.ts';
import { readRows } from '../../../functions/shared/sheets/read-rows.ts';
import { uploadsHub } from './hub.ts';

const hub = uploadsHub();
const folder = mkdtempSync(path.join(tmpdir(), 'templates-'));
const { profile } = hub.stores.province;
const get = (file: string, headers = {}) => hub.ask('GET', `/v1/templates/${file}`, { headers });

/** The rows of a template as a reader of files finds them, by sheet. */
async function sheetsOf(file: string): Promise<Map<string, string[][]>> {
  const name = path.join(folder, file);
  await writeFile(name, (await get(file)).bytes);
  const sheets = new Map<string, string[][]>();
  for await (const rows of readRows({ path: name, name: file }))
    for (const { sheet, cells } of rows)
      sheets.set(sheet, [...(sheets.get(sheet) ?? []), cells.map(({ text }) => text)]);
  return sheets;
}

it('are listed for every type, without a token', async () => {
  const { status, body } = await hub.ask('GET', '/v1/templates');
  expect(status).toBe(200);
  expect(body.items).toHaveLength(uploadTypes.options.length);
  expect(body.items).toContainEqual({
    type: 'medical-expense',
    name: '医疗费用结算',
    xlsx: '/v1/templates/medical-expense.xlsx',
    csv: '/v1/templates/medical-expense.csv',
  });
});

it.each(uploadTypes.options)('%s: what is filled in is read without a question, in both formats', async (type) => {
  const workbook = await sheetsOf(`${type}.xlsx`);
  const [sheet = [], examples = [], notes = []] = workbook.values();
  const [headings = []] = sheet;
  expect([...workbook.keys()].slice(1)).toEqual(['填写示例', '填写说明']);
  expect(sheet).toHaveLength(1);
  expect(guessMapping(type, headings, profile, [])).toMatchObject({ sure: true, missing: [] });
  expect(examples[0]).toEqual(headings);
  expect(examples.length).toBeGreaterThan(1);
  expect(notes.length).toBeGreaterThan(headings.length);
  expect([...(await sheetsOf(`${type}.csv`)).values()]).toEqual([[headings]]);
});

it('may be kept for an hour by whoever carries them, and come once only where they did not change', async () => {
  const first = await get('roster.xlsx');
  expect(first.headers).toMatchObject({
    'cache-control': 'public, max-age=3600',
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'x-content-type-options': 'nosniff',
  });
  expect(first.headers['content-disposition']).toMatch(/^attachment; filename="roster\.xlsx"; filename\*=UTF-8''%E7/);
  const again = await get('roster.xlsx', { 'if-none-match': `"other", ${first.headers['etag']}` });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
  // The same content in another process, too: nothing of the moment stands in it.
  const other = await uploadsHub().ask('GET', '/v1/templates/roster.xlsx');
  expect(other.headers['etag']).toBe(first.headers['etag']);
});

it.each([
  ['nothing.xlsx', 404],
  ['retraction.xlsx', 404],
  ['roster.xls', 400],
  ['..', 400],
])('%s is none', async (file, status) => {
  expect((await get(file)).status).toBe(status);
});
