import { isWorkday } from './calendar.ts';
import type { Notice } from './notice.ts';
import type { Profile } from './profile.ts';
import type { Province } from './province.ts';
import { endsQuiet, isQuiet, mayDisturb } from './quiet-hours.ts';
import { addDays, type Day, dayOf } from './shanghai-day.ts';

type Rules = Pick<Province, 'calendar'> & { profile: Pick<Profile, 'notices' | 'levels'> };

/**
 * The day on whose morning, when the quiet hours end, a notice may go out that may not now; undefined: it may go now. A night
 * and the free days behind it are one wait. Where a year is missing from the calendar its weekends and fixed holidays count.
 */
export function waitsFor(
  notice: Pick<Notice, 'kind' | 'audience' | 'about'>,
  now: number,
  { profile, calendar }: Rules,
): Day | undefined {
  if (mayDisturb(notice)) return undefined;
  const { quietHours } = profile.notices;
  const quiet = isQuiet(now, quietHours);
  const first = quiet ? nextMorning(now, quietHours) : dayOf(now);
  const day = waitsForWork(notice, profile) ? workdayFrom(first, calendar) : first;
  return quiet || day > first ? day : undefined;
}

/** The day whose morning ends the night that `now` lies in, or the next one. */
export const nextMorning = (now: number, quietHours: string): Day => dayOf(now + 86_400_000 - endsQuiet(quietHours));

/** What about an urgent warning goes out on any day; of the rest the profile decides by whom it is for. */
function waitsForWork(
  { kind, audience, about }: Pick<Notice, 'kind' | 'audience' | 'about'>,
  { notices, levels }: Rules['profile'],
): boolean {
  const { staff, recipients, statements } = notices.holidays;
  if (audience.to === 'person') return (kind === 'statement' ? statements : recipients) === 'wait';
  const urgent = about !== undefined && levels.list.some(({ key, urgent: is }) => key === about.level && is);
  return staff === 'wait' && !urgent;
}

/** The longest run of free days, around the Spring Festival, is nine days; a calendar that knows no workday must not hang. */
const MOST_FREE_DAYS = 31;

function workdayFrom(day: Day, calendar: Rules['calendar']): Day {
  for (let ahead = 0; ahead < MOST_FREE_DAYS; ahead++) {
    const candidate = addDays(day, ahead);
    if (isWorkday(candidate, calendar).workday) return candidate;
  }
  return day;
}
