import type * as z from 'zod';
import { fullDivisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import type { PlannedVisit } from '../../domain/planned-visit.ts';
import { openVisitActs } from '../../domain/planned-visit-acts.ts';
import type { Province } from '../../domain/province.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { HouseholdNow } from '../shared/watched-household.ts';
import type { visitDetail, visitItem } from './answers.ts';

/** A line of the list: whom to visit, where, until when. */
export const visitItemView = (
  visit: PlannedVisit,
  { head, size }: Pick<HouseholdNow, 'head' | 'size'>,
  now: number,
): z.output<typeof visitItem> => ({
  id: visit.id,
  watch: visit.watch,
  from: visit.from,
  to: visit.to,
  subject: visit.subject,
  status: visit.status,
  division: visit.village ?? visit.area,
  maskedName: maskName(head?.name?.value ?? ''),
  householdSize: size,
  dueAt: offsetDateTime(visit.dueAt),
  overdue: visit.open && visit.dueAt <= now,
  version: visit.version,
});

/** All about one visit, with what those who went there before found. */
export const visitView = (
  visit: PlannedVisit,
  household: Pick<HouseholdNow, 'head' | 'size'>,
  { divisions }: Province,
  { role }: Staff,
  now: number,
): z.output<typeof visitDetail> => ({
  ...visitItemView(visit, household, now),
  place: fullDivisionName(visit.village ?? visit.area, divisions),
  why: visit.due.why,
  provisional: visit.due.provisional,
  checklist: visit.checklist,
  calls: visit.calls.map(({ request: _request, visitedAt, at, ...call }) => ({
    ...call,
    visitedAt: offsetDateTime(visitedAt),
    at: offsetDateTime(at),
  })),
  handed: visit.handed.map(({ at, ...each }) => ({ ...each, at: offsetDateTime(at) })),
  ...(visit.closed && {
    closed: {
      at: offsetDateTime(visit.closed.at),
      by: visit.closed.by,
      ...(visit.closed.note && { note: visit.closed.note }),
    },
  }),
  openActs: openVisitActs(visit).filter((act) => may(role, act === 'reassign' ? 'visits.reassign' : 'visits.act')),
});
