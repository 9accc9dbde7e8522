import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../../domain/shanghai-time.ts';
import { compileProvince } from '../../../lib/province.ts';
import { NOW } from '../../factories.ts';
import { agent, gansu, type Hub, makeHub, raise, townshipStaff } from './hub.ts';

const ONE = '/v1/warnings/h-1.1';
const order = { department: 'medical-insurance', matter: '医疗救助', note: '住院负担重' };
const visit = { visitedAt: offsetDateTime(NOW), met: 'self', findings: '住院', needs: ['medical'] };
let hub: Hub;

beforeEach(async () => {
  hub = makeHub();
  await raise(hub, 1);
});

const act = (name: string, body: object, headers = {}) =>
  hub.ask('POST', `${ONE}/${name}`, { as: townshipStaff, body, headers });
const view = async () => (await hub.ask('GET', ONE, { as: townshipStaff })).body;
const sent = () => hub.ports.referrals.of('h-1');

describe('referring', () => {
  it('sends the matter to the department’s list with its deadline, and flags the warning', async () => {
    await act('visit', { ...visit, version: 1 });
    const { status, body } = await act('refer', { ...order, version: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'visited',
      version: 3,
      referral: {
        number: expect.stringMatching(/^Z2611-\d{8}$/),
        department: '医保',
        dueAt: '2026-11-13T00:00:00+08:00',
      },
    });
    expect(await sent()).toMatchObject([
      { desk: 'medical-insurance.621121', person: 'p-1', note: '住院负担重', warning: 'h-1.1', joint: false },
    ]);
    expect(await view()).toMatchObject({
      referred: true,
      joint: { opened: 1, answered: 0, open: 1 },
      referrals: [{ statusName: '待签收', overdue: false }],
      history: expect.arrayContaining([expect.objectContaining({ change: 'referred', detail: '转医保:医疗救助' })]),
    });
  });

  it('asked again for the same sends nothing more, with the key or without', async () => {
    await act('visit', { ...visit, version: 1 });
    const headers = { 'idempotency-key': 'k-1' };
    const first = await act('refer', { ...order, version: 2 }, headers);
    const again = await act('refer', { ...order, version: 2 }, headers);
    const bare = await act('refer', { ...order, version: 2 });
    for (const { body } of [again, bare]) expect(body.referral).toEqual(first.body.referral);
    expect((await view()).version).toBe(3);
    expect((await act('refer', { ...order, note: '别的', version: 2 }, headers)).status).toBe(409);
    expect(await sent()).toHaveLength(1);
  });

  it('that was cut short after the act is made up for', async () => {
    await act('visit', { ...visit, version: 1 });
    const { put } = hub.ports.referrals;
    hub.ports.referrals.put = () => Promise.reject(new Error('killed'));
    expect((await act('refer', { ...order, version: 2 })).status).toBe(500);
    hub.ports.referrals.put = put;
    expect((await act('refer', { ...order, version: 2 })).status).toBe(200);
    expect(await sent()).toHaveLength(1);
  });

  it('is open after a visit, and of what is over where that was its outcome', async () => {
    expect((await act('refer', { ...order, version: 1 })).body).toMatchObject({ status: 409 });
    await act('finish', { ...visit, outcome: 'referred', version: 1 });
    expect((await act('refer', { ...order, version: 2 })).body).toMatchObject({ status: 'resolved' });
  });

  it('is not open of what ended otherwise', async () => {
    await act('finish', { ...visit, outcome: 'aided', version: 1 });
    expect((await act('refer', { ...order, version: 2 })).status).toBe(409);
  });

  it.each([
    [{ department: 'nobody' }, 'department'],
    [{ matter: '' }, 'matter'],
    [{ dueInWorkdays: 0 }, 'dueInWorkdays'],
  ])('names what is wrong with %j', async (wrong, path) => {
    await act('visit', { ...visit, version: 1 });
    expect(await act('refer', { ...order, ...wrong, version: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });

  it('tells the department’s system', async () => {
    await hub.stores.access.putWebhook({
      department: 'medical-insurance',
      area: '62',
      url: 'https://jz.example.gov.cn',
      secrets: [],
      status: 'live',
      changedAt: NOW,
    });
    await act('visit', { ...visit, version: 1 });
    const { body } = await act('refer', { ...order, version: 2 });
    const { items } = await hub.stores.deliveries.openIn('000000000');
    expect(items).toMatchObject([{ event: { type: 'referral.sent', referral: body.referral.number } }]);
  });
});

describe('a finished visit', () => {
  beforeEach(() => {
    const { matters } = compileProvince('zhejiang').province.profile;
    hub.ports.province = { ...gansu, profile: { ...gansu.profile, ...(matters && { matters }) } };
  });
  const finish = (outcome: string, needs = ['medical', 'employment'], headers = {}) =>
    act('finish', { ...visit, needs, outcome, version: 1 }, headers);

  it('opens the referrals that its findings call for, once, and shows how far they have come', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    for (const _ of [1, 2]) expect((await finish('aided', undefined, headers)).status).toBe(200);
    expect((await sent()).map(({ matter, joint }) => [matter, joint]).sort()).toEqual([
      ['医疗救助', true],
      ['就业救助', true],
    ]);
    expect(await view()).toMatchObject({ referred: true, joint: { opened: 2, answered: 0, open: 2 } });
  });

  it('opens them as well where visit and outcome are filed apart', async () => {
    await act('visit', { ...visit, version: 1 });
    expect(await sent()).toEqual([]);
    await act('resolve', { outcome: 'applying', version: 2 });
    expect(await sent()).toMatchObject([{ matter: '医疗救助' }]);
  });

  it.each(['declined', 'deceased', 'false-alarm'])('opens none where the outcome is %s', async (outcome) => {
    await finish(outcome);
    expect(await sent()).toEqual([]);
  });

  it('is filed even where they cannot be opened, and makes up for it when it is sent again', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const { put } = hub.ports.referrals;
    hub.ports.referrals.put = () => Promise.reject(new Error('away'));
    expect((await finish('aided', undefined, headers)).body).toMatchObject({ status: 'resolved' });
    hub.ports.referrals.put = put;
    await finish('aided', undefined, headers);
    expect(await sent()).toHaveLength(2);
  });
});

it('stands in the household’s time line with its answer, and its matter is no business of the hotline', async () => {
  await act('visit', { ...visit, version: 1 });
  await act('refer', { ...order, version: 2 });
  const [referral] = await sent();
  if (!referral) throw new Error('nothing was sent');
  const at = hub.clock.now() + 86_400_000;
  const steps = [...referral.steps, { act: 'feedback' as const, at, by: 'key:1', version: 2 }];
  const feedback = { result: 'aided' as const, programmes: ['医疗救助'], at, by: 'key:1' };
  await hub.stores.referrals.put({ ...referral, version: 2, status: 'answered', open: false, steps, feedback });
  const { body } = await hub.ask('GET', '/v1/households/h-1', { as: townshipStaff });
  const told = body.timeline.filter(({ kind }: { kind: string }) => kind === 'referral');
  expect(told).toMatchObject([
    { on: dayOf(NOW), text: `转医保:医疗救助 ${referral.number}` },
    { on: addDays(dayOf(NOW), 1), text: `医保反馈:已给予帮扶,医疗救助 ${referral.number}` },
  ]);
  const seen = await hub.ask('GET', ONE, { as: agent });
  expect(seen.body).toMatchObject({ referrals: [], joint: { opened: 1, answered: 1, open: 0 } });
});
