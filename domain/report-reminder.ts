import { type Calendar, workdayBefore } from './calendar.ts';
import { divisionName } from './division.ts';
import { type Owed, owedIn } from './expectation.ts';
import type { Notice } from './notice.ts';
import type { NoticeIds } from './notice-plan.ts';
import { type Office, officeFor } from './office.ts';
import type { Profile } from './profile.ts';
import type { Province } from './province.ts';
import { addMonths, chineseDate, type Day, daysBetween, endOf, monthOf, startOf } from './shanghai-day.ts';

/** Workdays before its day on which somebody hears of what is not there. */
const SOON_WORKDAYS = 3;
/** A run that was missed on the day after is made up for within so many days; after that it is next month's matter. */
const LATE_DAYS = 3;

export type ReportStage = 'due-soon' | 'overdue';

/** What one department owes, at a stage where somebody is reminded of it if it is not there. */
export interface ReportDue extends Owed {
  department: string;
  name: string;
  stage: ReportStage;
}

/** Everything that is to be looked for on a day: from three workdays before it is due, and just after. */
export function reportsDue({ departments }: Pick<Profile, 'departments'>, today: Day, calendar: Calendar): ReportDue[] {
  const months = [-1, 0, 1].map((shift) => addMonths(`${monthOf(today)}-01`, shift));
  return departments.flatMap(({ key, name, expects = [] }) =>
    months
      .flatMap((month) => owedIn(expects, month))
      .flatMap((owed) => {
        const stage = stageOf(owed.dueOn, today, calendar);
        return stage === undefined ? [] : [{ ...owed, department: key, name, stage }];
      }),
  );
}

function stageOf(dueOn: Day, today: Day, calendar: Calendar): ReportStage | undefined {
  if (today <= dueOn)
    return startOf(today) >= workdayBefore(endOf(dueOn), SOON_WORKDAYS, calendar) ? 'due-soon' : undefined;
  return daysBetween(dueOn, today) <= LATE_DAYS ? 'overdue' : undefined;
}

/** A report that did not come for a county (6 digits). */
export interface MissingReport extends Pick<ReportDue, 'name' | 'stage' | 'dueOn'> {
  county: string;
}

/**
 * Tells the counties' offices: before the day with the morning's digest, after it by a message of its own. One an office, day and
 * stage, whatever is found missing by later runs; an office that serves several counties hears of all at once.
 */
export function reportNotices(
  missing: readonly MissingReport[],
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const told = missing.flatMap((each) => {
    const office = officeFor(province.offices, 'county', townshipListOf(each.county));
    return office ? [{ ...each, office }] : [];
  });
  const groups = Map.groupBy(told, ({ office, stage, dueOn }) => `${office.id}#${stage}#${dueOn}`);
  return [...groups.values()].flatMap((group) => noticeTo(group, province, ids, now) ?? []);
}

function noticeTo(
  group: readonly (MissingReport & { office: Office })[],
  { divisions }: Province,
  ids: NoticeIds,
  now: number,
): Notice | undefined {
  const [first] = group;
  if (!first) return undefined;
  const { office, stage, dueOn } = first;
  const subject = `o-${office.id}`;
  const kind = `reports-${stage}` as const;
  const counties = [...new Set(group.map(({ county }) => county))];
  const by = stage === 'due-soon' ? 'digest' : 'sms';
  return {
    subject,
    id: ids.notice('reports', stage, dueOn, office.id),
    kind,
    channel: by === 'sms' && !ids.smsAvailable ? 'call-back' : by,
    audience: { to: 'office', office: office.id, role: office.role },
    cause: `reports#${stage}#${dueOn}`,
    township: townshipListOf(first.county),
    reason: stage === 'due-soon' ? '部门该报的数据快到日子还没报' : '部门该报的数据过了日子还没报',
    values: {
      地点: several(
        counties.map((county) => divisionName(townshipListOf(county), divisions)),
        '个县区',
        1,
      ),
      事项: several([...new Set(group.map(({ name }) => name))], '个部门', 3),
      期限: chineseDate(dueOn),
    },
    status: 'queued',
    createdAt: now,
  };
}

/** All of them, or where they are more than `most` the first of them and how many they are. */
const several = (names: readonly string[], counted: string, most: number) =>
  names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')}等${names.length}${counted}`;

const townshipListOf = (county: string) => county.padEnd(9, '0');
