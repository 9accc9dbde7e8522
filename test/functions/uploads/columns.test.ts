import { beforeEach, describe, expect, it } from 'vitest';
import { mappingsId } from '../../../domain/confirmed-mapping.ts';
import { guessMapping } from '../../../domain/sheets/mapping.ts';
import type { Upload } from '../../../domain/upload.ts';
import { inState } from '../../../domain/upload-acts.ts';
import { insurance, uploadsHub } from './hub.ts';

const HEADINGS = ['序号', '姓名', '证件', '费用', '报了多少', '自己掏的', '备注'];
let hub: ReturnType<typeof uploadsHub>;
let id: string;

/** A county's own list of large expenses, whose columns a worker could not tell. */
async function ask(headings: readonly string[] = HEADINGS, changes: Partial<Upload> = {}) {
  hub = uploadsHub();
  const { uploadId, parts } = await hub.announce({ type: 'medical-burden' });
  await hub.send(parts);
  await hub.ask('POST', `/v1/uploads/${uploadId}/complete`, { as: insurance });
  const { mapping, missing, unknown } = guessMapping('medical-burden', headings, hub.stores.province.profile, []);
  const columns = {
    sheet: '',
    headings: [...headings],
    guess: mapping,
    missing: missing.map(({ field, heading }) => ({ field, heading })),
    unknown: [...unknown],
    examples: [],
  };
  await hub.work(uploadId, (upload) => inState(upload, 'asking-columns', hub.time.now, { columns, ...changes }));
  id = uploadId;
}
beforeEach(() => ask());

const put = (columns: Record<string, string | null>, constants?: Record<string, string>) =>
  hub.ask('PUT', `/v1/uploads/${id}/columns`, { as: insurance, body: { columns, ...(constants && { constants }) } });
const ALL = { 证件: 'person.idNumber', 费用: 'totalAmount', 报了多少: 'reimbursed', 自己掏的: 'personalBurden' };
const DAYS = { periodFrom: '2026-01-01', asOf: '2026-10-31' };
const stored = async () => (await hub.stores.uploads.get(id))?.mapping;
const kept = async () => {
  const upload = await hub.stores.uploads.get(id);
  return upload && (await hub.stores.mappings.get(mappingsId(upload)));
};

describe('saying which column is which', () => {
  it('shows what may be said, with what each column is for', async () => {
    const { body } = await hub.ask('GET', `/v1/uploads/${id}`, { as: insurance });
    expect(body.columns.choices).toContainEqual({
      field: 'personalBurden',
      heading: '个人负担',
      required: true,
      hint: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  it('reads the file by it, and wakes a worker', async () => {
    const { status, body } = await put({ ...ALL, 备注: null }, DAYS);
    expect([status, body.status]).toEqual([200, 'waiting']);
    expect(body).not.toHaveProperty('columns');
    expect(await stored()).toEqual({
      name: '2026-11-05确认的',
      columns: {
        姓名: 'person.name',
        证件: 'person.idNumber',
        费用: 'totalAmount',
        报了多少: 'reimbursed',
        自己掏的: 'personalBurden',
        备注: '',
      },
      constants: DAYS,
    });
    expect(hub.woken).toEqual([id, id]);
  });

  it('is remembered for the next file, but not the days that were said for all rows', async () => {
    await put(ALL, DAYS);
    const { mappings } = (await kept()) ?? { mappings: [] };
    expect(mappings).toHaveLength(1);
    expect(mappings[0]).not.toHaveProperty('constants');
    const headings = [...HEADINGS, '起始日期', '截止日期'];
    const { profile } = hub.stores.province;
    expect(guessMapping('medical-burden', HEADINGS, profile, mappings).sure).toBe(false);
    const withDays = { name: '', columns: { ...mappings[0]?.columns, 起始日期: 'periodFrom', 截止日期: 'asOf' } };
    expect(guessMapping('medical-burden', headings, profile, [withDays]).sure).toBe(true);
  });

  it('twice changes nothing; otherwise, once it is read, is a 409', async () => {
    await put(ALL, DAYS);
    expect((await put(ALL, DAYS)).status).toBe(200);
    expect((await hub.stores.uploads.get(id))?.version).toBe(4);
    expect((await kept())?.version).toBe(1);
    const { status, body } = await put({ ...ALL, 费用: 'reimbursed' }, DAYS);
    expect([status, body.openActs]).toEqual([409, ['withdraw']]);
  });

  it.each<[string, Record<string, string | null>, Record<string, string>, string, string]>([
    ['a heading that is none', { ...ALL, 电话号: 'person.phone' }, DAYS, 'columns.电话号', '没有“电话号”这个表头'],
    ['a field that is none', { ...ALL, 备注: 'note' }, DAYS, 'columns.备注', '没有“note”这个栏目'],
    ['a constant that is none', ALL, { ...DAYS, note: '无' }, 'constants.note', '没有“note”这个栏目'],
    ['a column that is missing', ALL, { asOf: '2026-10-31' }, 'columns', '还缺“累计起始日期”(periodFrom)'],
    [
      'two columns of one field',
      { ...ALL, 备注: 'reimbursed' },
      DAYS,
      'columns.备注',
      '“报了多少”和“备注”都指到了报销合计,请只留一列,另一列写 null',
    ],
  ])('refuses %s, and says what to do', async (_, columns, constants, path, said) => {
    const { status, body } = await put(columns, constants);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path, message: expect.stringContaining(said) }]);
    expect(await kept()).toBeUndefined();
  });

  it('gives a guess up where its field was given to another heading', async () => {
    await ask(['姓名', '身份证', '总费用', '报销', '自付', '个人负担合计']);
    const answer = await put({ 个人负担合计: 'personalBurden' }, DAYS);
    expect(answer.status).toBe(200);
    expect((await stored())?.columns).toMatchObject({
      自付: '',
      个人负担合计: 'personalBurden',
      总费用: 'totalAmount',
    });
  });

  it('cannot tell two columns of the same heading apart', async () => {
    await ask(['身份证', '总费用', '报销', '自付', '自付']);
    const { status, body } = await put({}, DAYS);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ code: 'doubled', message: expect.stringContaining('两列都叫“自付”') }]);
  });

  it('cannot give a heading another meaning than on an earlier sheet', async () => {
    await ask(HEADINGS, { mapping: { name: '', columns: { 费用: 'personalBurden', 姓名: 'person.name' } } });
    const { status, body } = await put(ALL, DAYS);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: 'columns.费用', message: expect.stringContaining('分成两个文件') }]);
  });

  it('is a 409 while nothing was asked', async () => {
    const { uploadId } = await hub.announce({ type: 'medical-burden' });
    const body = { columns: ALL };
    expect((await hub.ask('PUT', `/v1/uploads/${uploadId}/columns`, { as: insurance, body })).status).toBe(409);
  });
});
