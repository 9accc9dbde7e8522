import type { Call, PlannedVisit } from '../../domain/planned-visit.ts';
import type { Need } from '../../domain/service-match.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Staff } from '../shared/staff-token.ts';
import { storeEvent } from '../shared/store-event.ts';
import { householdNow } from '../shared/watched-household.ts';
import type { OutreachPorts } from './ports.ts';
import { wrongField } from './refusals.ts';

type Found = Omit<Call, 'by' | 'at'>;

/**
 * What a visit found goes the way of everything else: hardship as a self-report, which opens a warning by the province's
 * rules; what no money answers as a need for a service. Stored again, neither changes.
 */
export async function keepFindings(
  ports: OutreachPorts,
  staff: Staff,
  visit: PlannedVisit,
  found: Found,
): Promise<void> {
  const { head, township } = await householdNow(ports, visit.subject, ports.clock.now());
  if (found.needs.length > 0 && !head) throw wrongField('needs', '这户现在没有成员,不能登记困难');
  for (const need of found.needs) if (head) await report(ports, staff, visit, found, need, head.idNumber);
  for (const kind of found.services) await ports.needs.put(needOf(ports, staff, visit, found, kind, township));
}

/** One report a kind of hardship. Other words under the same id, as after a corrected note, change nothing. */
async function report(
  ports: OutreachPorts,
  { role }: Staff,
  { id, area }: PlannedVisit,
  { visitedAt, met, note }: Found,
  need: Found['needs'][number],
  idNumber: string,
): Promise<void> {
  await storeEvent(ports, {
    source: '//staff/planned-visits',
    id: `${id}:${need}`,
    name: 'self-report',
    time: offsetDateTime(visitedAt),
    department: ports.province.profile.roster.householdFrom,
    area,
    data: {
      person: { idNumber },
      reportedOn: dayOf(visitedAt),
      via: role === 'social-worker' ? 'social-worker' : 'grid-worker',
      reportedBy: met === 'nobody' ? 'official' : met,
      need,
      ...(note && { note: note.slice(0, MOST_WORDS) }),
    },
  });
}

/** A self-report's note holds this much; the whole of it stands in the visit. */
const MOST_WORDS = 200;

/** A service found missing by one visit is one need. */
export const needIdOf = (
  { hasher }: Pick<OutreachPorts, 'hasher'>,
  { id }: Pick<PlannedVisit, 'id'>,
  kind: Need['kind'],
): string => `n-${hasher.scoped('task', 'need', id, kind)}`;

function needOf(
  ports: OutreachPorts,
  { sub }: Staff,
  visit: PlannedVisit,
  { visitedAt, note }: Found,
  kind: Need['kind'],
  township: string,
): Need {
  const since = dayOf(visitedAt);
  return {
    id: needIdOf(ports, visit, kind),
    version: 1,
    open: true,
    dueAt: startOf(since),
    area: township,
    subject: visit.subject,
    status: 'open',
    kind,
    since,
    openedAt: ports.clock.now(),
    openedBy: sub,
    visit: visit.id,
    unmatched: [],
    ...(note && { note }),
  };
}
