import { beforeEach, describe, expect, it } from 'vitest';
import { endOf } from '../../../domain/shanghai-day.ts';
import { makeReferral } from '../../referrals.ts';
import { makeRecord } from '../api/hub.ts';
import { county, health, insurance, openOffice, township } from './office.ts';

const ONE = '/v1/referrals/Z2611-00000001';
let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
});
const act = (name: string, as: typeof insurance, body: object, headers = {}) =>
  office.ask('POST', `${ONE}/${name}`, { as, body, headers });
const notices = async () => (await office.ports.notices.of('h-1')).map(({ kind }) => kind);

describe('who sees a referral', () => {
  it.each([
    ['the department', insurance, 200],
    ['another department', health, 404],
    ['the department of another county', { ...insurance, division: '622301' }, 404],
    ['the office that sent it', township, 200],
    ['another township', { ...township, division: '621121102' }, 404],
    ['the hotline', { ...county, role: 'hotline' as const }, 403],
  ])('%s', async (_, as, status) => {
    expect((await office.ask('GET', ONE, { as })).status).toBe(status);
  });

  it('the department’s own system, by its signature, and nobody without one', async () => {
    expect(await office.ask('GET', ONE, { keyOf: '621121' })).toMatchObject({ status: 200 });
    expect((await office.ask('GET', ONE, { keyOf: '6223' })).status).toBe(404);
    expect((await office.ask('GET', ONE)).status).toBe(401);
  });

  it('a department sees what it needs and not where it comes from', async () => {
    await office.ports.people.create('k-1', makeRecord(1, '621121101'));
    await office.ports.referrals.put(makeReferral({ version: 2, person: 'p-1', note: '住院负担重' }));
    const { body } = await office.ask('GET', ONE, { as: insurance });
    expect(body).toMatchObject({
      maskedName: '李**',
      place: '甘肃省定西市通渭县马营镇',
      matter: '医疗救助',
      note: '住院负担重',
      dueAt: '2026-11-13T00:00:00+08:00',
      openActs: ['sign', 'return', 'feedback'],
    });
    expect(body).not.toHaveProperty('warning');
    expect(body.steps[0]).not.toHaveProperty('by');
    expect((await office.ask('GET', ONE, { as: township })).body).toMatchObject({
      warning: { number: 'W2611-00000001' },
      openActs: ['cancel'],
    });
  });
});

describe('what is done with it', () => {
  it('signed and answered by the department’s own key: the office hears that all is answered', async () => {
    const keyOf = '621121';
    const signed = await office.ask('POST', `${ONE}/sign`, { keyOf, body: { version: 1 } });
    expect(signed).toMatchObject({ status: 200, body: { status: 'signed' }, headers: { etag: '"2"' } });
    const body = { result: 'aided', programmes: ['医疗救助'], version: 2 };
    const answered = await office.ask('POST', `${ONE}/feedback`, { keyOf, body });
    expect(answered.body).toMatchObject({ statusName: '已反馈', feedback: { name: '已给予帮扶' }, openActs: [] });
    expect(await notices()).toEqual(['task-answered']);
  });

  it('the office hears nothing while another one of the warning is out', async () => {
    await office.ports.referrals.put(makeReferral({ id: 'Z2611-00000002', department: 'health' }));
    await act('feedback', insurance, { result: 'handled', version: 1 });
    expect(await notices()).toEqual([]);
  });

  it('returned twice to the office, a third time to the county, whose word is final', async () => {
    let version = 1;
    for (const [name, as, body] of [
      ['return', insurance, { reason: '不归我们管' }],
      ['resend', township, { note: '请再核对' }],
      ['return', insurance, { reason: '不归我们管' }],
      ['resend', township, {}],
      ['return', insurance, { reason: '不归我们管' }],
    ] as const)
      expect((await act(name, as, { ...body, version: version++ })).status).toBe(200);
    expect((await office.ask('GET', ONE, { as: county })).body.status).toBe('disputed');
    expect((await act('assign', township, { department: 'health', reason: '职责', version })).status).toBe(403);
    const assigned = await act('assign', county, { department: 'health', reason: '职责', version });
    expect(assigned.body).toMatchObject({ status: 'sent', department: { name: '卫健' } });
    expect((await act('return', health, { reason: '不归我们管', version: version + 1 })).body).toMatchObject({
      status: 409,
      openActs: ['sign', 'feedback'],
    });
    expect(await notices()).toEqual(['task-back', 'task-back', 'task-back']);
  });

  it('a department that is none is refused by name', async () => {
    await act('return', insurance, { reason: '不归我们管', version: 1 });
    expect(await act('resend', township, { department: 'nobody', version: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'department' }] },
    });
  });

  it('what is not open is a 409 that names what is', async () => {
    await act('sign', insurance, { version: 1 });
    expect(await act('sign', insurance, { version: 2 })).toMatchObject({
      status: 409,
      body: { openActs: ['return', 'feedback'], version: 2 },
    });
  });

  it('a stale version is refused, but not where only somebody was reminded since', async () => {
    await office.ports.referrals.put(makeReferral({ version: 2, reminded: ['due-soon'] }));
    expect((await act('sign', insurance, { version: 1 })).status).toBe(200);
    expect((await act('cancel', township, { reason: '重复', version: 1 })).status).toBe(409);
    expect((await act('cancel', township, { reason: '重复' })).status).toBe(428);
  });

  it('the same request again changes nothing; the same key with other content is refused', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const first = await act('return', insurance, { reason: '不归我们管', version: 1 }, headers);
    const again = await act('return', insurance, { reason: '不归我们管', version: 1 }, headers);
    expect(again.body).toEqual(first.body);
    expect((await act('return', insurance, { reason: '别的', version: 1 }, headers)).status).toBe(409);
    expect(await notices()).toEqual(['task-back']);
  });
});

describe('unmasking', () => {
  const ask = (as = insurance) =>
    office.ask('POST', `${ONE}/unmask`, { as, body: { fields: ['idNumber', 'phone'], purpose: 'handling' } });
  beforeEach(async () => {
    await office.ports.people.create('k-1', makeRecord(1, '621121101'));
    await office.ports.referrals.put(makeReferral({ version: 2, person: 'p-1' }));
  });

  it('shows what is asked for and writes down who looked, why and at what', async () => {
    const { body } = await ask();
    expect(body).toEqual({ idNumber: makeRecord(1, '').idNumber, phone: '+8613800138001' });
    expect(await office.ports.accessLog.of('p-1')).toMatchObject([
      { who: 's-医保', action: 'referral.unmask', purpose: 'handling', fields: ['idNumber', 'phone'] },
    ]);
  });

  it('is for the department alone, and only while it has to deal with it', async () => {
    expect((await ask(health)).status).toBe(404);
    expect((await ask(township)).status).toBe(403);
    await act('feedback', insurance, { result: 'handled', version: 2 });
    expect((await ask()).status).toBe(409);
  });
});

describe('the lists', () => {
  const list = async (as: typeof insurance, query = '') => {
    const { body } = await office.ask('GET', '/v1/referrals', { as, query });
    return body.items.map(({ number }: { number: string }) => number.slice(-1));
  };
  beforeEach(async () => {
    for (const n of [2, 3, 4])
      await office.ports.referrals.put(
        makeReferral({ id: `Z2611-0000000${n}`, number: `Z2611-0000000${n}`, dueAt: endOf(`2026-11-1${6 - n}`) }),
      );
  });

  it('show what is out, the most urgent first, page by page', async () => {
    expect(await list(insurance)).toEqual(['1', '4', '3', '2']);
    expect(await list(township, 'department=medical-insurance')).toEqual(['1', '4', '3', '2']);
    expect(await list(health)).toEqual([]);
    expect(await list({ ...township, division: '621121102' })).toEqual([]);
    const { body } = await office.ask('GET', '/v1/referrals', { as: insurance, query: 'limit=3' });
    expect(await list(insurance, `limit=3&cursor=${body.cursor}`)).toEqual(['2']);
  });

  it('show what came back in the order it came, since a day', async () => {
    for (const n of [3, 1]) {
      await office.ask('POST', `/v1/referrals/Z2611-0000000${n}/feedback`, {
        as: insurance,
        body: { result: 'handled', version: 1 },
      });
      office.time.now += 86_400_000;
    }
    expect(await list(insurance, 'status=answered')).toEqual(['3', '1']);
    expect(await list(township, 'status=answered')).toEqual(['3', '1']);
    expect(await list(county, 'status=answered&since=2026-11-06')).toEqual(['1']);
    expect(await list(insurance, 'status=cancelled')).toEqual([]);
    expect(await list(insurance)).toEqual(['4', '2']);
    expect(await list(insurance, 'status=sent&division=621121101')).toEqual(['4', '2']);
  });

  it('write down that they were looked at', async () => {
    await list(insurance);
    expect(await office.ports.accessLog.of('d-621121')).toMatchObject([{ action: 'referrals.list', who: 's-医保' }]);
  });
});
