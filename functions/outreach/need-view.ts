import type * as z from 'zod';
import { fullDivisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import { type Need, serviceNames } from '../../domain/service-match.ts';
import { openNeedActs } from '../../domain/service-match-acts.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { headOf } from '../shared/staff-api/area.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { needDetail } from './answers.ts';
import type { OutreachPorts } from './ports.ts';

/** A need as this caller may see it: a social organisation learns what is missing where, and not whose. */
export async function needView(
  ports: Pick<OutreachPorts, 'people' | 'province'>,
  { role }: Staff,
  need: Need,
): Promise<z.output<typeof needDetail>> {
  const { match, served, closed } = need;
  const head = may(role, 'needs.names') ? await headOf(ports, need.subject) : undefined;
  return {
    id: need.id,
    kind: need.kind,
    kindName: serviceNames[need.kind],
    status: need.status,
    division: need.area,
    place: fullDivisionName(need.area, ports.province.divisions),
    since: need.since,
    openedAt: offsetDateTime(need.openedAt),
    openedBy: need.openedBy,
    ...(may(role, 'needs.names') && {
      ...(need.visit && { visit: need.visit }),
      subject: need.subject,
      maskedName: maskName(head?.name?.value ?? ''),
      ...(need.note && { note: need.note }),
    }),
    ...(match && {
      match: {
        offer: match.offer,
        organisation: match.organisation,
        contact: match.contact,
        ...(may(role, 'needs.names') && match.handover && { handover: match.handover }),
        at: offsetDateTime(match.at),
      },
    }),
    ...(served && { served: { ...served, at: offsetDateTime(served.at) } }),
    ...(closed && { closed: { ...closed, at: offsetDateTime(closed.at) } }),
    version: need.version,
    openActs: openNeedActs(need).filter((act) => may(role, act === 'served' ? 'needs.serve' : 'needs.match')),
  };
}
