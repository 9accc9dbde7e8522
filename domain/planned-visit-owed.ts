import { type Due, dueAfter } from './calendar.ts';
import { nextStepAt, planSteps, replan } from './escalation.ts';
import { type Overtaken, type PlannedVisit, type Watch, watchPeriod } from './planned-visit.ts';
import type { Province } from './province.ts';
import { addDays, chineseDate, dayOf, endOf } from './shanghai-day.ts';
import type { Period } from './statement-period.ts';
import { isOpen, type Warning } from './warning.ts';

/** What decides whether somebody has to go to a household: its members of today, and its warnings. */
export interface WatchedHousehold {
  /** A person who stood alone when the visit was planned belongs to a household now. */
  joined: boolean;
  members: readonly { alive: boolean; inProvince: boolean; categories: ReadonlySet<string> }[];
  warnings: readonly Pick<Warning, 'status' | 'closedAt'>[];
}

/**
 * Why no visit of this watch is owed to the household in the period; undefined where one is. Somebody must be alive, in the
 * province and in a category that is watched, and in none that takes them out (those who get aid already, say).
 */
export function notOwed(
  watch: Pick<Watch, 'people' | 'except' | 'unlessWarned'>,
  { joined, members, warnings }: WatchedHousehold,
  period: Period,
): Overtaken | undefined {
  if (joined) return 'joined';
  if (members.length === 0) return 'off-roster';
  const alive = members.filter((member) => member.alive);
  if (alive.length === 0) return 'died';
  const here = alive.filter(({ inProvince }) => inProvince);
  if (here.length === 0) return 'moved-away';
  if (!here.some(({ categories }) => isWatched(watch, categories))) return 'off-roster';
  return watch.unlessWarned && warnings.some((warning) => sees(warning, period)) ? 'warned' : undefined;
}

export const isWatched = ({ people, except }: Pick<Watch, 'people' | 'except'>, categories: ReadonlySet<string>) =>
  people.some((key) => categories.has(key)) && !except.some((key) => categories.has(key));

/** A warning that is open will be visited; one that was resolved in the period has been. */
const sees = ({ status, closedAt }: WatchedHousehold['warnings'][number], { from, to }: Period) =>
  isOpen({ status }) ||
  (status === 'resolved' && closedAt !== undefined && from <= dayOf(closedAt) && dayOf(closedAt) <= to);

/**
 * Why an open visit is no longer owed. One of an earlier period stays owed through the period after it, and is then given
 * up: by then three or more would stand in a row for one door.
 */
export function overtaken(
  visit: Pick<PlannedVisit, 'watch' | 'from' | 'to'>,
  household: WatchedHousehold,
  { profile }: Pick<Province, 'profile'>,
  now: number,
): Overtaken | undefined {
  const watch = profile.watch.find(({ name }) => name === visit.watch);
  if (!watch) return 'no-watch';
  if (watchPeriod(watch, addDays(visit.to, 1)).to < dayOf(now)) return 'lapsed';
  return notOwed(watch, household, visit);
}

export interface Planning {
  id: string;
  watch: Watch;
  subject: string;
  /** 9 digits. */
  township: string;
  village?: string | undefined;
  province: Province;
  now: number;
}

/** A new visit of the period that holds `now`, with its deadline and its ladder. */
export function planVisit({ id, watch, subject, township, village, province, now }: Planning): PlannedVisit {
  const { from, to } = watchPeriod(watch, dayOf(now));
  const due = visitDue(watch, { from, to }, now, province);
  return {
    id,
    version: 1,
    open: true,
    subject,
    status: 'planned',
    watch: watch.name,
    checklist: [...watch.checklist],
    from,
    to,
    home: township,
    plannedAt: now,
    calls: [],
    handed: [],
    ...owedBy(township, village, due, [], province),
  };
}

/** By the period's end; where the profile sets days, by the earlier of the two. */
function visitDue({ within }: Pick<Watch, 'within'>, { to }: Period, plannedAt: number, { calendar }: Province): Due {
  const atEnd: Due = { at: endOf(to), provisional: false, why: `到本期最后一天${chineseDate(to)}24时` };
  const limited = within && dueAfter(plannedAt, within, calendar);
  return limited && limited.at < atEnd.at ? limited : atEnd;
}

function owedBy(
  area: string,
  village: string | undefined,
  due: Due,
  before: PlannedVisit['steps'],
  { profile, offices, calendar }: Province,
) {
  const steps = replan(before, planSteps(due.at, area, profile, offices, calendar));
  return { area, village, due, dueAt: due.at, steps, nextStepAt: nextStepAt(steps) };
}

/** The same visit in the hands of another township, with that township's ladder. */
export const handedTo = (
  visit: PlannedVisit,
  area: string,
  village: string | undefined,
  province: Province,
): PlannedVisit => ({
  ...visit,
  version: visit.version + 1,
  ...owedBy(area, village, visit.due, visit.steps, province),
});

/**
 * An open visit as it must stand today: listed where the household lives now, and due by a calendar that meanwhile has the
 * year. Undefined where nothing changes.
 */
export function broughtUpToDate(
  visit: PlannedVisit,
  place: { township: string; village?: string | undefined },
  province: Province,
): PlannedVisit | undefined {
  const watch = province.profile.watch.find(({ name }) => name === visit.watch);
  const due = watch && visit.due.provisional ? visitDue(watch, visit, visit.plannedAt, province) : visit.due;
  const moved = place.township !== visit.home;
  if (!moved && due.at === visit.due.at && due.provisional === visit.due.provisional) return undefined;
  const [area, village] = moved ? [place.township, place.village] : [visit.area, visit.village];
  return {
    ...visit,
    version: visit.version + 1,
    home: place.township,
    ...owedBy(area, village, due, visit.steps, province),
  };
}
