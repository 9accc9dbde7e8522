import { type Calendar, dueAfter, type Limit } from './calendar.ts';
import type { HotlineOrder, OrderDeadline, Owed } from './hotline-order.ts';
import type { Profile } from './profile.ts';
import type { Province } from './province.ts';
import { chineseDate, chineseDateTime, dayOf, endOf } from './shanghai-day.ts';
import { afterWork, workBetween } from './working-time.ts';

/**
 * Where a profile has no `calls`: a work order leaves within a workday (Ningxia), is done in five and may be extended by
 * ten (Shandong).
 */
const USUAL: Readonly<Pick<NonNullable<Profile['calls']>, 'dispatch' | 'finish' | 'extension'>> = {
  dispatch: { amount: 1, unit: 'workdays' },
  finish: { amount: 5, unit: 'workdays' },
  extension: { amount: 10, unit: 'workdays' },
};

/** What is not in any profile: whoever is in danger does not wait for a workday. */
const EMERGENCY: Limit = { amount: 1, unit: 'hours' };
/** The day after completion the caller is called back; so long a reply is looked at, and a redo decided. */
const NEXT_WORKDAY: Limit = { amount: 1, unit: 'workdays' };
/** A pause whose end nobody named runs out by itself, so that nobody waits for good. Natural days. */
export const DAYS_OF_A_PAUSE = 30;

export const callLimits = ({ profile }: Pick<Province, 'profile'>) => profile.calls ?? USUAL;

function limitOf(of: Owed, urgency: HotlineOrder['urgency'], province: Pick<Province, 'profile'>): Limit {
  const { dispatch, finish } = callLimits(province);
  const limits: Record<Owed, Limit> = {
    dispatch: urgency === 'emergency' ? EMERGENCY : dispatch,
    finish,
    decide: dispatch,
    redo: dispatch,
    close: NEXT_WORKDAY,
    'call-back': NEXT_WORKDAY,
  };
  return limits[of];
}

const starts: Readonly<Record<Owed, string>> = {
  dispatch: '受理后',
  finish: '派出后',
  decide: '第二次退回后',
  close: '答复后',
  'call-back': '办结后',
  redo: '回访不满意后',
};

/** The deadline of what is owed from `from` (epoch ms) on. */
export function orderDeadline(
  of: Owed,
  urgency: HotlineOrder['urgency'],
  province: Pick<Province, 'profile' | 'calendar'>,
  from: number,
): OrderDeadline {
  const limit = limitOf(of, urgency, province);
  const { at, provisional, why } = dueAfter(from, limit, province.calendar);
  return { of, at, provisional, why: `${starts[of]}${why}`, unit: limit.unit, counted: { from, ...limit } };
}

/** So many workdays more, counted from the day on which it would have ended. */
export function extendedBy(deadline: OrderDeadline, workdays: number, calendar: Calendar): OrderDeadline {
  const { counted: _counted, ...rest } = deadline;
  // A deadline at 24:00 belongs to the day that ends with it, and that day does not count.
  const { at, provisional, why } = dueAfter(deadline.at - 1, { amount: workdays, unit: 'workdays' }, calendar);
  return { ...rest, at, provisional, why: `${deadline.why};延长${workdays}个工作日:${why}`, unit: 'workdays' };
}

/** Runs on from `to` with what was left of it at `from`: working time, or natural time where it was set in hours. */
export function shifted(deadline: OrderDeadline, from: number, to: number, calendar: Calendar): OrderDeadline {
  if (deadline.at <= from || to <= from) return deadline;
  const { counted: _counted, ...rest } = deadline;
  const { at, provisional } =
    deadline.unit === 'hours'
      ? { at: to + deadline.at - from, provisional: false }
      : afterWork(to, workBetween(from, deadline.at, calendar), calendar);
  const span = `${chineseDateTime(from)}至${chineseDateTime(to)}暂停不算`;
  return { ...rest, at, provisional, why: `${deadline.why};${span},改到${said(at)}` };
}

/** Counted again where the calendar has the year by now; undefined where nothing follows from it. */
export function recounted(deadline: OrderDeadline, calendar: Calendar): OrderDeadline | undefined {
  if (!deadline.provisional || !deadline.counted) return undefined;
  const { from, ...limit } = deadline.counted;
  const { at, provisional, why } = dueAfter(from, limit, calendar);
  if (at === deadline.at && provisional) return undefined;
  return { ...deadline, at, provisional, why: `${starts[deadline.of]}${why}` };
}

const said = (at: number) => (endOf(dayOf(at - 1)) === at ? `${chineseDate(dayOf(at - 1))}24时` : chineseDateTime(at));
