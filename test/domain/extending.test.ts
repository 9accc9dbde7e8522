import { describe, expect, it } from 'vitest';
import { act } from '../../domain/act.ts';
import { endOf } from '../../domain/shanghai-day.ts';
import { takeSteps } from '../../domain/take-steps.ts';
import type { Warning } from '../../domain/warning.ts';
import { ids, openWarning, province, stay, worst } from './open-warning.ts';
import { at } from './signals.ts';

const HOUR = 3_600_000;
const blue = openWarning([stay('2026-11-01')], '2026-11-05');

function extend(warning: Warning, now: number, workdays: number): Warning {
  const said = { act: 'extend', workdays, reason: '大雪封路', approver: '王主任' } as const;
  const done = act(warning, said, { by: 's-1', now, province, ids });
  if (!done.ok) throw new Error('refused');
  return done.warning;
}

describe('an extension', () => {
  it.each([
    ['by a workday', 1, '2026-11-18', '2026-11-20'],
    ['over the weekend', 4, '2026-11-23', '2026-11-25'],
    ['by the most there is', 10, '2026-12-01', '2026-12-03'],
  ])('%s moves the visit, and feedback with it', (_, workdays, visit, feedback) => {
    const later = extend(blue, at('2026-11-10'), workdays);
    expect([later.visitDue.at, later.dueAt, later.feedbackDue.at]).toEqual([
      endOf(visit),
      endOf(visit),
      endOf(feedback),
    ]);
  });

  it('says why it is this date, who approved it and why', () => {
    const doer = { by: 's-1', now: at('2026-11-10'), province, ids };
    const done = act(blue, { act: 'extend', workdays: 2, reason: '大雪封路', approver: '王主任' }, doer);
    expect(done).toMatchObject({
      change: 'extended',
      counts: { 'extended#blue': 1 },
      detail: '延长2个工作日,王主任批准。原因:大雪封路',
      warning: { visitDue: { why: expect.stringContaining('经王主任批准延长2个工作日,到11月19日24时') } },
    });
  });

  it('of a deadline in hours keeps the hour', () => {
    const red = openWarning([stay('2026-11-01'), ...worst()], '2026-11-05');
    // 48 hours end on Saturday at 10: that is Friday's end in working time, and two workdays after it is Tuesday's.
    expect(red.dueAt).toBe(at('2026-11-07'));
    expect(extend(red, at('2026-11-06'), 2).dueAt).toBe(endOf('2026-11-10'));
    const monday = openWarning([stay('2026-11-01'), ...worst()], '2026-11-09');
    expect(extend(monday, at('2026-11-10'), 1).dueAt).toBe(at('2026-11-12'));
  });

  it('of one that has passed counts from today, which does not count', () => {
    const late = extend(blue, at('2026-11-20'), 2);
    expect(late.dueAt).toBe(endOf('2026-11-24'));
    expect(late.visitDue.why).toContain('已超期,从今天起延长2个工作日');
  });

  it('after the visit moves feedback alone', () => {
    const visit = { visitedAt: at('2026-11-10'), met: 'self' as const, findings: '在家', needs: [] };
    const done = act(blue, { act: 'visit', visit }, { by: 's-1', now: at('2026-11-10'), province, ids });
    if (!done.ok) throw new Error('refused');
    expect(extend(done.warning, at('2026-11-11'), 3)).toMatchObject({
      visitDue: blue.visitDue,
      dueAt: endOf('2026-11-24'),
      feedbackDue: { at: endOf('2026-11-24') },
    });
  });

  it('lets the ladder begin anew: who was urged is urged again when the new deadline passes', () => {
    const urged = takeSteps(blue, province, ids, blue.dueAt + HOUR);
    if (!urged) throw new Error('nothing was due');
    const later = extend(urged.warning, blue.dueAt + 2 * HOUR, 2);
    expect(takeSteps(later, province, ids, blue.dueAt + 3 * HOUR)).toBeUndefined();
    const again = takeSteps(later, province, ids, later.dueAt);
    expect(again?.counts).toEqual({ 'urged#blue': 1 });
    const of = (notices: readonly { id: string }[] | undefined) => (notices ?? []).map(({ id }) => id);
    expect(of(again?.notices).filter((id) => of(urged.notices).includes(id))).toEqual([]);
  });

  it('twice is counted on from the first', () => {
    const twice = extend(extend(blue, at('2026-11-10'), 2), at('2026-11-11'), 3);
    expect(twice.dueAt).toBe(endOf('2026-11-24'));
  });
});
