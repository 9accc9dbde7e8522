import { addDays, type Day, daysBetween, isDay } from '../domain/shanghai-day.ts';

/** The day on which the samples in `events/` end. */
export const SAMPLES_END = '2026-11-20';

/**
 * Samples as if they were written today: every day in them is moved by as many days as have gone by since they were, so that
 * those posted one by one still fit together; their ids get today's date behind them, because they are other events. For
 * trying the hub: what the samples tell of is too old to count some months later.
 */
export function movedToToday(events: readonly unknown[], today: Day): unknown[] {
  const days = daysBetween(SAMPLES_END, today);
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
