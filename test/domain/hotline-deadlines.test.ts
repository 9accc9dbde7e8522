import { describe, expect, it } from 'vitest';
import { actOn, wakened } from '../../domain/hotline-acts.ts';
import { callLimits } from '../../domain/hotline-deadlines.ts';
import { endOf } from '../../domain/shanghai-day.ts';
import { NOW } from '../factories.ts';
import { close, dispatch, jiangxi, makeOrder, reply, sign, worked } from '../hotline.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const extend = (workdays: number) => ({ act: 'extend', workdays, reason: '等鉴定', approver: '张局长' }) as const;
const pause = { act: 'pause', reason: '本人外出' } as const;
const resume = { act: 'resume' } as const;

describe('a deadline', () => {
  it('is one workday for handing over, five for finishing, one for the call-back, each with its why', () => {
    const order = makeOrder();
    expect(order.deadline).toMatchObject({
      of: 'dispatch',
      at: endOf('2026-11-06'),
      why: '受理后11月5日当天不算,第1个工作日是11月6日,到24时',
    });
    const dispatched = worked(order, dispatch);
    expect(dispatched.deadline).toMatchObject({
      of: 'finish',
      at: endOf('2026-11-12'),
      why: '派出后11月5日当天不算,第5个工作日是11月12日,到24时;其间周末2天不算',
    });
    expect(worked(dispatched, sign).deadline).toEqual(dispatched.deadline);
    expect(worked(dispatched, sign, reply, close).deadline).toMatchObject({ of: 'call-back', at: endOf('2026-11-06') });
  });

  it('of somebody in danger is an hour, night or not', () => {
    expect(makeOrder({ urgency: 'emergency' }).dueAt).toBe(NOW + HOUR);
  });

  it('has usual limits where the profile is silent', () => {
    const { calls: _calls, ...profile } = jiangxi.profile;
    expect(callLimits({ profile })).toEqual({
      dispatch: { amount: 1, unit: 'workdays' },
      finish: { amount: 5, unit: 'workdays' },
      extension: { amount: 10, unit: 'workdays' },
    });
  });

  it('crosses a holiday and a make-up day', () => {
    // Wednesday, 30 September 2026; 国庆 to 7 October, and Saturday the 10th is worked.
    const order = worked(makeOrder({}, Date.parse('2026-09-30T02:00:00Z')), {
      ...dispatch,
      now: Date.parse('2026-09-30T03:00:00Z'),
    });
    expect(order.dueAt).toBe(endOf('2026-10-13'));
    expect(order.deadline.why).toContain('调休上班,算工作日');
  });
});

describe('an extension', () => {
  const dispatched = worked(makeOrder(), dispatch);

  it('counts workdays from the day on which it would have ended, ten in all at most', () => {
    expect(worked(dispatched, extend(3)).dueAt).toBe(endOf('2026-11-17'));
    expect(worked(dispatched, extend(3), extend(7))).toMatchObject({ extended: 10, dueAt: endOf('2026-11-26') });
    expect(actOn(worked(dispatched, extend(3)), extend(8), { by: 's-1' }, jiangxi, NOW)).toMatchObject({
      ok: false,
      wrong: { path: 'workdays', message: '一共最多延长10个工作日,已经延长3个' },
    });
  });

  it('comes too late once the day has passed', () => {
    expect(actOn(dispatched, extend(1), { by: 's-1' }, jiangxi, dispatched.dueAt - 1).ok).toBe(true);
    expect(actOn(dispatched, extend(1), { by: 's-1' }, jiangxi, dispatched.dueAt).ok).toBe(false);
  });
});

describe('a pause (W7)', () => {
  const dispatched = worked(makeOrder(), dispatch);
  const friday = Date.parse('2026-11-06T02:00:00Z');

  it('stops working time only: from Friday 10:00 to Monday 10:00 is one workday', () => {
    const order = worked(dispatched, { ...pause, now: friday }, { ...resume, now: friday + 3 * DAY });
    expect(order.dueAt).toBe(endOf('2026-11-12') + 34 * HOUR - 24 * HOUR + DAY - 10 * HOUR);
    expect(order.deadline.why).toContain('11月6日10时至11月9日10时暂停不算,改到11月13日24时');
  });

  it('over a weekend alone takes nothing away', () => {
    const saturday = Date.parse('2026-11-07T02:00:00Z');
    const order = worked(dispatched, { ...pause, now: saturday }, { ...resume, now: saturday + 20 * HOUR });
    expect(order.dueAt).toBe(dispatched.dueAt);
  });

  it('ends by itself where somebody named its end, else after thirty days', () => {
    const until = friday + 3 * DAY;
    const order = worked(dispatched, { ...pause, until, now: friday });
    expect(wakened(order, jiangxi, until - 1)).toBeUndefined();
    expect(wakened(order, jiangxi, until)).toMatchObject({ paused: undefined, dueAt: endOf('2026-11-13') });
    expect(worked(dispatched, { ...pause, now: friday }).paused?.until).toBe(friday + 30 * DAY);
  });

  it.each([
    ['into the past', friday],
    ['for more than thirty days', friday + 30 * DAY + 1],
  ])('%s is refused', (_, until) => {
    expect(actOn(dispatched, { ...pause, until }, { by: 's-1' }, jiangxi, friday)).toMatchObject({
      wrong: { path: 'until' },
    });
  });
});
