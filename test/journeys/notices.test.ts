import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './hub.ts';
import { household, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Whom the hub tells what, and when: from the evening before the National Day holidays to the day a factor runs out. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-09-30T22:31' });
});
afterAll(() => hub?.stop());

const TOWNSHIP = '19900001005';
const COUNTY = '19900001002';
const PREFECTURE = '19900001001';
const PROVINCE = '19900001000';
const [ill, jobless, aided, silent] = [
  somebody({ name: '赵喆' }),
  somebody({ name: '马建国' }),
  somebody({ name: '王秀英' }),
  somebody({ name: '刘桂兰', phone: undefined }),
];

const family = (who: Somebody) => household([who], { time: '2026-09-30T09:00:00+08:00' });
const about = (who: Somebody, name: string, data: Record<string, unknown>) =>
  sample(name, { person: numberOf(who), data, time: '2026-09-30T17:00:00+08:00' });
const stay = (who: Somebody) => about(who, 'hospitalization', { admittedOn: '2026-09-10', dischargedOn: '2026-09-25' });
const illness = (who: Somebody) => about(who, 'chronic-disease', { certifiedOn: '2026-09-28', validUntil: undefined });
const grant = (who: Somebody) =>
  about(who, 'benefit-granted.emergency', { grantId: `G-${who.idNumber.slice(-6)}`, grantedOn: '2026-09-30' });
const to = (phone: string) => hub.messages().filter(({ phoneNumber }) => phoneNumber === `+86${phone}`);
const idOf = async (who: Somebody) => (await hub.person(who.idNumber))?.id ?? '';

describe('at night', () => {
  it('a red warning reaches the office at once, by one message', async () => {
    const disability = about(ill, 'disability', { certifiedOn: '2026-09-20' });
    await hub.take(...family(ill), stay(ill), illness(ill), disability);
    const warning = await hub.latest(ill.idNumber);
    expect(warning).toMatchObject({ level: 'red', score: 80 });
    expect(to(TOWNSHIP)).toMatchObject([{ message: expect.stringContaining(`编号${warning?.number}`) }]);
    expect(to(TOWNSHIP)[0]?.message).toMatch(/^【甘肃民政】.*红色/);
  });

  it('one below red waits for the morning’s digest', async () => {
    await hub.take(...family(jobless), stay(jobless), illness(jobless));
    expect(await hub.latest(jobless.idNumber)).toMatchObject({
      level: 'yellow',
      notices: [{ channel: 'digest', status: 'queued' }],
    });
    expect(to(TOWNSHIP)).toHaveLength(1);
  });

  it('a recipient is not woken: the message is held', async () => {
    await hub.take(...family(aided));
    await hub.take(grant(aided));
    expect(await hub.notices(await idOf(aided))).toMatchObject([{ kind: 'granted', status: 'held' }]);
    expect(to(aided.phone)).toEqual([]);
  });

  it('who has no mobile is owed a call with the very text', async () => {
    await hub.take(...family(silent));
    await hub.take(grant(silent));
    const [call, ...others] = await hub.callBacks(hub.as('hotline', '621121'));
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      kind: 'granted',
      status: 'open',
      place: '马营镇',
      text: '【甘肃民政】刘桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550123。',
      person: { maskedName: '刘**' },
    });
  });

  it('the call’s result becomes the notice’s', async () => {
    const hotline = hub.as('hotline', '621121');
    const [call] = await hub.callBacks(hotline);
    const missed = await hotline.post(`/v1/call-backs/${call?.id}/attempts`, { result: 'no-answer' });
    expect(missed).toMatchObject({ status: 200, body: { status: 'open', attempts: [{ result: 'no-answer' }] } });
    const reached = await hotline.post(`/v1/call-backs/${call?.id}/attempts`, { result: 'reached', note: '已告知' });
    expect(reached).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(await hub.notices(await idOf(silent))).toMatchObject([{ kind: 'granted', status: 'delivered' }]);
    expect(await hub.callBacks(hotline)).toEqual([]);
    expect(await hotline.post(`/v1/call-backs/${call?.id}/attempts`, { result: 'reached' })).toMatchObject({
      status: 409,
    });
  });
});

describe('on the morning of a holiday', () => {
  it('what was held goes out, and the office gets no digest', async () => {
    await hub.setTime('2026-10-01T08:32');
    await hub.fire('Sweep');
    expect(to(aided.phone)).toMatchObject([{ message: expect.stringContaining('共1200.00元') }]);
    expect(await hub.notices(await idOf(aided))).toMatchObject([{ status: 'sent' }]);
    expect(to(TOWNSHIP)).toHaveLength(1);
  });
});

describe('after the deadline of 48 hours', () => {
  it('the county is urged once, prefecture and province are reminded once', async () => {
    await hub.setTime('2026-10-03T09:02');
    await hub.fire('Sweep');
    await hub.fire('Sweep');
    const { number } = (await hub.latest(ill.idNumber)) ?? {};
    expect(to(COUNTY)).toMatchObject([{ message: expect.stringMatching(/^【甘肃民政】催办:马营镇1户红色预警/) }]);
    expect(to(COUNTY)[0]?.message).toContain(number);
    expect(to(PREFECTURE)).toMatchObject([{ message: expect.stringMatching(/^【甘肃民政】逾期提醒:/) }]);
    expect(to(PROVINCE)).toMatchObject([{ message: expect.stringMatching(/^【甘肃民政】逾期提醒:/) }]);
    expect(await hub.worklist(hub.as('county', '621121'), '&overdue=true')).toMatchObject([
      { level: 'red', overdue: true },
    ]);
  });
});

describe('on the first working morning', () => {
  it('the office gets one digest of what is open', async () => {
    await hub.setTime('2026-10-08T08:32');
    await hub.fire('Sweep');
    const digest = to(TOWNSHIP).filter(({ message }) => message.includes('早上好'));
    expect(digest.map(({ message }) => message)).toEqual([
      '【甘肃民政】马营镇早上好:在办红1、黄1户,其中明天到期0户、超期1户。请先看红色,登录系统查看。',
    ]);
    const [notice] = (await hub.latest(jobless.idNumber))?.notices ?? [];
    expect(notice).toMatchObject({ channel: 'digest', status: 'sent' });
  });
});

describe('when a factor runs out', () => {
  it('the sweep scores the household anew, though nothing new has come', async () => {
    const before = await hub.latest(jobless.idNumber);
    expect(before).toMatchObject({ score: 50, currentLevel: 'yellow' });
    const until = before?.factors.find(({ indicator }) => indicator === 'hospitalised')?.until ?? '';
    expect(until).toBe('2026-12-25T00:00:00+08:00');
    await hub.setTime('2026-12-25T09:02');
    await hub.fire('Sweep');
    const after = await hub.latest(jobless.idNumber);
    expect(after).toMatchObject({ score: 30, level: 'yellow', peakLevel: 'yellow', currentLevel: 'blue' });
    expect(after?.factors.map(({ indicator }) => indicator)).toEqual(['illness']);
    expect(after?.id).toBe(before?.id);
  });
});
