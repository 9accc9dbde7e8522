import type * as z from 'zod';
import { within } from '../../domain/division.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { seesSubject } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { noticePage, noticeWords } from './notice-answers.ts';
import { noticeLives } from './notice-life.ts';
import type { ApiPorts } from './ports.ts';
import { noticesQuery, noticeUnmaskBody } from './requests.ts';
import { troubledPage } from './troubled-notices.ts';
import { listSubject } from './worklist.ts';

/** What was sent to whom and what became of it: of one file, or what did not arrive in an area. */
export const noticeRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/notices': route({ query: noticesQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'notices.read');
    const { subject, status } = query;
    if (subject === undefined) {
      const page = await troubledPage(ports, staff, query);
      await logLook(ports, staff, { action: 'notices.list', subject: listSubject(staff, query.division) });
      return json(200, page);
    }
    if (!(await seesNoticesOf(ports, staff, subject))) throw notFound();
    const notices = await ports.notices.of(subject);
    await logLook(ports, staff, { action: 'notices.list', subject });
    const wanted = notices.filter((notice) => status === undefined || notice.status === status);
    return json(200, { items: await noticeLives(ports, wanted) } satisfies z.output<typeof noticePage>);
  }),
  'POST /v1/notices/{id}/unmask': route({ path: idPath, body: noticeUnmaskBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'people.unmask');
    const { subject, purpose, note } = body;
    const notice = (await seesNoticesOf(ports, staff, subject)) && (await ports.notices.get({ subject, id: path.id }));
    if (!notice) throw notFound();
    await logLook(ports, staff, { action: 'notice.unmask', subject, purpose, ...(note !== undefined && { note }) });
    const words = noticeText(notice, ports.province.profile);
    const text = notice.text ?? (words.ok ? words.value : '');
    return json(200, { text, sent: notice.text !== undefined } satisfies z.output<typeof noticeWords>);
  }),
});

async function seesNoticesOf(ports: ApiPorts, staff: Staff, subject: string): Promise<boolean> {
  if (!subject.startsWith('o-')) return seesSubject(ports, staff, subject);
  const office = ports.province.offices.find(({ id }) => `o-${id}` === subject);
  return office !== undefined && within(staff.division, office.division);
}
