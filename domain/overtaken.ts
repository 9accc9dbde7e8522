import { within } from './division.ts';
import type { Notice } from './notice.ts';
import { lastDay } from './notice-plan.ts';
import { type Office, servedBy } from './office.ts';
import { isOpen, type Warning } from './warning.ts';

/**
 * Why a notice about a warning is not to go out any more, in Chinese; undefined where it still says what is the case. Asked
 * at the moment of sending, of the warning as it stands then: a night may lie between the two.
 */
export function overtaken(
  notice: Pick<Notice, 'kind' | 'audience' | 'about'>,
  warning: Warning | undefined,
  offices: readonly Office[],
  now: number,
): string | undefined {
  if (!warning || !isOpen(warning)) return '预警已办结或撤销';
  if (notice.audience.to !== 'office') return undefined;
  const moved = elsewhere(notice.audience, warning, offices) ? '已改由其他单位办理,不再发给原单位' : undefined;
  switch (notice.kind) {
    case 'warning-raised':
    case 'level-raised':
      return (
        moved ?? (notice.about && notice.about.level !== warning.peakLevel ? '级别又有变化,以新的通知为准' : undefined)
      );
    case 'due-soon':
      return moved ?? notNow(notice, warning) ?? (warning.dueAt <= now ? '期限已过,另行催办' : undefined);
    case 'urge':
    case 'overdue-reminder':
      return moved ?? notNow(notice, warning) ?? later(warning, now);
    default:
      return undefined;
  }
}

const later = ({ dueAt }: Warning, now: number) => (dueAt > now ? `期限改到${lastDay(dueAt)},不用再催` : undefined);

function notNow({ about }: Pick<Notice, 'about'>, { paused, status, dueAt }: Warning): string | undefined {
  if (paused) return '预警已暂停计时,不催';
  const deadline = about?.deadline ?? 'visit';
  if (deadline === 'visit' && status === 'visited') return '已经入户,不用再催';
  if (deadline === 'feedback' && status !== 'visited') return '预警已重新办理,不再催反馈';
  return about && about.dueAt < dueAt ? `期限改到${lastDay(dueAt)},以新的提醒为准` : undefined;
}

/** The office that had to work it has it no longer, or the one that was to press lies elsewhere. */
function elsewhere(
  { office: id, role }: { office: string; role: string },
  { office, township }: Warning,
  offices: readonly Office[],
): boolean {
  if (role === 'township') return office !== undefined && office !== id;
  const told = offices.find((each) => each.id === id);
  return told !== undefined && !servedBy(told).some((area) => within(area, township)) && office !== id;
}
