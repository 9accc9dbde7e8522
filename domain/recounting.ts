import { type Calendar, dueAfter, parseLimit } from './calendar.ts';
import { lastDay } from './notice-plan.ts';
import { inForce } from './plan.ts';
import { chineseDeadline } from './shanghai-day.ts';
import type { Deadline, Warning } from './warning.ts';
import { afterWork } from './working-time.ts';

/**
 * A warning's deadlines counted anew by the calendar as it is now; undefined where none moves. One that staff moved keeps the
 * working time they gave it. What is over stays: a visit that was made, a day that has passed either way; and nobody is late
 * by a correction: a day that turns out to have passed leaves the next workday. `said` tells what moved from where to where.
 */
export function recounted(
  warning: Warning,
  calendar: Calendar,
  now: number,
): { deadlines: Pick<Warning, 'visitDue' | 'feedbackDue' | 'dueAt' | 'pause'>; said: string } | undefined {
  const { pause } = warning;
  const anew = (due: Deadline) => counted(due, calendar, now);
  const visitDue = warning.status === 'visited' ? warning.visitDue : anew(warning.visitDue);
  const feedbackDue = anew(warning.feedbackDue);
  const said = [
    ...moved('入户期限', warning.visitDue, visitDue),
    ...moved('反馈期限', warning.feedbackDue, feedbackDue),
  ];
  if (said.length === 0) return undefined;
  const stopped = pause && { ...pause, visitDue: anew(pause.visitDue), feedbackDue: anew(pause.feedbackDue) };
  return {
    deadlines: {
      visitDue,
      feedbackDue,
      dueAt: inForce({ ...warning, visitDue, feedbackDue }).at,
      ...(stopped && { pause: stopped }),
    },
    said: `放假安排有改动:${said.join(',')}`,
  };
}

/** The same deadline where nothing moves. Hours run through every calendar. */
function counted(due: Deadline, calendar: Calendar, now: number): Deadline {
  const fresh = byCalendar(due, calendar);
  if (!fresh || (fresh.at === due.at && fresh.provisional === due.provisional)) return due;
  if (fresh.at > now) return fresh;
  if (due.at <= now) return due;
  const next = dueAfter(now, { amount: 1, unit: 'workdays' }, calendar).at;
  if (next >= due.at) return due;
  return { ...fresh, at: next, why: `${fresh.why};这一天已经过去,延到${chineseDeadline(next)}` };
}

function byCalendar(due: Deadline, calendar: Calendar): Deadline | undefined {
  if (due.from === undefined) return undefined;
  if (due.work !== undefined) {
    const { at, provisional } = afterWork(due.from, due.work, calendar);
    return { ...due, at, provisional, why: `${due.why};放假安排有改动,到${chineseDeadline(at)}` };
  }
  const limit = due.limit === undefined ? undefined : parseLimit(due.limit);
  return limit?.unit === 'workdays' ? { ...due, ...dueAfter(due.from, limit, calendar) } : undefined;
}

function moved(name: string, before: Deadline, after: Deadline): string[] {
  if (before === after) return [];
  if (before.at !== after.at) return [`${name}由${lastDay(before.at)}改为${lastDay(after.at)}`];
  return [`${name}${lastDay(after.at)}${after.provisional ? '改为暂定' : '不再是暂定的'}`];
}
