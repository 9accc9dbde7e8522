import { within } from '../../domain/division.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { seesSubject } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import type { Staff } from '../shared/staff-token.ts';
import { noticeViews } from './notice-view.ts';
import type { ApiPorts } from './ports.ts';
import { noticesQuery } from './requests.ts';

/** What was sent to whom about a household, a person, a lead, or as an office's digest. */
export const noticeRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/notices': route({ query: noticesQuery }, async ({ query: { subject, status } }, request) => {
    const staff = await allowed(ports, request, 'notices.read');
    if (!(await seesNoticesOf(ports, staff, subject))) throw notFound();
    const notices = await ports.notices.of(subject);
    await logLook(ports, staff, { action: 'notices.list', subject });
    const wanted = notices.filter((notice) => status === undefined || notice.status === status);
    return json(200, { items: await noticeViews(ports, wanted) });
  }),
});

async function seesNoticesOf(ports: ApiPorts, staff: Staff, subject: string): Promise<boolean> {
  if (!subject.startsWith('o-')) return seesSubject(ports, staff, subject);
  const office = ports.province.offices.find(({ id }) => `o-${id}` === subject);
  return office !== undefined && within(staff.division, office.division);
}
