import { expect, it } from 'vitest';
import { buildStatement } from '../../../domain/statement.ts';
import { undelivered, withDelivery } from '../../../domain/statement-delivery.ts';
import { signal } from '../../domain/signals.ts';
import { order } from '../../domain/statement-records.ts';
import { NOW } from '../../factories.ts';
import {
  countyStaff,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  onRoster,
  provinceStaff,
  raise,
  stayIn,
  townshipStaff,
} from './hub.ts';

type Entry = { on: string; kind: string; text: string; department?: string; retracted?: true; person?: { id: string } };

const grant = (status: 'granted' | 'paid', time: number) => ({
  ...signal(
    'benefit-granted',
    {
      on: '2026-10-10',
      grant: 's:G-1',
      household: true,
      programme: '城乡低保金',
      aidType: 'basic',
      amount: 42_050,
      status,
      reimbursement: false,
    },
    { person: 'p-1', department: 'civil-affairs' },
  ),
  time,
});

/** A couple; the son moved out in July. One warning, visited; a grant in two forms, a withdrawn report, an application. */
async function family() {
  const hub = makeHub();
  const son = makeRecord(3, JICHUAN, { household: 'h-9', name: { value: '赵小军', at: NOW } });
  const wife = makeRecord(2, MAYING, { household: 'h-1', name: { value: '王秀英', at: NOW }, diedOn: '2026-10-30' });
  await raise(hub, 1, MAYING, [
    grant('granted', 1),
    grant('paid', 2),
    signal(
      'application',
      { on: '2026-11-04', application: 'A-1', programme: '临时救助', status: 'filed' },
      { person: 'p-1', department: 'civil-affairs' },
    ),
    signal(
      'accident',
      { on: '2026-09-01', accident: 'fire' },
      { person: 'p-1', department: 'civil-affairs', retracted: true },
    ),
    signal('move', { on: '2026-03-01', residence: MAYING }, { person: 'p-1', department: 'civil-affairs' }),
  ]);
  await hub.settle(wife, [onRoster('p-2'), signal('death', { on: '2026-10-30' }, { person: 'p-2' })]);
  await hub.settle(son, [stayIn('p-3', '2026-06-01'), stayIn('p-3', '2026-08-01')]);
  await hub.stores.people.putMemberships([
    { household: 'h-1', person: 'p-2', relation: 'spouse', from: '2025-01-01' },
    { household: 'h-1', person: 'p-3', relation: 'child', from: '2025-01-01', until: '2026-07-01' },
  ]);
  return hub;
}

it('puts everything known of a household on one time line, masked and without diagnosis', async () => {
  const hub = await family();
  await hub.ask('POST', '/v1/warnings/h-1.1/visit', {
    as: townshipStaff,
    body: { visitedAt: '2026-11-05T09:00:00+08:00', met: 'self', findings: '好转', needs: [], version: 1 },
  });
  const { status, body, text } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  expect(status).toBe(200);
  expect(body.place).toBe('甘肃省定西市通渭县马营镇');
  expect(body.members).toEqual([
    expect.objectContaining({ id: 'p-1', maskedName: '李**', relation: 'head', from: '2025-01-01' }),
    expect.objectContaining({ id: 'p-2', maskedName: '王**', relation: 'spouse', diedOn: '2026-10-30' }),
    expect.objectContaining({ id: 'p-3', maskedName: '赵**', until: '2026-07-01' }),
  ]);
  expect(body.members[0].categories).toEqual([{ key: 'dibao', name: '城乡低保对象', from: '2026-01-01' }]);
  const timeline: Entry[] = body.timeline;
  expect(timeline.map(({ on }) => on)).toEqual(timeline.map(({ on }) => on).toSorted());
  const said = timeline.map(({ on, kind, text: line }) => `${on} ${kind} ${line}`);
  expect(said).toEqual(
    expect.arrayContaining([
      '2025-01-01 membership 成为家庭成员:户主',
      '2026-03-01 move 搬到马营镇',
      '2026-06-01 signal 住院',
      '2026-07-01 membership 不再是家庭成员',
      '2026-10-10 grant 城乡低保金420.50元,已发放',
      '2026-10-30 death 去世',
      '2026-11-02 signal 住院',
      '2026-11-04 application 临时救助:已申请',
      expect.stringMatching(/^2026-11-05 warning 蓝色预警 W2611-\d{8}$/),
      expect.stringMatching(/^2026-11-05 visit 入户走访 W2611-\d{8}$/),
      expect.stringMatching(/^2026-11-05 notice 【.+】蓝色预警/),
    ]),
  );
  expect(body.timeline.find(({ kind }: Entry) => kind === 'visit')).toMatchObject({
    status: 'visited',
    visit: { met: 'self', findings: '好转', needs: [], by: 's-township' },
  });
  expect(timeline.filter(({ kind }) => kind === 'grant')).toHaveLength(1);
  expect(timeline.find(({ text: line }) => line === '意外、灾害')?.retracted).toBe(true);
  expect(text).not.toMatch(/李桂兰|王秀英|赵小军|13800|\d{17}[\dX]/);
});

it('leaves out what came after somebody left', async () => {
  const hub = await family();
  const { body } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  expect(body.timeline.some(({ on }: Entry) => on === '2026-08-01')).toBe(false);
});

it('is there for a person without a household, with statements', async () => {
  const hub = makeHub();
  const { household: _, ...alone } = makeRecord(7, MAYING);
  await hub.settle(alone, [stayIn('p-7')]);
  const statement = buildStatement(order());
  const issued = {
    id: 'p-7.a',
    subject: 'p-7',
    from: '2026-07-01',
    to: '2026-09-30',
    area: MAYING,
    issuedAt: NOW,
    statement,
  };
  await hub.stores.statements.put({ ...issued, lastFours: [] }, undefined);
  const delivery = {
    deliveredOn: '2026-11-05',
    to: 'family',
    name: '李明',
    relation: '儿子',
    method: 'by-hand',
  } as const;
  const delivered = withDelivery(undelivered('p-7.a'), { ...delivery, by: 'v-1', at: NOW });
  await hub.stores.statements.deliver({ ...issued, lastFours: [] }, delivered);
  const { status, body } = await hub.ask('GET', '/v1/households/p-7', { as: countyStaff });
  expect(status).toBe(200);
  const contact = { version: 0, maskedPhone: '138****8007', byCall: false, sharedWith: [] };
  expect(body.members).toEqual([{ id: 'p-7', maskedName: '李**', contact, categories: [] }]);
  expect(body.head).toBeUndefined();
  expect(body.timeline.map(({ kind }: Entry) => kind)).toEqual(['signal', 'statement', 'statement']);
  expect(body.timeline.at(-1)?.text).toContain('送到:家里人代收,儿子;当面交');
});

it.each([
  ['of another township', 'h-1', { role: 'township', division: JICHUAN }],
  ['that is not there', 'h-404', townshipStaff],
  ['that is a lead', 'l-1', countyStaff],
] as const)('answers 404 for a household %s', async (_, id, as) => {
  const hub = makeHub();
  await raise(hub, 1);
  expect((await hub.ask('GET', `/v1/households/${id}`, { as })).status).toBe(404);
});

it('whose home nobody knows is seen by those who work its warning', async () => {
  const hub = makeHub();
  const { residence: _, ...homeless } = makeRecord(8, MAYING);
  await hub.settle(homeless, [onRoster('p-8'), stayIn('p-8')], 'h-8');
  expect((await hub.ask('GET', '/v1/households/h-8', { as: countyStaff })).status).toBe(404);
  expect((await hub.ask('GET', '/v1/households/h-8', { as: provinceStaff })).status).toBe(200);
  await hub.assess('h-8', '621121');
  expect((await hub.ask('GET', '/v1/households/h-8', { as: countyStaff })).status).toBe(200);
  expect((await hub.ask('GET', '/v1/households/h-8', { as: townshipStaff })).status).toBe(404);
});

it('is logged when it is read', async () => {
  const hub = makeHub();
  await raise(hub, 1);
  await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  expect(await hub.stores.accessLog.of('h-1')).toMatchObject([{ action: 'household.read', who: 's-township' }]);
});
