import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CloudEvent, type Journey, startJourney } from './hub.ts';
import { household, inProvince, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Zhejiang's published process: one large expense warns the township; several matters are handled as one; regular visits; the statement of happiness. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01', province: { name: 'zhejiang', division: '33' } });
});
afterAll(() => hub?.stop());

const VILLAGE = '330727001201';
const here = (event: CloudEvent) => inProvince('zhejiang', event);
const about = (who: Somebody, name: string, data: Record<string, unknown> = {}) =>
  here(sample(name, { person: numberOf(who), data, time: '2026-11-20T09:00:00+08:00' }));
const family = (categories: readonly unknown[], ...members: readonly Somebody[]) =>
  household(members, { village: VILLAGE })
    .map(here)
    .map((event) => ({ ...event, data: { ...event.data, categories } }));
const bill = (yuan: number, id: string) => ({
  settlementId: id,
  totalAmount: yuan + 30_000,
  fundPaid: 30_000,
  personalBurden: yuan,
});
const township = () => hub.as('township', '330727001');
const medical = () => hub.as('department', '33', 'medical-insurance');
const [father, mother, alone] = [somebody({ name: '陈阿根' }), somebody({ name: '吴彩娟' }), somebody()];
const referralPage = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), version: z.int(), matter: z.string(), status: z.string() })),
});
const referrals = async (staff = medical()) => referralPage.parse((await staff.get('/v1/referrals')).body).items;

describe('a large medical expense', () => {
  it('below the line warns nobody; with what the rest of the family paid it does', async () => {
    await hub.take(...family([], father, mother), about(father, 'medical-expense', bill(15_000, 'ZJ-1')));
    expect(await hub.warnings(father.idNumber)).toEqual([]);
    await hub.take(about(mother, 'medical-expense', bill(5000, 'ZJ-2')));
    expect(await hub.latest(mother.idNumber)).toMatchObject({
      level: 'alert',
      division: '330727001',
      factors: [{ indicator: 'large-medical', text: expect.stringContaining('20000.00元') }],
    });
  });

  it('is verified at the door; what the family needs goes to the departments in one go', async () => {
    const warning = await hub.latest(father.idNumber);
    const finished = await township().post(`/v1/warnings/${warning?.id}/finish`, {
      visitedAt: '2026-11-19T16:50:00+08:00',
      met: 'self',
      findings: '夫妻都病了,住院费还差一截',
      needs: ['medical', 'employment'],
      outcome: 'applying',
      version: warning?.version,
    });
    expect(finished).toMatchObject({ status: 422, body: { errors: [{ path: 'visitedAt' }] } });
    await hub.setTime('2026-11-20T15:31');
    const again = await township().post(`/v1/warnings/${warning?.id}/finish`, {
      visitedAt: '2026-11-20T15:10:00+08:00',
      met: 'self',
      findings: '夫妻都病了,住院费还差一截',
      needs: ['medical', 'employment'],
      outcome: 'applying',
      version: warning?.version,
    });
    expect(again).toMatchObject({ status: 200, body: { status: 'resolved' } });
    expect(await hub.latest(father.idNumber)).toMatchObject({ joint: { opened: 2, answered: 0, open: 2 } });
  });

  it('a department sees its own referral, signs for it and answers; the warning shows what came of it', async () => {
    const [referral, ...others] = await referrals();
    expect(others).toEqual([]);
    expect(referral).toMatchObject({ matter: '医疗救助', status: 'sent' });
    const signed = await medical().post(`/v1/referrals/${referral?.id}/sign`, { version: referral?.version });
    expect(signed).toMatchObject({ status: 200, body: { status: 'signed' } });
    const answered = await medical().post(`/v1/referrals/${referral?.id}/feedback`, {
      result: 'aided',
      programmes: ['医疗救助'],
      version: (referral?.version ?? 0) + 1,
    });
    expect(answered).toMatchObject({ status: 200, body: { status: 'answered' } });
    expect(await referrals()).toEqual([]);
    expect(await hub.latest(father.idNumber)).toMatchObject({ joint: { opened: 2, answered: 1, open: 1 } });
    expect((await hub.file(father.idNumber)).timeline.filter(({ text }) => text.includes('医疗救助'))).not.toEqual([]);
  });

  it('a referral that nobody answers is urged', async () => {
    const employment = hub.as('department', '33', 'human-resources');
    expect(await referrals(employment)).toMatchObject([{ matter: '就业救助', status: 'sent' }]);
    await hub.setTime('2026-12-07T09:31');
    await hub.fire('UrgeTasks');
    await hub.setTime('2026-12-07T09:42');
    await hub.fire('Sweep');
    expect(await referrals(employment)).toMatchObject([{ matter: '就业救助', overdue: true }]);
    expect(hub.messages().filter(({ message }) => message.includes('转办'))).not.toEqual([]);
  });
});

describe('the regular visit', () => {
  it('is planned for whoever lives alone on the special list, and done', async () => {
    await hub.take(...family([{ key: 'tekun', from: '2025-01-01' }], alone));
    await hub.fire('PlanVisits');
    const page = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), version: z.int() })) });
    const [visit] = page.parse((await township().get('/v1/planned-visits')).body).items;
    expect(visit).toMatchObject({ watch: '特困人员探访', from: '2026-12-01', to: '2026-12-31' });
    const done = await township().post(`/v1/planned-visits/${visit?.id}/done`, {
      visitedAt: '2026-12-07T09:10:00+08:00',
      met: 'self',
      services: ['meals'],
      version: visit?.version,
    });
    expect(done).toMatchObject({ status: 200, body: { status: 'done' } });
  });

  it('finds that somebody should cook: a station of the same county offers to, and does', async () => {
    const county = hub.as('county', '330727');
    const offer = await county.post('/v1/offers', {
      kind: 'meals',
      organisation: '安文街道老年食堂',
      contact: '0579-5550166',
      where: ['330727'],
      capacity: { households: 1, per: 'month' },
      until: '2027-06-30',
    });
    expect(offer.status).toBe(201);
    const entry = z.looseObject({ id: z.string(), version: z.int() });
    const list = z.looseObject({ items: z.array(entry) });
    const [need] = list.parse((await township().get('/v1/needs')).body).items;
    const matches = list.parse((await township().get(`/v1/needs/${need?.id}/matches`)).body).items;
    expect(matches).toHaveLength(1);
    const matched = await township().post(`/v1/needs/${need?.id}/match`, {
      offer: entry.parse(offer.body).id,
      version: need?.version,
    });
    expect(matched).toMatchObject({ status: 200, body: { status: 'matched' } });
  });
});

it('the quarter’s statement of happiness is told to the family', async () => {
  const grant = { grantId: 'ZJ-G1', grantedOn: '2026-12-07', programme: '医疗救助', status: 'paid' };
  await hub.take(about(father, 'benefit-granted.emergency', grant));
  await hub.setTime('2027-01-04T09:41');
  await hub.fire('IssueStatements');
  await hub.setTime('2027-01-04T09:52');
  await hub.fire('Sweep');
  const told = hub.messages().filter(({ message }) => message.includes('幸福清单'));
  expect(told).toMatchObject([{ phoneNumber: `+86${father.phone}` }]);
});
