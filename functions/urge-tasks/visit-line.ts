import type { PlannedVisit } from '../../domain/planned-visit.ts';
import { overtaken } from '../../domain/planned-visit-owed.ts';
import { remindVisit } from '../../domain/planned-visit-reminder.ts';
import { householdNow, type WatchedPorts } from '../shared/watched-household.ts';
import type { TaskLine } from './urged-kind.ts';

/** Planned visits: nobody is urged about a household that died out, moved away or is being seen because of a warning. */
export const visitLine = (tasks: TaskLine<PlannedVisit>['tasks'], watched: WatchedPorts): TaskLine<PlannedVisit> => ({
  kind: 'visit',
  tasks,
  remind: remindVisit,
  isOwed: async (visit, now) =>
    overtaken(visit, await householdNow(watched, visit.subject, now), watched.province, now) === undefined,
});
