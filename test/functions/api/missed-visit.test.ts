import { describe, expect, it } from 'vitest';
import { noticeText } from '../../../domain/notice-text.ts';
import type { Province } from '../../../domain/province.ts';
import { NOW } from '../../factories.ts';
import { gansu, MAYING, makeHub, makeRecord, onRoster, stayIn, townshipStaff } from './hub.ts';

const IN_VAIN = { visitedAt: '2026-11-05T09:30:00+08:00', met: 'nobody', findings: '锁着门', needs: [] } as const;

async function raised(province?: Province, known: Parameters<typeof makeRecord>[2] = {}) {
  const hub = makeHub(province);
  const record = makeRecord(1, MAYING, known);
  await hub.settle(record, [onRoster(record.id), stayIn(record.id)], 'h-1');
  await hub.assess('h-1');
  const visit = (body: object, headers = {}) =>
    hub.ask('POST', '/v1/warnings/h-1.1/visit', { as: townshipStaff, body: { ...IN_VAIN, ...body }, headers });
  const missed = async () => (await hub.stores.notices.of('h-1')).filter(({ kind }) => kind === 'missed');
  return { hub, visit, missed };
}

describe('after a visit that met nobody', () => {
  it('whoever stands for the household is written to, in words that say no more than a note on the door', async () => {
    const { visit, missed } = await raised();
    expect((await visit({ version: 1 })).status).toBe(200);
    const [notice, ...more] = await missed();
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ channel: 'sms', audience: { to: 'person', person: 'p-1' }, warning: 'h-1.1' });
    expect(notice && noticeText(notice, gansu.profile)).toEqual({
      ok: true,
      value:
        '【甘肃民政】李桂兰您好,马营镇民政办的同志11月5日到您家没遇到人。方便时请打0932-5550123,或让家里人、村干部说一声。',
    });
  });

  it('once a day, however often it is told', async () => {
    const { visit, missed } = await raised();
    const key = { 'idempotency-key': 'visit-1' };
    await visit({ version: 1 }, key);
    await visit({ version: 1 }, key);
    await visit({ version: 2, visitedAt: '2026-11-05T10:00:00+08:00' });
    expect(await missed()).toHaveLength(1);
  });

  it('is called where there is no mobile', async () => {
    const { visit, missed } = await raised(gansu, { phone: { value: '0932-5551234', at: NOW } });
    await visit({ version: 1 });
    expect(await missed()).toMatchObject([{ channel: 'call-back' }]);
  });

  it.each([
    ['somebody was met', 'neighbour', 0],
    ['it was written down days later', 'nobody', 4],
  ])('nobody hears of it where %s', async (_, met, daysLater) => {
    const { hub, visit, missed } = await raised();
    hub.clock.at += daysLater * 86_400_000;
    expect((await visit({ version: 1, met })).status).toBe(200);
    expect(await missed()).toEqual([]);
  });

  it('nobody hears of it where the province says so', async () => {
    const silent = { ...gansu.profile, notices: { ...gansu.profile.notices, toRecipients: [] } };
    const { visit, missed } = await raised({ ...gansu, profile: silent });
    await visit({ version: 1 });
    expect(await missed()).toEqual([]);
  });

  it('the dead are not written to', async () => {
    const { hub, visit, missed } = await raised();
    const before = makeRecord(1, MAYING);
    await hub.stores.people.update({ ...before, version: 2, diedOn: '2026-11-04' }, before);
    await visit({ version: 1 });
    expect(await missed()).toEqual([]);
  });
});
