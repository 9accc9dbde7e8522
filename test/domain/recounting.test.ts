import { describe, expect, it } from 'vitest';
import { act } from '../../domain/act.ts';
import { type Decision, decide, type Situation } from '../../domain/decide.ts';
import { recounted } from '../../domain/recounting.ts';
import { endOf } from '../../domain/shanghai-day.ts';
import type { Signal } from '../../domain/signal.ts';
import { takeSteps } from '../../domain/take-steps.ts';
import type { Warning } from '../../domain/warning.ts';
import { compileProvince } from '../../lib/province.ts';
import { at, member, roster, signal } from './signals.ts';

const { province } = compileProvince('gansu');
const { calendar } = province;
const ids: Situation['ids'] = { smsAvailable: true, notice: (...parts) => parts.join('|'), number: (id) => `N-${id}` };
const stay = signal('hospitalization', { on: '2026-09-01', admittedOn: '2026-09-01' });

/** A calendar in which some days of 2026 are other than they are. */
function corrected({ free = [], worked = [] }: { free?: string[]; worked?: string[] }) {
  const year = calendar.years['2026'];
  if (!year) throw new Error('no 2026');
  const holidays = [...year.holidays.filter((day) => !worked.includes(day)), ...free];
  const makeUpWorkdays = [...year.makeUpWorkdays.filter((day) => !free.includes(day)), ...worked];
  return { years: { ...calendar.years, '2026': { holidays, makeUpWorkdays } } };
}
const situation = (now: number, rest: Partial<Situation> = {}): Situation => ({
  subject: { id: 'h-1', township: '621121101' },
  members: [member([roster(['dibao']), stay] satisfies Signal[])],
  latest: undefined,
  province,
  now,
  ids,
  ...rest,
});
function committed(decision: Decision) {
  if (decision.kind !== 'commit') throw new Error('expected a commit');
  return decision;
}
const by = (now: number) => ({ by: 's-1', now, province, ids });
function acted(warning: Warning, doing: Parameters<typeof act>[1], now: number): Warning {
  const result = act(warning, doing, by(now));
  if (!result.ok) throw new Error('refused');
  return result.warning;
}

/** Tuesday 29 September 2026, blue: 30 September, 8, 9, the worked 10, 12, 13, 14 and 15 October. */
const RAISED = at('2026-09-29');
const blue = committed(decide(situation(RAISED))).warning;

describe('a corrected calendar', () => {
  it('W7 moves an open deadline and says from where to where', () => {
    expect(blue.dueAt).toBe(endOf('2026-10-15'));
    const later = { ...province, version: 'later', calendar: corrected({ free: ['2026-10-10'] }) };
    const decision = committed(decide(situation(RAISED + 1, { latest: blue, province: later })));
    expect(decision).toMatchObject({
      change: 'corrected',
      detail: '放假安排有改动:入户期限由10月15日改为10月16日,反馈期限由10月19日改为10月20日',
      warning: { dueAt: endOf('2026-10-16'), profileVersion: 'later' },
    });
    expect(decision.warning.visitDue.why).toContain('第8个工作日是10月16日');
    expect(decision.warning.steps.find(({ when }) => when === 'overdue')?.at).toBe(endOf('2026-10-16'));
    expect(decide(situation(RAISED + 2, { latest: decision.warning, province: later })).kind).toBe('unchanged');
  });

  it.each([
    ['it crosses none of the days', corrected({ free: ['2026-12-24'] }), at('2026-09-30')],
    ['the day has passed either way', corrected({ free: ['2026-10-10'] }), at('2026-10-22')],
    ['it was counted after them', corrected({ free: ['2026-09-24'] }), at('2026-09-30')],
  ])('moves nothing where %s', (_, other, now) => expect(recounted(blue, other, now)).toBeUndefined());

  it('makes nobody late: a day that turns out to have passed leaves the next workday', () => {
    // The eight days become 30 September, 1, 2, 8, 9, 10, 12 and 13 October.
    const other = corrected({ worked: ['2026-10-01', '2026-10-02'] });
    const now = at('2026-10-14');
    const anew = recounted(blue, other, now);
    expect(anew?.deadlines.visitDue.at).toBe(endOf('2026-10-15'));
    expect(anew?.said ?? '').not.toContain('入户期限由');
    const soon = recounted(blue, corrected({ worked: ['2026-10-01', '2026-10-02', '2026-10-05'] }), at('2026-10-13'));
    expect(soon?.deadlines.visitDue).toMatchObject({ at: endOf('2026-10-14') });
    expect(soon?.deadlines.visitDue.why).toContain('这一天已经过去,延到10月14日24时');
  });

  it('gives a deadline that was late another chance: who was urged wrongly is reminded anew', () => {
    const urged = takeSteps(blue, province, ids, endOf('2026-10-15'))?.warning;
    if (!urged) throw new Error('expected steps');
    const later = { ...province, version: 'later', calendar: corrected({ free: ['2026-10-10'] }) };
    const now = endOf('2026-10-15') + 1;
    const { warning } = committed(decide(situation(now, { latest: urged, province: later })));
    expect(warning.dueAt).toBe(endOf('2026-10-16'));
    const again = takeSteps(warning, later, ids, endOf('2026-10-16'));
    expect(again?.notices.map(({ kind }) => kind)).toEqual(['urge', 'overdue-reminder', 'overdue-reminder']);
    const before = takeSteps(blue, province, ids, endOf('2026-10-15'))?.notices.map(({ id }) => id) ?? [];
    expect(again?.notices.some(({ id }) => before.includes(id))).toBe(false);
  });

  it('leaves an extension its length: the working time that staff gave is counted anew', () => {
    const extended = acted(
      blue,
      { act: 'extend', workdays: 2, reason: '大雪封路', approver: '王主任' },
      at('2026-10-08'),
    );
    expect(extended.visitDue.at).toBe(endOf('2026-10-17') + 2 * 86_400_000);
    const anew = recounted(extended, corrected({ free: ['2026-10-16'] }), at('2026-10-09'));
    expect(anew?.deadlines.visitDue.at).toBe(endOf('2026-10-20'));
    expect(anew?.deadlines.visitDue.why).toMatch(/王主任.*放假安排有改动,到10月20日24时$/);
  });

  it('while the clock stands still, what will hold on resuming is counted anew as well', () => {
    const paused = acted(blue, { act: 'pause', until: at('2026-10-12'), reason: '外出就医' }, at('2026-09-30'));
    const anew = recounted(paused, corrected({ free: ['2026-10-13'] }), at('2026-10-09'));
    if (!anew) throw new Error('expected a move');
    const resumed = acted({ ...paused, ...anew.deadlines }, { act: 'resume' }, at('2026-10-12'));
    const straight = acted(paused, { act: 'resume' }, at('2026-10-12'));
    expect(resumed.visitDue.at).toBeGreaterThanOrEqual(straight.visitDue.at);
    expect(anew.said).toContain('入户期限');
  });

  it('after the visit moves the feedback alone', () => {
    const seen = acted(
      blue,
      { act: 'visit', visit: { visitedAt: at('2026-10-09'), met: 'self', findings: '已看望', needs: [] } },
      at('2026-10-09'),
    );
    const anew = recounted(seen, corrected({ free: ['2026-10-10'] }), at('2026-10-09') + 1);
    expect(anew?.said).toBe('放假安排有改动:反馈期限由10月19日改为10月20日');
    expect(anew?.deadlines.visitDue).toBe(seen.visitDue);
  });

  it('a level that rises is counted by the corrected one', () => {
    const jobless = signal('unemployment', { on: '2026-09-02' });
    const later = { ...province, calendar: corrected({ free: ['2026-10-08', '2026-10-09'] }) };
    const members = [member([roster(['dibao']), stay, jobless])];
    const decision = committed(decide(situation(at('2026-10-09'), { latest: blue, members, province: later })));
    expect(decision.change).toBe('level-raised');
    expect(decision.detail).toContain('放假安排有改动');
    // Yellow, five workdays from Friday the 9th: the 10th, 12th to 15th.
    expect(decision.warning.dueAt).toBe(endOf('2026-10-15'));
  });
});

describe('after the visit', () => {
  const visit = (now: number) => ({
    act: 'visit' as const,
    visit: { visitedAt: now, met: 'self' as const, findings: '已看望', needs: [] },
  });
  const told = (warning: Warning, now: number) => takeSteps(warning, province, ids, now);

  it('nobody is urged about the visit, and the same ladder stands on the feedback', () => {
    const seen = acted(blue, visit(at('2026-10-09')), at('2026-10-09'));
    expect(seen.dueAt).toBe(endOf('2026-10-19'));
    expect(told(seen, endOf('2026-10-15'))).toBeUndefined();
    const soon = told(seen, endOf('2026-10-18'));
    expect(soon?.notices.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['due-soon', '快到期:应于10月19日前反馈'],
    ]);
    const late = told(soon?.warning ?? seen, endOf('2026-10-19'));
    expect(late?.notices.map(({ kind, reason, about }) => [kind, reason, about?.deadline])).toEqual([
      ['urge', '已超期:应于10月19日前反馈,催办', 'feedback'],
      ['overdue-reminder', '已超期:应于10月19日前反馈,提醒上级', 'feedback'],
      ['overdue-reminder', '已超期:应于10月19日前反馈,提醒上级', 'feedback'],
    ]);
    expect(late?.notices[0]?.values).toMatchObject({ 要做: '反馈' });
    expect(late?.warning.nextStepAt).toBeUndefined();
  });

  it('what was urged before it stays on record', () => {
    const urged = told(blue, endOf('2026-10-15'))?.warning ?? blue;
    const seen = acted(urged, visit(at('2026-10-16')), at('2026-10-16'));
    expect(seen.steps.map(({ of = 'visit', role, doneAt }) => [of, role, doneAt !== undefined])).toEqual([
      ['visit', 'township', true],
      ['visit', 'county', true],
      ['visit', 'prefecture', true],
      ['visit', 'province', true],
      ['feedback', 'township', false],
      ['feedback', 'county', false],
      ['feedback', 'prefecture', false],
      ['feedback', 'province', false],
    ]);
  });

  it('whoever came after the feedback was due has the next workday to report', () => {
    const urged = told(blue, endOf('2026-10-15'))?.warning ?? blue;
    const seen = acted(urged, visit(at('2026-10-23')), at('2026-10-23'));
    expect(told(seen, at('2026-10-23') + 600_000)).toBeUndefined();
    expect(seen.steps.find(({ of, notice }) => of === 'feedback' && notice === 'urge')?.at).toBe(endOf('2026-10-26'));
    expect(told(seen, endOf('2026-10-26'))?.notices.map(({ kind }) => kind)).toContain('urge');
  });

  it('a second visit begins nothing anew', () => {
    const seen = acted(blue, visit(at('2026-10-09')), at('2026-10-09'));
    const again = acted(seen, visit(at('2026-10-12')), at('2026-10-12'));
    expect(again.steps).toEqual(seen.steps);
    expect(again.nextStepAt).toBe(seen.nextStepAt);
  });
});
