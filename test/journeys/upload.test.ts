import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { signRequest } from '../../functions/shared/sign.ts';
import { templateList, uploadList, uploadView } from '../../functions/uploads/answers.ts';
import { type Answer, answerOf, type Journey, startJourney } from './hub.ts';
import { household, type Somebody, sample, somebody } from './samples.ts';

/** A county's medical insurance has a spreadsheet and no programmer: it sends the sheet, mends what was wrong, and sends it again. */
let hub: Journey;
const COUNTY = '621121';
const families = [somebody(), somebody({ name: '王秀英' }), somebody({ name: '马建国' })] as const;
const [first, second, third] = families;
const clerk = () => hub.as('department', COUNTY, 'medical-insurance');

beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01' });
  const watched = families.flatMap((who) => household([who]));
  const bills = [sample('medical-expense', { person: { idNumber: first.idNumber } })];
  await hub.take(...watched, ...bills);
});
afterAll(() => hub?.stop());

interface FileToSend {
  text: string;
  type?: string;
  filename?: string;
  dryRun?: boolean;
}
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

const announcing = ({ text, type = 'medical-expense', filename = '十一月结算.csv', dryRun = false }: FileToSend) => ({
  type,
  filename,
  bytes: bytesOf(text).length,
  sha256: createHash('sha256').update(bytesOf(text)).digest('hex'),
  dryRun,
});

const announce = async (file: FileToSend) => viewIn(await clerk().post('/v1/uploads', announcing(file)));
const viewIn = ({ body }: Answer) => uploadView.parse(body);

async function put(text: string, parts: z.output<typeof uploadView>['parts'] = []): Promise<void> {
  for (const { url, headers, from, to } of parts) {
    const { status } = await fetch(url, { method: 'PUT', headers, body: bytesOf(text).slice(from, to) });
    expect(status).toBe(200);
  }
}

const look = async (id: string) => viewIn(await clerk().get(`/v1/uploads/${id}`));

/** Sends a file and gives what became of it. */
async function send(file: FileToSend) {
  const { uploadId, parts } = await announce(file);
  await put(file.text, parts);
  expect(await clerk().post(`/v1/uploads/${uploadId}/complete`)).toMatchObject({ status: 200 });
  await hub.drained();
  return look(uploadId);
}

/** Takes a file back, and gives where it stands then. */
async function withdraw(id: string) {
  const answer = await clerk().remove(`/v1/uploads/${id}`);
  await hub.drained();
  return { status: answer.status, view: await look(id) };
}

const HEADINGS = ['身份证号码', '姓名', '结算编号', '结算日期', '就医类别', '医疗费总额', '基金支付总额', '个人负担'];
const rowOf = (who: Pick<Somebody, 'idNumber' | 'name'>, settlement: string, burden = '21300.00') =>
  [who.idNumber, who.name, settlement, '2026-11-12', '住院', '48000.00', '26700.00', burden].join(',');
const csv = (...rows: readonly string[]) => `\ufeff${[HEADINGS.join(','), ...rows].join('\r\n')}\r\n`;

/** What the household's file shows of bills of this day. */
const bills = async ({ idNumber }: Somebody) =>
  (await hub.file(idNumber)).timeline.filter(({ on, kind }) => kind === 'signal' && on === '2026-11-12');

describe('a sheet with a wrong row', () => {
  const wrong = { ...third, idNumber: `${third.idNumber.slice(0, 17)}${third.idNumber.endsWith('0') ? '1' : '0'}` };
  const text = csv(rowOf(first, 'SC-1'), rowOf(wrong, 'SC-3'), rowOf(second, 'SC-2'));
  let sent: z.output<typeof uploadView>;
  let mended = '';

  it('is taken by its own department only, and only as what it posts', async () => {
    const health = hub.as('department', COUNTY, 'health');
    expect(await health.post('/v1/uploads', announcing({ text }))).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('住院(hospitalization)') },
    });
    expect(await hub.admin.post('/v1/uploads', announcing({ text }))).toMatchObject({ status: 403 });
    const { uploadId } = await announce({ text });
    expect(await health.get(`/v1/uploads/${uploadId}`)).toMatchObject({ status: 404 });
  });

  it('goes on where the line broke, and cannot be finished before all is there', async () => {
    const { uploadId } = await announce({ text });
    const early = await clerk().post(`/v1/uploads/${uploadId}/complete`);
    expect(early).toMatchObject({ status: 409, body: { detail: expect.stringContaining('第1段') } });
    await put(text, (await look(uploadId)).parts);
    expect((await look(uploadId)).parts).toEqual([]);
  });

  it('is read row by row: the right ones are taken, the wrong one is named in the words of the sheet', async () => {
    sent = await send({ text });
    expect(sent).toMatchObject({
      status: 'done',
      rows: { read: 3, accepted: 2, unchanged: 0, duplicate: 0, rejected: 1 },
      errors: [{ line: 3, column: '身份证号码', message: expect.stringMatching(/\p{Script=Han}/u) }],
      statusText: expect.stringContaining('改错表'),
    });
    expect(JSON.stringify(sent)).not.toContain(wrong.idNumber);
    expect(await bills(second)).toMatchObject([{ text: '医疗费用结算' }]);
    expect(await bills(third)).toEqual([]);
  });

  it('comes back with a column that says why, and under its own name', async () => {
    const answer = await fetch(sent.correctedFile ?? '');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('十一月结算.错误.csv');
    const lines = (await answer.text()).split('\r\n');
    expect(lines.map((line) => line.split(',')[0] === '')).toEqual([false, true, false, true, true]);
    expect(lines[0]).toContain('错误原因');
    mended = lines.join('\r\n').replace(wrong.idNumber, third.idNumber);
    expect(mended).not.toContain(wrong.idNumber);
  });

  it('mended and tried says what it would do, and stores nothing', async () => {
    const tried = await send({ text: mended, dryRun: true });
    expect(tried).toMatchObject({ status: 'done', rows: { read: 3, accepted: 1, unchanged: 2, rejected: 0 } });
    expect(tried.statusText).toContain('试读');
    expect(await bills(third)).toEqual([]);
  });

  it('mended and sent as it is takes the one row that was missing', async () => {
    const again = await send({ text: mended, filename: '十一月结算.错误.csv' });
    expect(again).toMatchObject({ status: 'done', rows: { read: 3, accepted: 1, unchanged: 2, rejected: 0 } });
    expect(again.statusText).toContain('谢谢');
    expect(await bills(third)).toMatchObject([{ text: '医疗费用结算' }]);
    expect(await send({ text: mended })).toMatchObject({ rows: { read: 3, accepted: 0, unchanged: 3 } });
  });
});

describe('a file that should not have been sent', () => {
  it('is taken back as a whole, and may be sent again', async () => {
    const text = csv(rowOf(second, 'SC-9', '9000.00'));
    const before = (await bills(second)).length;
    const { uploadId } = await send({ text });
    expect(await bills(second)).toHaveLength(before + 1);
    expect(await withdraw(uploadId)).toMatchObject({ status: 202, view: { status: 'withdrawn' } });
    expect((await bills(second)).filter(({ retracted }) => retracted)).toHaveLength(1);
    expect(await send({ text })).toMatchObject({ status: 'done', rows: { read: 1, accepted: 1 } });
  });

  it('and was never finished is dropped at once', async () => {
    const { uploadId } = await announce({ text: csv(rowOf(first, 'SC-10')) });
    expect(await withdraw(uploadId)).toMatchObject({ status: 200, view: { status: 'withdrawn' } });
  });
});

describe('a county’s own list', () => {
  const list = (rows: string) => `证号,人名,花了,报了,自己掏,起,止\r\n${rows}\r\n`;
  const rowsOf = (...people: readonly Somebody[]) =>
    people.map(({ idNumber, name }) => `${idNumber},${name},60000,33000,27000,2026-01-01,2026-10-31`).join('\r\n');

  it('is asked about once: after that its headings are known', async () => {
    const file = { text: list(rowsOf(first)), type: 'medical-burden', filename: '大额费用.csv' };
    const asked = await send(file);
    expect(asked).toMatchObject({ status: 'asking-columns', rows: { read: 0 } });
    expect(JSON.stringify(asked)).not.toContain(first.idNumber);
    const columns = {
      证号: 'person.idNumber',
      人名: 'person.name',
      花了: 'totalAmount',
      报了: 'reimbursed',
      自己掏: 'personalBurden',
      起: 'periodFrom',
      止: 'asOf',
    };
    expect(await clerk().put(`/v1/uploads/${asked.uploadId}/columns`, { columns })).toMatchObject({ status: 200 });
    await hub.drained();
    expect(await look(asked.uploadId)).toMatchObject({ status: 'done', rows: { read: 1, accepted: 1 } });
    expect(await send({ ...file, text: list(rowsOf(first, second)) })).toMatchObject({
      status: 'done',
      rows: { read: 2, accepted: 1, unchanged: 1 },
    });
  });
});

describe('a department’s own system', () => {
  /** A signed request, as a command on its machine makes it. */
  async function signed(method: string, where: string): Promise<Answer> {
    const url = `${hub.url}${where}`;
    const key = await hub.keyOf('medical-insurance');
    const headers = signRequest({ method, url, now: hub.now(), nonce: randomUUID(), ...key });
    return answerOf(await fetch(url, { method, headers }));
  }

  it('sees the files of a county by its key, which is the whole province’s', async () => {
    expect(uploadList.parse((await signed('GET', '/v1/uploads')).body).items).toEqual([]);
    const { items } = uploadList.parse((await signed('GET', `/v1/uploads?month=2026-11&division=${COUNTY}`)).body);
    expect(items.length).toBeGreaterThan(5);
    expect(items[0]).toMatchObject({ typeName: '医疗费用累计清单', status: 'done' });
  });

  it('and everybody finds the templates', async () => {
    const { items } = templateList.parse((await answerOf(await fetch(`${hub.url}/v1/templates`))).body);
    const template = items.find(({ type }) => type === 'medical-expense');
    const sheet = await fetch(`${hub.url}${template?.csv}`);
    expect(sheet.headers.get('cache-control')).toContain('public');
    expect(await sheet.text()).toContain(HEADINGS.at(-1) ?? '');
    const workbook = new Uint8Array(await (await fetch(`${hub.url}${template?.xlsx}`)).arrayBuffer());
    expect(Buffer.from(workbook.slice(0, 2)).toString()).toBe('PK');
  });
});
