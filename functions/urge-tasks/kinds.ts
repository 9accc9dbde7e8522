import { plannedVisitSchema } from '../../domain/planned-visit.ts';
import { remindVisit } from '../../domain/planned-visit-reminder.ts';
import { referralSchema } from '../../domain/referral.ts';
import { remindReferral } from '../../domain/referral-reminder.ts';
import type { StoreDeps } from '../shared/dynamo/table.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { type UrgedKind, urged } from './urged-kind.ts';

/** All work that somebody owes by a day beside the warnings: a line each. */
export const urgedKinds = (work: StoreDeps): UrgedKind[] => [
  urged({ kind: 'referral', tasks: dynamoTasks(work, 'referral', referralSchema), remind: remindReferral }),
  urged({ kind: 'visit', tasks: dynamoTasks(work, 'visit', plannedVisitSchema), remind: remindVisit }),
];
