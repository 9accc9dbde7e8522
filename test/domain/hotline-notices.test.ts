import { describe, expect, it } from 'vitest';
import { emergencyNotices, orderNotices, remindCall } from '../../domain/hotline-notices.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { mayDisturb } from '../../domain/quiet-hours.ts';
import { endOf, startOf } from '../../domain/shanghai-day.ts';
import { NOW } from '../factories.ts';
import {
  close,
  dispatch,
  FULIANG_OFFICE,
  giveBack,
  jiangxi,
  makeOrder,
  reply,
  sign,
  worked,
  XIANGHU_OFFICE,
} from '../hotline.ts';

const ids = { notice: (...parts: readonly string[]) => parts.join('|'), number: () => '', smsAvailable: true };
const remind = (order: HotlineOrder, now: number) => remindCall(order, jiangxi, ids, now);
const heard = (order: HotlineOrder, now: number) =>
  remind(order, now)?.notices.map(({ kind, channel, audience }) => [
    kind,
    channel,
    audience.to === 'office' && audience.office,
  ]);
const dispatched = worked(makeOrder(), dispatch);

describe('the ladder of an order', () => {
  it.each([
    ['a moment before the workday before it', startOf('2026-11-12') - 1, undefined],
    ['a workday before it', startOf('2026-11-12'), [['task-due-soon', 'digest', XIANGHU_OFFICE]]],
    ['in its last moment', endOf('2026-11-12') - 1, [['task-due-soon', 'digest', XIANGHU_OFFICE]]],
    [
      'once it has passed',
      endOf('2026-11-12'),
      [
        ['task-urge', 'sms', XIANGHU_OFFICE],
        ['task-urge', 'sms', FULIANG_OFFICE],
      ],
    ],
  ])('%s', (_, now, expected) => {
    expect(heard(dispatched, now)).toEqual(expected);
  });

  it('says each thing once about one deadline, and again about a new one', () => {
    const late = endOf('2026-11-12');
    const urged = remind(dispatched, late)?.task;
    expect(urged && remind(urged, late + 1)).toBeUndefined();
    const returned = urged && worked(urged, { ...giveBack, now: late });
    expect(returned && heard(returned, endOf('2026-11-16'))).toEqual([
      ['task-urge', 'sms', FULIANG_OFFICE],
      ['task-urge', 'sms', 'prefecture-3602'],
    ]);
  });

  it('is silent while the clock stands still, then lets it run on, and is silent once all is over', () => {
    const paused = worked(dispatched, { act: 'pause', reason: '本人外出', until: endOf('2026-11-16') });
    expect(remind(paused, endOf('2026-11-13'))).toBeUndefined();
    expect(remind(paused, endOf('2026-11-16'))).toMatchObject({ task: { paused: undefined }, notices: [] });
    expect(remind(worked(dispatched, { act: 'link', to: 'G2611-00000002' }), endOf('2026-12-31'))).toBeUndefined();
  });

  it('counts a provisional deadline again once the calendar has the year', () => {
    const decemberCall = Date.parse('2026-12-29T02:00:00Z');
    const order = worked(makeOrder({}, decemberCall), { ...dispatch, now: decemberCall });
    expect(order.deadline.provisional).toBe(true);
    expect(remind(order, decemberCall)).toBeUndefined();
    const years = { ...jiangxi.calendar.years, '2027': { holidays: ['2027-01-01', '2027-01-04'], makeUpWorkdays: [] } };
    const known = remindCall(order, { ...jiangxi, calendar: { years } }, ids, decemberCall);
    expect(known?.task.deadline).toMatchObject({ provisional: false, at: endOf('2027-01-07') });
    expect(known?.task.steps.at(-1)).toMatchObject({ act: 'recount', by: 'hub' });
  });
});

describe('an office hears', () => {
  const told = (order: HotlineOrder, act: Parameters<typeof orderNotices>[1]) =>
    orderNotices(order, act, jiangxi, ids, NOW).map(({ kind, channel, audience }) => [
      kind,
      channel,
      audience.to === 'office' && audience.office,
    ]);

  it('what is handed to it, with the morning’s digest, or at once where it is urgent', () => {
    expect(told(dispatched, 'dispatch')).toEqual([['task-new', 'digest', XIANGHU_OFFICE]]);
    const urgent = worked(makeOrder({ urgency: 'urgent' }), { ...dispatch, coOwners: [FULIANG_OFFICE] });
    expect(told(urgent, 'dispatch')).toEqual([
      ['task-new', 'sms', FULIANG_OFFICE],
      ['task-new', 'sms', XIANGHU_OFFICE],
    ]);
  });

  it('of what comes back the county where it must decide, else the township that took the call', () => {
    const taken = makeOrder({ firstAccepter: { by: 's-2', role: 'township', division: '360222101' } });
    const once = worked(taken, dispatch, giveBack);
    expect(told(once, 'return')).toEqual([['task-back', 'digest', 'township-360222101']]);
    expect(told(worked(once, dispatch, giveBack), 'return')).toEqual([['task-back', 'digest', FULIANG_OFFICE]]);
    expect(told(worked(taken, dispatch, sign, reply), 'reply')).toEqual([
      ['task-answered', 'digest', 'township-360222101'],
    ]);
    expect(told(worked(taken, dispatch, sign, reply, close), 'close')).toEqual([]);
  });

  it('of somebody in danger the county at once, at any hour, and no name', () => {
    expect(emergencyNotices(makeOrder(), jiangxi, ids, NOW)).toEqual([]);
    const [notice, ...more] = emergencyNotices(makeOrder({ urgency: 'emergency' }), jiangxi, ids, NOW);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ channel: 'sms', audience: { office: FULIANG_OFFICE } });
    expect(notice && mayDisturb(notice)).toBe(true);
    expect(notice && noticeText(notice, jiangxi.profile)).toEqual({
      ok: true,
      value: '【景德镇民政】紧急:湘湖镇1件热线工单有人身安全危险,编号G2611-00000001。请马上登录系统查看并派人处理。',
    });
  });
});
