import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Referral } from '../../../domain/referral.ts';
import { warningCase } from '../../../functions/api/audit-answers.ts';
import { signal } from '../../domain/signals.ts';
import { NOW } from '../../factories.ts';
import { MAYING, makeHub, raise, TONGAN, townshipStaff } from './hub.ts';

const auditor = { role: 'auditor', division: '62', sub: 'zhao' } as const;
const admin = { role: 'admin', division: '62', sub: 'qian' } as const;
const HOUR = 3_600_000;
const VISIT = {
  met: 'family',
  findings: '房屋漏雨',
  needs: ['housing'],
  visitedAt: new Date(NOW + HOUR / 2).toISOString(),
};

/** A warning that was looked at, visited, resolved, and followed by aid. */
async function worked() {
  const hub = makeHub();
  const id = await raise(hub, 1);
  await hub.ask('GET', `/v1/warnings/${id}`, { as: { ...townshipStaff, sub: 'wang' } });
  hub.clock.at += HOUR;
  await hub.ask('POST', `/v1/warnings/${id}/finish`, {
    as: { ...townshipStaff, sub: 'wang' },
    body: { ...VISIT, outcome: 'aided', programmes: ['临时救助'], version: 1 },
  });
  hub.clock.at += HOUR;
  const grant = signal(
    'benefit-granted',
    {
      on: '2026-11-06',
      grant: 'g-1',
      household: false,
      programme: '临时救助',
      aidType: 'emergency',
      amount: 120_000,
      status: 'paid',
      reimbursement: false,
    },
    { person: 'p-1', department: 'civil-affairs', storedAt: hub.clock.at },
  );
  await hub.stores.signals.record([{ signal: grant, township: MAYING }]);
  return { hub, id };
}

const read = (body: unknown) => warningCase.parse(body);

describe('the case of a warning', () => {
  it('tells the whole course in order: what was reported, scored, told, visited, given, and who looked', async () => {
    const { hub, id } = await worked();
    const { status, body } = await hub.ask('GET', `/v1/warnings/${id}/case`, { as: auditor });
    expect(status).toBe(200);
    const told = read(body);
    expect(told).toMatchObject({
      unmasked: false,
      levelName: '蓝色',
      status: 'resolved',
      place: '甘肃省定西市通渭县马营镇',
      name: '李**',
      outcome: '已给予救助',
      rules: [hub.ports.province.version],
      people: [{ id: 'p-1', name: '李**' }],
      factors: [{ indicator: 'hospitalised', points: 20, person: { name: '李**' }, sources: ['卫健'] }],
      deadlines: [{ name: '入户期限', at: '2026-11-18T00:00:00+08:00' }, { name: '反馈期限' }],
    });
    expect(told.timeline.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'event 收到卫健报送:住院(2026-11-02),李**',
      expect.stringMatching(/^change 第1版:发出预警$/),
      expect.stringMatching(/^notice 每日汇总通知.+:新预警,蓝色$/),
      'look 查看预警(township 621121101)',
      'visit 入户走访,见到:家人',
      expect.stringMatching(/^change 第\d版:办结,已给予救助$/),
      'look 登记走访并办结(township 621121101)',
      'aid 救助:临时救助1200.00元,已发放(2026-11-06),李**',
      'look 查看预警全过程(auditor 62)',
    ]);
    const [, change, notice] = told.timeline;
    expect(told.timeline.find(({ text }) => text.includes('办结'))?.details).toContain('项目:临时救助');
    expect(change?.details).toEqual([
      `蓝色,20分,规则 ${hub.ports.province.version}`,
      '李** 患病住院(2026年11月2日) 20分(卫健)',
    ]);
    expect(notice?.details[0]).toMatch(/^原文:/);
    expect(JSON.stringify(told)).not.toContain('李桂兰');
  });

  it('is found by its number, and not outside the area', async () => {
    const { hub, id } = await worked();
    const { body } = await hub.ask('GET', `/v1/warnings/${id}/case`, { as: auditor });
    const { number } = read(body);
    expect((await hub.ask('GET', `/v1/warnings/${number}/case`, { as: auditor })).status).toBe(200);
    const elsewhere = { ...auditor, division: '621122' };
    expect((await hub.ask('GET', `/v1/warnings/${number}/case`, { as: elsewhere })).status).toBe(404);
    expect((await hub.ask('GET', '/v1/warnings/W2611-00000000/case', { as: auditor })).status).toBe(404);
  });

  it('recounts the reasons of earlier versions, and says so where it cannot', async () => {
    const hub = makeHub();
    const id = await raise(hub, 1);
    hub.clock.at += HOUR;
    const jobless = signal('unemployment', { on: '2026-11-03' }, { person: 'p-1', storedAt: hub.clock.at });
    await hub.stores.signals.record([{ signal: jobless, township: MAYING }]);
    await hub.assess('h-1');
    const versions = async () => {
      const { body } = await hub.ask('GET', `/v1/warnings/${id}/case`, { as: auditor });
      return read(body).timeline.filter(({ kind }) => kind === 'change');
    };
    const [raisedFirst, higher] = await versions();
    expect(raisedFirst?.details.slice(1)).toEqual(['李** 患病住院(2026年11月2日) 20分(卫健)']);
    expect(higher?.text).toBe('第2版:预警升级');
    expect(higher?.details).toHaveLength(3);
    // A signal that was there from the beginning, and that the warning of then knew nothing of.
    const late = signal(
      'disability',
      { on: '2026-11-01', disability: 4, grade: 1, status: 'valid' },
      { person: 'p-1', storedAt: NOW - 1 },
    );
    await hub.stores.signals.record([{ signal: late, township: MAYING }]);
    const [again] = await versions();
    expect(again?.details[1]).toBe('当时的分项已不能重算(规则或资料后来有变)');
  });

  it('shows a referral step by step', async () => {
    const { hub, id } = await worked();
    const referral: Referral = {
      id: 'r-1',
      version: 1,
      open: true,
      dueAt: NOW + 24 * HOUR,
      area: MAYING,
      subject: 'h-1',
      number: 'Z2611-00000001',
      department: 'human-resources',
      matter: '帮助找工作',
      status: 'signed',
      warning: id,
      warningNumber: 'W2611-00000001',
      joint: false,
      workdays: 5,
      why: '5个工作日',
      provisional: false,
      sentAt: NOW,
      binding: false,
      steps: [
        { act: 'refer', at: NOW + 3 * HOUR, by: 'wang', version: 1 },
        { act: 'sign', at: NOW + 4 * HOUR, by: 'key:k-1', version: 2 },
      ],
      reminded: [],
    };
    await hub.stores.referrals.put(referral);
    hub.clock.at = NOW + 5 * HOUR;
    const { body } = await hub.ask('GET', `/v1/warnings/${id}/case`, { as: auditor });
    expect(read(body).timeline.filter(({ kind }) => kind === 'referral')).toMatchObject([
      { by: 'wang', text: '转办 Z2611-00000001:人社,帮助找工作', details: ['5个工作日'] },
      { by: 'key:k-1', text: '签收 Z2611-00000001:人社,帮助找工作' },
    ]);
  });

  it('shows names, numbers and words for a purpose only, and that is logged with it', async () => {
    const { hub, id } = await worked();
    const refused = await hub.ask('POST', `/v1/warnings/${id}/case`, { as: admin, body: {} });
    expect(refused.status).toBe(422);
    const { body } = await hub.ask('POST', `/v1/warnings/${id}/case`, {
      as: admin,
      body: { purpose: 'complaint', note: '信访件' },
    });
    const told = read(body);
    expect(told).toMatchObject({ unmasked: true, name: '李桂兰' });
    expect(told.people[0]).toMatchObject({ name: '李桂兰', idNumber: expect.stringMatching(/^621121/) });
    const log = await hub.stores.accessLog.of('h-1');
    expect(log.at(-1)).toMatchObject({
      who: 'qian',
      action: 'case.unmask',
      purpose: 'complaint',
      note: '信访件',
      fields: ['name', 'idNumber', 'phone', 'text'],
    });
  });
});

const answer = z.looseObject({
  subject: z.string(),
  at: z.string(),
  conclusion: z.looseObject({ code: z.string(), text: z.string() }),
  members: z.array(z.looseObject({ signals: z.array(z.looseObject({ text: z.string(), department: z.string() })) })),
});

describe('an explanation', () => {
  it('is of the household, whichever of its ids is given, and is logged', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    for (const id of ['p-1', 'h-1']) {
      const { status, body } = await hub.ask('GET', `/v1/people/${id}/explanation`, { as: auditor });
      expect(status).toBe(200);
      expect(answer.parse(body)).toMatchObject({
        subject: 'h-1',
        conclusion: { code: 'open' },
        members: [
          {
            id: 'p-1',
            name: '李**',
            onRoster: true,
            signals: [{ text: '名册登记' }, { text: '住院', department: '卫健' }],
          },
        ],
      });
    }
    const log = await hub.stores.accessLog.of('h-1');
    expect(log.map(({ action, purpose }) => [action, purpose])).toEqual(Array(2).fill(['explanation.read', 'audit']));
  });

  it('tells what stood on an earlier day, before a signal came and before another was retracted', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    const told = async (query = '') =>
      answer.parse((await hub.ask('GET', '/v1/people/h-1/explanation', { as: auditor, query })).body);
    const before = await told('at=2026-11-01');
    expect(before.at).toBe('2026-11-01T23:59:59+08:00');
    expect(before.conclusion.code).toBe('nothing-counts');
    const [held] =
      (await hub.stores.signals.of(['p-1'])).get('p-1')?.filter(({ kind }) => kind === 'hospitalization') ?? [];
    if (!held) throw new Error('no stay');
    hub.clock.at += 3 * 24 * HOUR;
    await hub.stores.signals.bury({ target: held.eventKey, by: 'r', at: hub.clock.at, reason: '报错了' });
    await hub.stores.signals.markRetracted(held);
    expect((await told()).members[0]?.signals.at(-1)).toMatchObject({ verdicts: [{ code: 'retracted' }] });
    expect((await told('at=2026-11-06')).members[0]?.signals.at(-1)).toMatchObject({ verdicts: [{ code: 'counts' }] });
  });

  it.each([
    ['/v1/people/p-404/explanation', '', 404],
    ['/v1/people/h-3/explanation', '', 404],
    ['/v1/people/x-1/explanation', '', 404],
    ['/v1/people/h-1/explanation', 'at=yesterday', 400],
  ])('%s?%s is %i for an auditor of the county', async (path, query, status) => {
    const hub = makeHub();
    await raise(hub, 1);
    await raise(hub, 3, TONGAN);
    expect((await hub.ask('GET', path, { as: { ...auditor, division: '621121' }, query })).status).toBe(status);
  });
});
