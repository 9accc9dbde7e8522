import { remindCall } from '../../domain/hotline-notices.ts';
import { hotlineOrderSchema } from '../../domain/hotline-order.ts';
import { plannedVisitSchema } from '../../domain/planned-visit.ts';
import { referralSchema } from '../../domain/referral.ts';
import { remindReferral } from '../../domain/referral-reminder.ts';
import type { StoreDeps } from '../shared/dynamo/table.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import type { WatchedPorts } from '../shared/watched-household.ts';
import { type UrgedKind, urged } from './urged-kind.ts';
import { visitLine } from './visit-line.ts';

/** All work that somebody owes by a day beside the warnings: a line each. */
export const urgedKinds = (work: StoreDeps, watched: WatchedPorts): UrgedKind[] => [
  urged({ kind: 'call', tasks: dynamoTasks(work, 'call', hotlineOrderSchema), remind: remindCall }),
  urged({ kind: 'referral', tasks: dynamoTasks(work, 'referral', referralSchema), remind: remindReferral }),
  urged(visitLine(dynamoTasks(work, 'visit', plannedVisitSchema), watched)),
];
