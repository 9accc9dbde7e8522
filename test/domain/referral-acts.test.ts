import { describe, expect, it } from 'vitest';
import { newReferral } from '../../domain/new-referral.ts';
import type { Referral } from '../../domain/referral.ts';
import { actOnReferral, type ReferralDoing } from '../../domain/referral-acts.ts';
import { entryFor } from '../../domain/referral-entry.ts';
import { referralEvent } from '../../domain/referral-event.ts';
import { endOf } from '../../domain/shanghai-day.ts';
import { compileProvince } from '../../lib/province.ts';
import { NOW } from '../factories.ts';

const { province } = compileProvince('gansu');
const warning = { id: 'h-1.1', number: 'W2611-00000001', subject: 'h-1', township: '621121101' };
const order = { department: 'medical-insurance', matter: '医疗救助', workdays: 5, by: 's-1', joint: false };
const sent = newReferral(warning, order, 'Z2611-00000001', province, NOW);

/** Does one after the other; fails where one is not open. */
function done(...doings: ReferralDoing[]): Referral {
  let referral = sent;
  for (const doing of doings) {
    const acted = actOnReferral(referral, doing, { by: 's-2' }, province, NOW + 3_600_000);
    if (!acted.ok) throw new Error(`${doing.act} is not open`);
    referral = acted.referral;
  }
  return referral;
}
const back: ReferralDoing = { act: 'return', reason: '不归我们管' };
const again: ReferralDoing = { act: 'resend' };

it('is sent to the department’s list of the county, with the time the calendar gives', () => {
  expect(sent).toMatchObject({
    status: 'sent',
    open: true,
    desk: 'medical-insurance.621121',
    dueAt: endOf('2026-11-12'),
    why: expect.stringContaining('第5个工作日是11月12日'),
  });
});

describe('what the acts make of it', () => {
  it('signed, then answered: it is over and stands on the feedback list', () => {
    const answer = { result: 'aided' as const, programmes: ['医疗救助'], note: '已报销' };
    const answered = done({ act: 'sign' }, { act: 'feedback', answer });
    expect(answered).toMatchObject({ status: 'answered', open: false, feedback: { ...answer, by: 's-2' } });
    expect(entryFor(answered)).toMatchObject({ dueAt: answered.closedAt, desk: 'medical-insurance.621121' });
    expect(entryFor(sent)).toBeUndefined();
  });

  it('returned, it leaves the department’s list and its sender has a workday to decide', () => {
    const returned = done(back);
    expect(returned).toMatchObject({ status: 'returned', desk: undefined, dueAt: endOf('2026-11-06') });
    expect(returned.steps.at(-1)).toMatchObject({ act: 'return', reason: '不归我们管', version: 2 });
  });

  it('sent anew to another department, it has the whole time again', () => {
    const resent = done(back, { act: 'resend', department: 'health', note: '请看诊断' });
    expect(resent).toMatchObject({
      status: 'sent',
      department: 'health',
      desk: 'health.621121',
      dueAt: endOf('2026-11-12'),
      note: '请看诊断',
    });
    expect(resent.steps.at(-1)).toMatchObject({ act: 'resend', department: 'health' });
  });

  it('returned a third time it goes to the county, whose word is final', () => {
    const disputed = done(back, again, back, again, back);
    expect(disputed.status).toBe('disputed');
    const assigned = actOnReferral(
      disputed,
      { act: 'assign', department: 'health', reason: '按职责分工' },
      { by: 's-3' },
      province,
      NOW,
    );
    expect(assigned).toMatchObject({ ok: true, referral: { status: 'sent', department: 'health', binding: true } });
    const refused = assigned.ok && actOnReferral(assigned.referral, back, { by: 's-2' }, province, NOW);
    expect(refused).toEqual({ ok: false, open: ['sign', 'feedback', 'cancel'] });
  });

  it('what is over stays so', () => {
    const cancelled = done({ act: 'cancel', reason: '重复' });
    expect(cancelled).toMatchObject({ status: 'cancelled', open: false });
    expect(actOnReferral(cancelled, { act: 'sign' }, { by: 's-2' }, province, NOW)).toEqual({ ok: false, open: [] });
  });
});

it('the department’s system hears of the same sending once, and of each sending anew', () => {
  const hash = (...parts: readonly string[]) => parts.join();
  const first = referralEvent(hash, 'referral.sent', sent, NOW);
  expect(referralEvent(hash, 'referral.sent', done({ act: 'sign' }), NOW + 1).id).toBe(first.id);
  expect(referralEvent(hash, 'referral.sent', done(back, again), NOW).id).not.toBe(first.id);
});
