import { inForce, withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { chineseDateTime, chineseDeadline } from './shanghai-day.ts';
import type { Deadline, Warning } from './warning.ts';
import { afterWork, workBetween } from './working-time.ts';

/** A pause whose end nobody named ends by itself after this many days, so that no family is forgotten. */
export const DAYS_WITHOUT_END = 30;
/** No pause ends later than this many days after it began; whoever needs longer pauses again, with a reason. */
export const MOST_DAYS = 90;

/** Clocks stop and go on with the minute, so that what ended with a day still does after a pause of seconds. */
const minuteOf = (at: number) => Math.floor(at / 60_000) * 60_000;

/** Stops the clock from `now` to `until` (epoch ms): what is left of each deadline then is left at resuming. */
export function paused(
  warning: Warning,
  { until, reason }: { until: number; reason: string },
  by: string,
  province: Province,
  now: number,
): Warning {
  const { visitDue, feedbackDue } = warning;
  const pause = { at: minuteOf(now), until: minuteOf(until), by, reason, visitDue, feedbackDue };
  return withPlan(shiftedTo({ ...warning, paused: true, pause }, pause.until, province), province);
}

/** Lets the clock of a paused warning run on from `at` (epoch ms); one that is not paused stays as it is. */
export function resumed(warning: Warning, province: Province, at: number): Warning {
  if (!warning.pause) return warning;
  const { pause: _over, ...shifted } = shiftedTo(warning, minuteOf(at), province);
  return withPlan({ ...shifted, paused: false }, province);
}

/** The end of a pause that came by itself; undefined where none has come. */
export function wakened(warning: Warning, province: Province, now: number): Warning | undefined {
  if (!warning.pause || now < warning.pause.until) return undefined;
  const next = { ...warning, version: warning.version + 1, changedAt: now };
  return resumed(next, province, warning.pause.until);
}

/** The deadlines that hold where the clock runs on at `from`. What had passed before pausing stays where it was. */
function shiftedTo(warning: Warning, from: number, province: Province): Warning {
  const { pause } = warning;
  if (!pause) return warning;
  const shift = (due: Deadline) => shifted(due, pause.at, from, province);
  const visitDue = warning.status === 'visited' ? warning.visitDue : shift(pause.visitDue);
  const next = { ...warning, visitDue, feedbackDue: shift(pause.feedbackDue) };
  return { ...next, dueAt: inForce(next).at };
}

function shifted(due: Deadline, stopped: number, from: number, { calendar }: Province): Deadline {
  if (due.at <= stopped) return due;
  const why = (at: number) =>
    `${due.why};${chineseDateTime(stopped)}暂停,${chineseDateTime(from)}接着算,到${chineseDeadline(at)}`;
  if (due.unit === 'hours') {
    const at = from + due.at - stopped;
    return { ...due, at, why: why(at) };
  }
  const work = workBetween(stopped, due.at, calendar);
  const { at, provisional } = afterWork(from, work, calendar);
  return { at, provisional, why: why(at), from, work };
}
