import { addDays, type Day, dayOf, daysBetween, isDay } from '../domain/shanghai-day.ts';

/**
 * Events as if they happened now: every day in them is moved by the same number of days, so that the newest `time` falls on
 * `today`; their ids get today's date behind them, because it is another event. For trying samples: old signals expire.
 */
export function movedToToday(events: readonly unknown[], today: Day): unknown[] {
  const times = events.flatMap((event) => {
    const time = memberOf(event, 'time');
    return typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? [dayOf(Date.parse(time))] : [];
  });
  const [newest] = times.toSorted().reverse();
  if (newest === undefined) return [...events];
  const days = daysBetween(newest, today);
  const suffix = `-${today.replaceAll('-', '')}`;
  return events.map((event) => moved(event, days, suffix));
}

/** The members that name an event, in its envelope and in a retraction. */
const IDS = ['id', 'supersedes'];

function moved(value: unknown, days: number, suffix: string, inside = ''): unknown {
  if (typeof value === 'string') return isDay(value) ? addDays(value, days) : movedInstant(value, days);
  if (Array.isArray(value)) return value.map((one) => moved(one, days, suffix, inside));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const names = (inside === '' || inside === 'retracts') && IDS.includes(name) && typeof one === 'string';
      return [name, names ? `${one}${suffix}` : moved(one, days, suffix, name)];
    }),
  );
}

function movedInstant(text: string, days: number): string {
  const [, day, rest] = /^(\d{4}-\d{2}-\d{2})(T.+)$/.exec(text) ?? [];
  return day !== undefined && isDay(day) ? `${addDays(day, days)}${rest}` : text;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
