import { beforeEach, describe, expect, it } from 'vitest';
import { PART_BYTES } from '../../../domain/upload.ts';
import { civilAffairs, FILE, insurance, uploadsHub } from './hub.ts';

const SHA = 'a'.repeat(64);
const DAY = 86_400_000;
let hub: ReturnType<typeof uploadsHub>;
beforeEach(() => {
  hub = uploadsHub();
});
const post = (overrides: Record<string, unknown> = {}, as = insurance) =>
  hub.ask('POST', '/v1/uploads', { as, body: { ...FILE, ...overrides } });

describe('announcing a file', () => {
  it('gives where each part is to be sent, and says so in plain words', async () => {
    const { status, body, headers } = await post({ bytes: PART_BYTES + 1 });
    expect(status).toBe(201);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      status: 'receiving',
      statusText: expect.stringContaining('等文件传上来'),
      filename: '十月大额费用.csv',
      format: 'csv',
      typeName: '医疗费用结算',
      rows: { read: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 },
      openActs: ['complete', 'withdraw'],
      parts: [
        { from: 0, to: PART_BYTES },
        { from: PART_BYTES, to: PART_BYTES + 1 },
      ],
    });
    expect(await hub.stores.accessLog.of(body.uploadId)).toMatchObject([{ who: 's-医保', action: 'upload.create' }]);
  });

  it('by the department’s own key is the same, and is named by the key', async () => {
    const { status, body } = await hub.ask('POST', '/v1/uploads', { keyOf: '621121', body: FILE });
    expect(status).toBe(201);
    const upload = await hub.stores.uploads.get(body.uploadId);
    expect(upload).toMatchObject({ by: 'key:mi-621121', department: 'medical-insurance', area: '621121000' });
    expect((await hub.ask('GET', `/v1/uploads/${body.uploadId}`, { as: insurance })).status).toBe(200);
  });

  it('puts no word of the file name into a key, an address or the log', async () => {
    const { body } = await post({ filename: '王秀英.csv' });
    expect(body.uploadId + JSON.stringify(body.parts)).not.toContain('王秀英');
    expect(decodeURIComponent(JSON.stringify(body.parts))).not.toContain('王秀英');
    expect(JSON.stringify(await hub.stores.accessLog.of(body.uploadId))).not.toContain('王秀英');
  });

  it('is refused before a byte is sent where the department does not post the type', async () => {
    const { status, body } = await post({ type: 'unemployment' });
    expect(status).toBe(403);
    expect(body.detail).toBe(
      '医保不报送失业登记(unemployment);可以报送:医疗费用结算(medical-expense)、医疗费用累计清单(medical-burden)',
    );
    const { body: other } = await post({}, { ...insurance, department: 'rural-revitalization' });
    expect(other.detail).toBe('乡村振兴不报送医疗费用结算(medical-expense);现在没有要贵单位报送的内容');
    expect((await post({}, { ...insurance, department: 'nobody' })).status).toBe(403);
  });

  it.each(['village', 'county', 'province', 'hotline', 'auditor', 'admin'] as const)(
    'is no business of the role %s',
    async (role) => {
      expect((await post({}, { ...insurance, role })).status).toBe(403);
    },
  );

  it('needs to say who', async () => {
    expect((await hub.ask('POST', '/v1/uploads', { body: FILE })).status).toBe(401);
  });

  it.each([
    [{ bytes: 0 }, 'bytes', '空的'],
    [{ bytes: 2 * 1024 ** 3 + 1 }, 'bytes', '2 GiB'],
    [{ bytes: 1.5 }, 'bytes', '整数'],
    [{ type: 'retraction' }, 'type', 'medical-expense'],
    [{ type: 'nothing' }, 'type', 'medical-expense'],
    [{ filename: '' }, 'filename', '不能为空'],
    [{ filename: '费用.xls' }, 'filename', '另存为'],
    [{ filename: '费用.et' }, 'filename', 'WPS'],
    [{ filename: '费用.numbers' }, 'filename', 'Numbers'],
    [{ filename: '费用.PDF' }, 'filename', 'PDF'],
    [{ filename: '费用' }, 'filename', '结尾'],
    [{ filename: 'xlsx' }, 'filename', '结尾'],
    [{ sha256: 'abc' }, 'sha256', '64位'],
    [{ mode: 'full' }, 'mode', '花名册'],
    [{ colour: 'red' }, 'colour', 'colour'],
  ])('%j is refused, naming %s and what to do', async (change, path, said) => {
    const { status, body } = await post(change);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path, message: expect.stringContaining(said) }]);
  });

  it.each([
    ['费用.XLSX', '费用.XLSX', 'xlsx'],
    ['C:\\桌面\\费用.csv', '费用.csv', 'csv'],
    ['一/二/三.zip', '三.zip', 'zip'],
    ['费\u202e用\u0000.csv', '费用.csv', 'csv'],
  ])('of the name %j is called %s', async (filename, kept, format) => {
    expect((await post({ filename })).body).toMatchObject({ filename: kept, format });
  });

  it('of a roster must say whether it is the whole list', async () => {
    expect((await post({ type: 'roster' }, civilAffairs)).body.errors).toMatchObject([{ path: 'mode' }]);
    const { status, body } = await post({ type: 'roster', mode: 'full' }, civilAffairs);
    expect([status, body.mode]).toEqual([201, 'full']);
  });
});

describe('the same content announced again', () => {
  it('meets the file that is open, and gives the parts that are still missing', async () => {
    const first = await post({ sha256: SHA, bytes: PART_BYTES + 1 });
    await hub.send(first.body.parts.slice(0, 1));
    const again = await post({ sha256: SHA.toUpperCase(), bytes: PART_BYTES + 1, filename: '另一个名字.csv' });
    expect(again.status).toBe(200);
    expect(again.body.uploadId).toBe(first.body.uploadId);
    expect(again.body.parts).toMatchObject([{ from: PART_BYTES, to: PART_BYTES + 1 }]);
    expect(await hub.stores.accessLog.of(first.body.uploadId)).toHaveLength(1);
  });

  it('at the same moment is one file too', async () => {
    const both = await Promise.all([post({ sha256: SHA }), post({ sha256: SHA })]);
    expect(new Set(both.map(({ body }) => body.uploadId)).size).toBe(1);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
  });

  it('days later still meets the one that is open', async () => {
    const first = await post({ sha256: SHA });
    hub.time.now += 3 * DAY;
    expect((await post({ sha256: SHA })).body.uploadId).toBe(first.body.uploadId);
  });

  it('is another file once that one is over, however often', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const { status, body } = await post({ sha256: SHA });
      expect(status).toBe(201);
      ids.add(body.uploadId);
      await hub.ask('DELETE', `/v1/uploads/${body.uploadId}`, { as: insurance });
    }
    expect(ids.size).toBe(3);
  });

  it.each([
    ['another department', {}, civilAffairs, { type: 'roster', mode: 'full' }],
    ['another area', {}, { ...insurance, division: '622301' }, {}],
    ['a trial', {}, insurance, { dryRun: true }],
    ['another type', {}, insurance, { type: 'medical-burden' }],
    ['no digest', {}, insurance, { sha256: undefined }],
  ])('is another file for %s', async (_, first, as, second) => {
    const [one, two] = [await post({ sha256: SHA, ...first }), await post({ sha256: SHA, ...second }, as)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body.uploadId).not.toBe(one.body.uploadId);
  });
});

describe('many open files', () => {
  it('of one department and area are twenty at most', async () => {
    let last = '';
    for (let n = 0; n < 20; n++) last = (await post()).body.uploadId;
    const refused = await post();
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('20份');
    expect((await post({}, { ...insurance, division: '622301' })).status).toBe(201);
    await hub.ask('DELETE', `/v1/uploads/${last}`, { as: insurance });
    expect((await post()).status).toBe(201);
  });
});
