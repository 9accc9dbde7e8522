import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CloudEvent, type Journey, startJourney } from './hub.ts';
import { household, inProvince, type Somebody, somebody } from './samples.ts';

/** Jingdezhen's published process: whoever takes the call owns it; from the call to a visit, a referral, its feedback and the call back. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01', province: { name: 'jiangxi', division: '3602' } });
});
afterAll(() => hub?.stop());

const VILLAGE = '360222104201';
const here = (event: CloudEvent) => inProvince('jiangxi', event);
const family = (key: string, ...members: readonly Somebody[]) =>
  household(members, { village: VILLAGE })
    .map(here)
    .map((event) => ({ ...event, data: { ...event.data, categories: [{ key, from: '2026-01-01' }] } }));
const hotline = () => hub.as('hotline', '360222');
const township = () => hub.as('township', '360222104');
const medical = () => hub.as('department', '3602', 'medical-insurance');
const [ill, uncovered] = [somebody({ name: '江水根' }), somebody({ name: '余金枝' })];

const entry = z.looseObject({ id: z.string(), version: z.int() });
const entries = z.looseObject({ items: z.array(entry) });
const order = z.looseObject({ ...entry.shape, number: z.string(), status: z.string(), openActs: z.array(z.string()) });
let call: z.output<typeof order> | undefined;
/** One act on the order of this journey, by whoever does it. */
async function act(staff: ReturnType<typeof hotline>, name: string, body: Record<string, unknown> = {}) {
  const answer = await staff.post(`/v1/calls/${call?.id}/${name}`, { ...body, version: call?.version });
  expect(answer).toMatchObject({ status: 200 });
  call = order.parse(answer.body);
  return call;
}

describe('a call about hardship', () => {
  it('is taken once, however often the line drops, and becomes a warning of the household', async () => {
    await hub.take(...family('other', ill));
    const told = {
      kind: 'help',
      need: 'medical',
      text: '父亲住院,后面的钱凑不齐',
      caller: { phone: ill.phone, relation: 'family' },
      about: { idNumber: ill.idNumber },
      outsideNumber: '12345-20261120-0031',
    };
    const key = { 'idempotency-key': 'call-1' };
    const first = await hotline().post('/v1/calls', told, key);
    const again = await hotline().post('/v1/calls', told, key);
    expect(first.status).toBe(201);
    call = order.parse(first.body);
    expect(again.body).toMatchObject({ id: call.id, number: call.number });
    await hub.drained();
    expect(await hub.latest(ill.idNumber)).toMatchObject({
      level: 'blue',
      status: 'raised',
      division: '360222104',
      factors: [{ indicator: 'self-report' }],
    });
  });

  it('is dispatched to the township and signed for; what is not open is refused by name', async () => {
    await act(hotline(), 'dispatch', { owner: 'township-360222104' });
    const early = await hotline().post(`/v1/calls/${call?.id}/call-back`, {
      result: 'reached',
      satisfaction: 'satisfied',
      version: call?.version,
    });
    expect(early).toMatchObject({ status: 409, body: { openActs: expect.arrayContaining(['extend']) } });
    expect(await act(township(), 'sign')).toMatchObject({ status: 'signed' });
  });

  it('is visited; what the township cannot do goes to the medical insurance, which answers', async () => {
    await hub.setTime('2026-11-23T15:31');
    const { id, version } = (await hub.latest(ill.idNumber)) ?? {};
    const visited = await township().post(`/v1/warnings/${id}/visit`, {
      visitedAt: '2026-11-23T15:00:00+08:00',
      met: 'self',
      findings: '住院费差三万元',
      needs: ['medical'],
      version,
    });
    expect(visited.status).toBe(200);
    const referred = await township().post(`/v1/warnings/${id}/refer`, {
      department: 'medical-insurance',
      matter: '医疗救助',
      version: entry.parse(visited.body).version,
    });
    expect(referred).toMatchObject({ status: 200, body: { referral: { status: 'sent' } } });
    const [referral] = entries.parse((await medical().get('/v1/referrals')).body).items;
    const signed = await medical().post(`/v1/referrals/${referral?.id}/sign`, { version: referral?.version });
    expect(signed).toMatchObject({ status: 200, body: { status: 'signed' } });
    const answered = await medical().post(`/v1/referrals/${referral?.id}/feedback`, {
      result: 'aided',
      programmes: ['医疗救助'],
      version: entry.parse(signed.body).version,
    });
    expect(answered).toMatchObject({ status: 200, body: { status: 'answered' } });
    const now = await hub.latest(ill.idNumber);
    expect(now).toMatchObject({ referred: true, referrals: [{ status: 'answered', feedback: { result: 'aided' } }] });
    const resolved = await township().post(`/v1/warnings/${id}/resolve`, {
      outcome: 'referred',
      version: now?.version,
    });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved' } });
  });

  it('is answered and closed; the caller is called back, is not satisfied, and it is done again', async () => {
    await act(township(), 'reply', { text: '已帮助申请医疗救助' });
    await act(hotline(), 'close');
    await act(hotline(), 'call-back', { result: 'reached', satisfaction: 'not', note: '钱还没到账' });
    expect(call).toMatchObject({ status: 'unsatisfied' });
    await act(hotline(), 'redo', { reason: '请核实到账时间' });
    await act(township(), 'sign');
    await act(township(), 'reply', { text: '11月25日到账,已当面告知' });
    await act(hotline(), 'close');
    expect(await act(hotline(), 'call-back', { result: 'reached', satisfaction: 'satisfied' })).toMatchObject({
      status: 'finished',
      openActs: [],
    });
  });
});

describe('a call that nobody works', () => {
  it('is urged the day after it was due', async () => {
    const created = await hotline().post('/v1/calls', {
      kind: 'consult',
      text: '低保怎么申请',
      division: '360222104',
    });
    expect(created.status).toBe(201);
    await hub.setTime('2026-11-25T09:31');
    await hub.fire('UrgeTasks');
    await hub.setTime('2026-11-25T09:42');
    await hub.fire('Sweep');
    const { number } = order.parse(created.body);
    const urged = hub.messages().filter(({ message }) => message.includes('催办') && message.includes(number));
    expect(urged).not.toEqual([]);
  });
});

it('somebody once poor, whom no benefit covers, is found by comparing the rosters', async () => {
  await hub.take(...family('tuopin', uncovered));
  expect(await hub.latest(uncovered.idNumber)).toMatchObject({
    level: 'yellow',
    factors: [{ indicator: 'uncovered' }],
  });
});
