import { describe, expect, it } from 'vitest';
import { type Decision, decide, type Situation } from '../../domain/decide.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import type { Signal } from '../../domain/signal.ts';
import { takeSteps } from '../../domain/take-steps.ts';
import type { Outcome, Warning } from '../../domain/warning.ts';
import { compileProvince } from '../../lib/province.ts';
import { at, member, roster, signal } from './signals.ts';

const { province } = compileProvince('gansu');
const TOWNSHIP = '621121101';
const ids: Situation['ids'] = {
  smsAvailable: true,
  notice: (...parts) => parts.join('|'),
  number: (id) => `N-${id}`,
};
const dibao = roster(['dibao']);
const stay = (on: string, more: Partial<Signal> = {}) => signal('hospitalization', { on, admittedOn: on }, more);
const jobless = (on: string, more: Partial<Signal> = {}) => signal('unemployment', { on }, more);
const ill = (on: string) => signal('chronic-disease', { on, seriousness: 'serious' });
const disabled = (on: string) => signal('disability', { on, disability: 4, grade: 1, status: 'valid' });

function situation(signals: readonly Signal[], now: number, rest: Partial<Situation> = {}): Situation {
  return {
    subject: { id: 'h-1', township: TOWNSHIP, headName: '王秀英' },
    members: [member([dibao, ...signals])],
    latest: undefined,
    province,
    now,
    ids,
    ...rest,
  };
}

function committed(decision: Decision) {
  if (decision.kind !== 'commit') throw new Error('expected a commit');
  return decision;
}
const open = (signals: readonly Signal[], now: number) => committed(decide(situation(signals, now))).warning;
const closed = (warning: Warning, outcome: Outcome, on: number): Warning => ({
  ...warning,
  status: 'resolved',
  outcome: { outcome, at: on, by: 'staff-1' },
  closedAt: on,
});

// Thursday 5 November 2026; the next days are ordinary workdays.
const NOW = at('2026-11-05');

describe('a new warning', () => {
  it('is keyed by subject and cycle, with its deadline and why', () => {
    const decision = committed(decide(situation([stay('2026-11-01')], NOW)));
    expect(decision.change).toBe('raised');
    expect(decision.expected).toBeUndefined();
    expect(decision.warning).toMatchObject({
      id: 'h-1.1',
      cycle: 1,
      version: 1,
      status: 'raised',
      peakLevel: 'blue',
      level: 'blue',
      township: TOWNSHIP,
    });
    // Blue: 8 workdays. The day of raising does not count: 6, 9, 10, 11, 12, 13, 16, 17 November, ending at 24:00.
    expect(decision.warning.dueAt).toBe(startOf('2026-11-18'));
    expect(decision.warning.visitDue.why).toMatch(/工作日/);
    expect(decision.counts).toEqual({ 'raised#blue': 1, 'raised-by#hospitalised': 1 });
  });

  it('goes to the morning digest below red, and singly at once when red', () => {
    const blue = committed(decide(situation([stay('2026-11-01')], NOW)));
    expect(blue.notices.map(({ kind, channel }) => [kind, channel])).toEqual([['warning-raised', 'digest']]);
    const red = committed(
      decide(situation([stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01'), disabled('2026-09-01')], NOW)),
    );
    expect(red.notices.map(({ kind, channel }) => [kind, channel])).toEqual([['warning-raised', 'sms']]);
    expect(red.warning.dueAt).toBe(NOW + 48 * 3_600_000);
  });

  it('says nothing to the family: 94 of 100 would be promised what they do not get', () => {
    const { notices } = committed(decide(situation([stay('2026-11-01')], NOW)));
    expect(notices.filter(({ audience }) => audience.to === 'person')).toEqual([]);
  });

  it('freezes the plan of the ladder with offices', () => {
    const { steps, nextStepAt } = open([stay('2026-11-01')], NOW);
    expect(steps.map(({ role, notice }) => [role, notice])).toEqual([
      ['township', 'due-soon'],
      ['county', 'urge'],
      ['prefecture', 'overdue-reminder'],
      ['province', 'overdue-reminder'],
    ]);
    expect(nextStepAt).toBe(steps[0]?.at);
    expect(steps.every(({ office }) => office !== undefined)).toBe(true);
  });

  it('W8 across New Year into a year without data the deadline is provisional, and the warning stands', () => {
    const now = at('2026-12-30');
    const warning = open([stay('2026-12-20')], now);
    expect(warning.visitDue.provisional).toBe(true);
  });
});

describe('the calendar is completed later', () => {
  it('W7, W8 the provisional deadline is counted anew, with a line that says so', () => {
    const warning = open([stay('2026-12-20')], at('2026-12-30'));
    const calendar = {
      ...province.calendar,
      years: { ...province.calendar.years, '2027': { holidays: ['2027-01-01', '2027-01-04'], makeUpWorkdays: [] } },
    };
    const later = at('2026-12-31');
    const still = decide(situation([stay('2026-12-20')], later, { latest: warning }));
    expect(still.kind === 'commit' ? still.change : 'unchanged').not.toBe('corrected');
    const decision = committed(
      decide(situation([stay('2026-12-20')], later, { latest: warning, province: { ...province, calendar } })),
    );
    expect(decision).toMatchObject({ change: 'corrected', warning: { visitDue: { provisional: false } } });
    // Weekdays but New Year's Day gave eight: 31 December and 4–8, 11, 12 January; the 4th turned out to be free, too.
    expect(warning.dueAt).toBe(startOf('2027-01-13'));
    expect(decision.warning.dueAt).toBe(startOf('2027-01-14'));
  });
});

describe('an open warning', () => {
  const blue = open([stay('2026-11-01')], NOW);
  const later = NOW + 3_600_000;

  it('W1, W2 is raised, not doubled: earlier deadline, told once', () => {
    const signals = [stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01')];
    const decision = committed(decide(situation(signals, later, { latest: blue })));
    expect(decision).toMatchObject({ change: 'level-raised', expected: 1 });
    expect(decision.warning).toMatchObject({ id: blue.id, version: 2, peakLevel: 'orange', status: 'raised' });
    expect(decision.warning.dueAt).toBeLessThan(blue.dueAt);
    expect(decision.notices.map(({ kind, channel }) => [kind, channel])).toEqual([['level-raised', 'digest']]);
    const again = decide(situation(signals, later + 1, { latest: decision.warning }));
    expect(again.kind).toBe('unchanged');
  });

  it('W2 is told at once where it is now red', () => {
    const signals = [stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01'), disabled('2026-09-01')];
    const { notices } = committed(decide(situation(signals, later, { latest: blue })));
    expect(notices.map(({ channel }) => channel)).toEqual(['sms']);
  });

  it('keeps the earlier of two deadlines', () => {
    const due = open([stay('2026-11-01')], NOW).dueAt;
    const late = due - 3_600_000;
    const raised = committed(decide(situation([stay('2026-11-01'), jobless('2026-10-01')], late, { latest: blue })));
    expect(raised.warning.dueAt).toBe(due);
  });

  it('W3 keeps its peak while the facts ease, and shows them beside it', () => {
    const orange = open([stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01')], NOW);
    const employed = signal('reemployment', { on: '2026-11-05' });
    const eased = committed(
      decide(
        situation([stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01'), employed], later, { latest: orange }),
      ),
    );
    expect(eased).toMatchObject({ change: 'rescored', notices: [] });
    expect(eased.warning).toMatchObject({ peakLevel: 'orange', level: 'yellow', score: 50, dueAt: orange.dueAt });
  });

  it('W14 is re-scored when a factor runs out though nothing new comes', () => {
    const warning = open([stay('2026-11-01'), jobless('2026-10-01')], NOW);
    expect(warning.rescoreAt).toBe(startOf('2027-02-01'));
    const ran = committed(
      decide(situation([stay('2026-11-01'), jobless('2026-10-01')], startOf('2027-02-01'), { latest: warning })),
    );
    expect(ran.warning).toMatchObject({ score: 20, level: 'blue', peakLevel: 'yellow' });
  });

  it('is not committed anew by what changes nothing', () => {
    const signals = [stay('2026-11-01')];
    const warning = open(signals, NOW);
    expect(decide(situation(signals, later, { latest: warning })).kind).toBe('unchanged');
  });

  it('W10 is withdrawn by a death, sends nothing, and comes back when the death is retracted', () => {
    const death = signal('death', { on: '2026-11-05' });
    const signals = [stay('2026-11-01'), death];
    const decision = committed(decide(situation(signals, later, { latest: blue })));
    expect(decision).toMatchObject({ change: 'withdrawn', notices: [], warning: { status: 'withdrawn' } });
    const back = committed(
      decide(situation([stay('2026-11-01'), { ...death, retracted: true }], later + 1, { latest: decision.warning })),
    );
    expect(back).toMatchObject({ change: 'raised', warning: { cycle: 2 } });
  });

  it('is withdrawn when the department takes its reason back, and not when it merely ran out', () => {
    const reason = stay('2026-11-01');
    const warning = open([reason], NOW);
    expect(committed(decide(situation([{ ...reason, retracted: true }], later, { latest: warning }))).change).toBe(
      'withdrawn',
    );
    const ranOut = committed(decide(situation([reason], startOf('2027-02-01'), { latest: warning })));
    expect(ranOut).toMatchObject({ change: 'rescored', warning: { status: 'raised', peakLevel: 'blue' } });
  });

  it('follows the family to its new township and tells the new office', () => {
    const moved = committed(
      decide(situation([stay('2026-11-01')], later, { latest: blue, subject: { id: 'h-1', township: '621121100' } })),
    );
    expect(moved.warning.township).toBe('621121100');
    expect(moved.notices.map(({ kind, audience }) => [kind, audience.to === 'office' && audience.office])).toEqual([
      ['warning-raised', 'township-621121100'],
      ['handed-over', `township-${TOWNSHIP}`],
    ]);
    expect(moved).toMatchObject({
      change: 'handed-over',
      detail: '住址变动:由马营镇民政办转到平襄镇民政办办理',
      warning: { visitDue: { at: blue.visitDue.at, why: expect.stringContaining('住址变动') } },
    });
  });

  it('absorbs a member’s own open warning', () => {
    const personal = { ...blue, id: 'p-1.1', subject: 'p-1' };
    const decision = committed(decide(situation([stay('2026-11-01')], later, { personal })));
    expect(decision.absorbs?.id).toBe('p-1.1');
  });
});

describe('a new cycle', () => {
  const first = open([stay('2026-11-01')], NOW);
  const visited = at('2026-11-10');
  const after = at('2026-11-20');
  const latest = closed(first, 'not-eligible', visited);
  const stored = (on: string) => ({ storedAt: at(on) });

  it.each([
    ['standing signals reopen nothing', [stay('2026-11-01')], false],
    [
      'the same reason, newly reported, does not send anybody out again',
      [stay('2026-11-01'), stay('2026-11-12', stored('2026-11-13'))],
      false,
    ],
    ['a new indicator does', [stay('2026-11-01'), jobless('2026-11-12', stored('2026-11-13'))], true],
    [
      'an old indicator stored before the outcome does not',
      [stay('2026-11-01'), jobless('2026-10-01', stored('2026-10-02'))],
      false,
    ],
  ])('after “not eligible”: %s', (_, signals, opens) => {
    expect(decide(situation(signals, after, { latest })).kind === 'commit').toBe(opens);
  });

  it('opens for the same reason once the profile’s months are over, to the day', () => {
    const signals = [stay('2027-04-20', stored('2027-04-21'))];
    expect(decide(situation(signals, startOf('2027-05-10') - 1, { latest })).kind).toBe('unchanged');
    expect(committed(decide(situation(signals, startOf('2027-05-10'), { latest }))).warning.cycle).toBe(2);
  });

  it('W4 the outcome stays with its record when the weights change', () => {
    const heavier = {
      ...province,
      version: 'other',
      profile: {
        ...province.profile,
        levels: {
          ...province.profile.levels,
          list: province.profile.levels.list.map((level) => ({ ...level, from: 1 })),
        },
      },
    };
    expect(decide(situation([stay('2026-11-01')], after, { latest, province: heavier })).kind).toBe('unchanged');
    const anew = committed(
      decide(
        situation([stay('2026-11-01'), jobless('2026-11-12', stored('2026-11-13'))], after, {
          latest,
          province: heavier,
        }),
      ),
    );
    expect(anew.warning).toMatchObject({ id: 'h-1.2', profileVersion: 'other' });
    expect(latest).toMatchObject({ profileVersion: province.version, outcome: { outcome: 'not-eligible' } });
  });

  it.each(['away', 'unreachable'] as const)('%s: somebody not met is no reason to wait', (outcome) => {
    const away = closed(first, outcome, visited);
    expect(decide(situation([stay('2026-11-12', stored('2026-11-13'))], after, { latest: away })).kind).toBe('commit');
  });
});

describe('the ladder', () => {
  const warning = open([stay('2026-11-01')], NOW);
  it('reminds the day before and urges at the deadline, each once', () => {
    const early = takeSteps(warning, province, ids, (warning.steps[0]?.at ?? 0) - 1);
    expect(early).toBeUndefined();
    const soon = takeSteps(warning, province, ids, warning.steps[0]?.at ?? 0);
    expect(soon?.notices.map(({ kind, channel }) => [kind, channel])).toEqual([['due-soon', 'digest']]);
    const late = soon && takeSteps(soon.warning, province, ids, warning.dueAt);
    expect(late?.notices.map(({ kind, audience }) => [kind, audience.to === 'office' && audience.role])).toEqual([
      ['urge', 'county'],
      ['overdue-reminder', 'prefecture'],
      ['overdue-reminder', 'province'],
    ]);
    expect(late?.counts).toEqual({ 'urged#blue': 1 });
    expect(late && takeSteps(late.warning, province, ids, warning.dueAt + 1)).toBeUndefined();
    expect(late?.warning.nextStepAt).toBeUndefined();
  });

  it('after a long outage does not remind of a deadline that has passed', () => {
    const late = takeSteps(warning, province, ids, warning.dueAt);
    expect(late?.notices.map(({ kind }) => kind)).not.toContain('due-soon');
  });

  it('urges nobody after the visit or the end', () => {
    expect(takeSteps({ ...warning, status: 'visited' }, province, ids, warning.dueAt)?.notices).toEqual([]);
    expect(takeSteps({ ...warning, status: 'withdrawn' }, province, ids, warning.dueAt)).toBeUndefined();
  });
});
