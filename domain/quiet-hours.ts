import type { Notice } from './notice.ts';
import { mayWake } from './notice-catalogue.ts';
import { dayOf, startOf } from './shanghai-day.ts';

const MINUTE = 60_000;
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Whether an instant lies in quiet hours such as `21:00-08:00` (Asia/Shanghai); the end is no longer quiet. */
export function isQuiet(at: number, quietHours: string): boolean {
  const minute = Math.floor((at - startOf(dayOf(at))) / MINUTE);
  const [from = 0, to = 0] = quietHours.split('-').map(minutesOf);
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** When quiet hours end, in ms after midnight. */
export const endsQuiet = (quietHours: string): number => minutesOf(quietHours.slice(6)) * MINUTE;

/** Whether an instant lies in the three hours from a time of day: when the morning's digest goes out, or is made up for. */
export function isDigestTime(at: number, digestAt: string): boolean {
  const minute = Math.floor((at - startOf(dayOf(at))) / MINUTE);
  return minutesOf(digestAt) <= minute && minute < minutesOf(digestAt) + 180;
}

/** A new urgent warning, or a call of somebody in danger, reaches the office at any hour; nothing else wakes anybody. */
export const mayDisturb = ({ audience, kind }: Pick<Notice, 'audience' | 'kind'>) =>
  audience.to === 'office' && mayWake(kind);
