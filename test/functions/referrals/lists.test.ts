import { beforeEach, describe, expect, it } from 'vitest';
import type { Staff } from '../../../functions/shared/staff-token.ts';
import { signal } from '../../domain/signals.ts';
import { makeRecord } from '../api/hub.ts';
import { textsIn } from '../shared/sheets/sheet-file.ts';
import { insurance, openOffice } from './office.ts';

const work: Staff = { ...insurance, department: 'human-resources' };
const LIST = '/v1/lists/human-resources';
let office: Awaited<ReturnType<typeof openOffice>>;

async function settle(n: number, key: string, from = '2026-09-01', name = '李桂兰') {
  const record = makeRecord(n, '621121101', { watchedIn: '621121101', name: { value: name, at: 1 } });
  await office.ports.people.create(`k-${n}`, record);
  const said = signal('roster', { on: '2026-09-02', categories: [{ key, from }] }, { person: record.id });
  await office.ports.signals.record([{ signal: said, township: '621121101' }]);
}

beforeEach(async () => {
  office = await openOffice();
  await settle(1, 'unemployed');
  await settle(2, 'dibao');
  await settle(3, 'unemployed', '2026-11-01');
});

describe('a periodic list', () => {
  it('names who was on the roster in its categories when the period ended, with the fields of the profile only', async () => {
    const { body } = await office.ask('GET', LIST, { as: work, query: 'period=2026-10' });
    expect(body).toMatchObject({ name: 'human-resources', period: '2026-10', to: '2026-10-31' });
    expect(body.rows).toEqual([
      {
        idNumber: makeRecord(1, '').idNumber,
        name: '李桂兰',
        division: '甘肃省定西市通渭县马营镇',
        categories: ['城乡登记失业人员'],
        since: '2026-09-01',
      },
    ]);
    expect(await office.ports.accessLog.of('d-621121')).toMatchObject([
      { action: 'list.read', note: 'human-resources 2026-10 1', fields: expect.arrayContaining(['idNumber']) },
    ]);
  });

  it('is that of the newest period where none is asked for', async () => {
    expect((await office.ask('GET', LIST, { as: work })).body.period).toBe('2026-10');
  });

  it('does not exist for another department, and is no business of an office', async () => {
    expect((await office.ask('GET', LIST, { as: insurance })).status).toBe(404);
    expect((await office.ask('GET', '/v1/lists/nothing', { as: work })).status).toBe(404);
    expect((await office.ask('GET', LIST, { as: { ...work, role: 'county' } })).status).toBe(403);
    expect((await office.ask('GET', LIST, { as: { ...work, role: 'admin' } })).status).toBe(200);
    expect((await office.ask('GET', LIST, { as: work, query: 'division=6223' })).status).toBe(404);
  });

  it.each(['2026-11', '2026-W47', 'yesterday'])('has no period %s', async (period) => {
    expect(await office.ask('GET', LIST, { as: work, query: `period=${period}` })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'period' }] },
    });
  });

  it('comes as CSV with a BOM and as a workbook', async () => {
    const csv = await office.ask('GET', LIST, { as: work, headers: { accept: 'text/csv' } });
    expect(csv.headers['content-disposition']).toBe('attachment; filename="human-resources-2026-10.csv"');
    expect(csv.bytes.toString().split('\r\n')).toEqual([
      '\ufeff身份证号,姓名,所在区划,人员类别,从哪天起',
      `"${makeRecord(1, '').idNumber}\t",李桂兰,甘肃省定西市通渭县马营镇,城乡登记失业人员,2026-09-01`,
      '',
    ]);
    const xlsx = await office.ask('GET', LIST, { as: work, query: 'format=xlsx' });
    expect(await textsIn(xlsx.bytes)).toEqual([
      [1, '身份证号', '姓名', '所在区划', '人员类别', '从哪天起'],
      [2, makeRecord(1, '').idNumber, '李桂兰', '甘肃省定西市通渭县马营镇', '城乡登记失业人员', '2026-09-01'],
    ]);
  });
});
