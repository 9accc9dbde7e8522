import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act } from '../../domain/act.ts';
import { decide } from '../../domain/decide.ts';
import { paused, resumed, wakened } from '../../domain/pausing.ts';
import { endOf, startOf } from '../../domain/shanghai-day.ts';
import { takeSteps } from '../../domain/take-steps.ts';
import type { Warning } from '../../domain/warning.ts';
import { workBetween } from '../../domain/working-time.ts';
import { ids, JICHUAN, openWarning, province, situationOf, stay, worst } from './open-warning.ts';
import { at } from './signals.ts';

const HOUR = 3_600_000;
const signals = [stay('2026-11-01')];
const blue = openWarning(signals, '2026-11-05');
const stop = (warning: Warning, from: number, until: number) =>
  paused(warning, { until, reason: '全家外出' }, 's-1', province, from);

describe('W7 the clock stands still in working time', () => {
  it('from Friday to Monday one workday passes: 62 hours were left, 62 are left', () => {
    const [friday, monday] = [at('2026-11-13'), at('2026-11-16')];
    expect(blue.visitDue.at).toBe(endOf('2026-11-17'));
    const again = resumed(stop(blue, friday, at('2026-12-01')), province, monday);
    expect(workBetween(friday, blue.visitDue.at, province.calendar)).toBe(62 * HOUR);
    expect(workBetween(monday, again.visitDue.at, province.calendar)).toBe(62 * HOUR);
    expect(again).toMatchObject({
      paused: false,
      dueAt: endOf('2026-11-18'),
      visitDue: { at: endOf('2026-11-18') },
      feedbackDue: { at: endOf('2026-11-20') },
    });
    expect(again.pause).toBeUndefined();
    expect(again.visitDue.why).toContain('11月13日10时暂停,11月16日10时接着算,到11月18日24时');
  });

  it('over a weekend alone nothing is moved', () => {
    const again = resumed(stop(blue, at('2026-11-14'), at('2026-12-01')), province, at('2026-11-15'));
    expect([again.dueAt, again.feedbackDue.at]).toEqual([blue.dueAt, blue.feedbackDue.at]);
  });

  it('over 国庆 the holidays cost nothing and the make-up Saturday counts', () => {
    const warning = openWarning([stay('2026-09-20')], '2026-09-23');
    // 24, 28–30 September, 8–10 October (the 10th is a Saturday that is worked), 12 October; the 25th is 中秋.
    expect(warning.dueAt).toBe(endOf('2026-10-12'));
    const again = resumed(stop(warning, at('2026-09-30'), at('2026-10-20')), province, at('2026-10-08'));
    expect(again.dueAt).toBe(endOf('2026-10-13'));
  });

  it('a deadline in hours pauses in natural time', () => {
    const red = openWarning([...signals, ...worst()], '2026-11-12');
    expect(red.dueAt).toBe(at('2026-11-12') + 48 * HOUR);
    const friday = at('2026-11-13');
    const again = resumed(stop(red, friday, at('2026-12-01')), province, at('2026-11-16'));
    expect(again.visitDue.at - at('2026-11-16')).toBe(red.visitDue.at - friday);
    expect(again.visitDue.unit).toBe('hours');
  });

  it('a pause of seconds leaves a deadline at the end of its day', () => {
    const again = resumed(stop(blue, at('2026-11-13') + 3_100, at('2026-12-01')), province, at('2026-11-13') + 9_700);
    expect([again.dueAt, again.feedbackDue.at]).toEqual([blue.dueAt, blue.feedbackDue.at]);
  });

  it('what had passed before stays late', () => {
    const late = blue.dueAt + HOUR;
    const again = resumed(stop(blue, late, late + 90 * HOUR), province, late + 60 * HOUR);
    expect(again.visitDue).toEqual(blue.visitDue);
  });

  it('after the visit only feedback is moved', () => {
    const visit = { visitedAt: at('2026-11-10'), met: 'self' as const, findings: '在家', needs: [] };
    const done = act(blue, { act: 'visit', visit }, { by: 's-1', now: at('2026-11-10'), province, ids });
    if (!done.ok) throw new Error('refused');
    const again = resumed(stop(done.warning, at('2026-11-13'), at('2026-12-01')), province, at('2026-11-16'));
    expect(again).toMatchObject({ visitDue: blue.visitDue, dueAt: endOf('2026-11-20') });
  });

  it('whenever it stops and goes on, what was left is left', () => {
    const minutes = (blue.visitDue.at - blue.raisedAt) / 60_000 - 1;
    fc.assert(
      fc.property(fc.nat({ max: minutes }), fc.integer({ min: 1, max: 60 * 24 * 60 }), (before, length) => {
        const stopped = blue.raisedAt + before * 60_000;
        const on = stopped + length * 60_000;
        const again = resumed(stop(blue, stopped, on + HOUR), province, on);
        for (const due of ['visitDue', 'feedbackDue'] as const)
          expect(workBetween(on, again[due].at, province.calendar)).toBe(
            workBetween(stopped, blue[due].at, province.calendar),
          );
        expect(again.steps.filter(({ when }) => when === 'overdue').every((step) => step.at === again.dueAt)).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('while it is paused', () => {
  const until = startOf('2026-12-01');
  const still = stop(blue, at('2026-11-13'), until);

  it('stands with the deadline that will hold at its end, and its next step is that end', () => {
    expect(still).toMatchObject({ paused: true, nextStepAt: until });
    expect(still.dueAt).toBe(resumed(still, province, until).dueAt);
    expect(still.dueAt).toBeGreaterThan(until);
  });

  it('no step of the ladder is taken', () => {
    expect(takeSteps(still, province, ids, still.dueAt + HOUR)).toBeUndefined();
  });

  it.each([
    ['a millisecond before its end', until - 1, undefined],
    ['at its end', until, 2],
    ['a run later, as if in time', until + 600_000, 2],
  ])('it goes on by itself: %s', (_, now, version) => {
    const awake = wakened(still, province, now);
    expect(awake?.version).toBe(version);
    if (awake) expect([awake.paused, awake.dueAt]).toEqual([false, still.dueAt]);
  });

  it('a re-score keeps it paused, and so does a move', () => {
    const more = [...signals, stay('2026-11-14')];
    const rescored = decide(situationOf(more, at('2026-11-16'), { latest: still }));
    expect(rescored).toMatchObject({ kind: 'commit', warning: { paused: true, nextStepAt: until } });
    const moved = decide(
      situationOf(signals, at('2026-11-16'), { latest: still, subject: { id: 'h-1', township: JICHUAN } }),
    );
    expect(moved).toMatchObject({
      kind: 'commit',
      change: 'handed-over',
      warning: { paused: true, pause: still.pause, township: JICHUAN, nextStepAt: until, dueAt: still.dueAt },
    });
  });

  it('a higher level ends it: what has got worse is not to wait', () => {
    const now = at('2026-11-16');
    const raised = decide(situationOf([...signals, ...worst()], now, { latest: still }));
    expect(raised).toMatchObject({
      kind: 'commit',
      change: 'level-raised',
      warning: { paused: false, peakLevel: 'red', dueAt: now + 48 * HOUR },
    });
  });

  it('a visit is taken, and the pause goes on for feedback', () => {
    const visit = { visitedAt: at('2026-11-16'), met: 'self' as const, findings: '在家', needs: [] };
    const done = act(still, { act: 'visit', visit }, { by: 's-1', now: at('2026-11-16'), province, ids });
    expect(done).toMatchObject({ ok: true, warning: { status: 'visited', paused: true, nextStepAt: until } });
    if (done.ok) expect(wakened(done.warning, province, until)).toMatchObject({ paused: false, status: 'visited' });
  });
});
