import { divisionName } from './division.ts';
import type { Notice } from './notice.ts';
import { describe, type NoticeIds, officeNotice, townOf } from './notice-plan.ts';
import { withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { chineseDate, dayOf } from './shanghai-day.ts';
import type { Warning } from './warning.ts';

/** Who had it longest ago is forgotten first. */
const MOST_FORMER = 5;

/**
 * The warning in other hands: visits made, deadlines and a pause stay; only who accepted it has not yet. `detail` says from
 * where to where, for its history.
 */
export function handedOver(
  warning: Warning,
  to: { township: string; office?: string | undefined },
  why: string,
  province: Province,
  now: number,
): { warning: Warning; detail: string } {
  const next = withPlan(
    {
      ...warning,
      township: to.township,
      status: warning.status === 'accepted' ? 'raised' : warning.status,
      formerly: [...(warning.formerly ?? []), { township: warning.township, until: warning.version }].slice(
        -MOST_FORMER,
      ),
    },
    province,
  );
  const path = `由${placeOf(warning, province)}转到${placeOf(next, province)}`;
  const note = `;${chineseDate(dayOf(now))}${why},${path},期限不变`;
  const due = next.status === 'visited' ? 'feedbackDue' : 'visitDue';
  return {
    warning: { ...next, [due]: { ...next[due], why: `${next[due].why}${note}` } },
    detail: `${why}:${path}办理`,
  };
}

/** The office by its name, else the place. */
function placeOf({ office, township }: Pick<Warning, 'office' | 'township'>, { offices, divisions }: Province): string {
  const name = offices.find(({ id }) => id === office)?.name;
  return name ?? divisionName(township, divisions);
}

/** Whoever has it now is told what is owed; whoever had it reads in the morning that it is off the list. */
export function handOverNotices(
  before: Warning,
  after: Warning,
  { by, reason }: { by: 'sms' | 'digest'; reason: string },
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const urgent = province.profile.levels.list.find(({ key }) => key === after.peakLevel)?.urgent;
  const tell = (warning: Warning, kind: Notice['kind'], how: 'sms' | 'digest', why: string): Notice[] => {
    const office = province.offices.find(({ id }) => id === warning.office);
    if (!office) return [];
    const values = { ...describe(after, province), 乡镇: townOf(office.name) };
    const cause = `v${after.version}`;
    return [
      officeNotice(ids, now, {
        kind,
        warning: after,
        office: office.id,
        role: office.role,
        by: how,
        cause,
        reason: why,
        values,
        about: {
          deadline: after.status === 'visited' ? 'feedback' : 'visit',
          dueAt: after.dueAt,
          level: after.peakLevel,
        },
      }),
    ];
  };
  if (before.office === after.office) return [];
  return [
    ...tell(after, after.status === 'visited' ? 'taken-over' : 'warning-raised', urgent ? 'sms' : by, `${reason},转来`),
    ...tell(before, 'handed-over', 'digest', `${reason},转出`),
  ];
}
