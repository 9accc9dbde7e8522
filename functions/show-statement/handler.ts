import * as z from 'zod';
import { dayOf, isDay } from '../../domain/shanghai-day.ts';
import { undelivered } from '../../domain/statement-delivery.ts';
import { previousPeriod } from '../../domain/statement-period.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { binary, type HttpAnswer, json, text } from '../shared/http-answer.ts';
import { issueStatement } from '../shared/issue-statement.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { etagOf } from '../shared/staff-api/version.ts';
import { doorKeyOf } from '../shared/statement-door.ts';
import { statementSubjectOf } from '../shared/statement-people.ts';
import { statementHtml } from '../shared/statement-sheet/html.ts';
import type { IssuedStatement } from '../shared/statements.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { statementPdf } from './pdf.ts';
import type { ShowStatementPorts } from './ports.ts';
import { printOrderOf } from './print-order.ts';
import { printRoutes } from './print-routes.ts';
import { inArea } from './sees-statement.ts';

const statementPath = z.object({ id: z.string().max(120) });
const day = z.string().refine(isDay, { error: '日期要写成 2026-11-05 这样' });
/** Without a period: the last one that has ended. */
const order = z
  .strictObject({
    from: day.optional(),
    to: day.optional(),
    tell: z.boolean().optional(),
    for: z.enum(['person', 'household'], { error: 'for 要写 person(只给这个人)或 household(全家)' }).optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), { path: ['to'], error: '起止日期要一起写' })
  .refine(({ from = '', to = '' }) => from <= to, { path: ['to'], error: '截止日期不能早于起始日期' });

/** One statement as page, paper or data, one made on demand beside the closed series; a village's to print, and who took them. */
export const showStatement = (ports: ShowStatementPorts): HttpRoutes => ({
  ...printRoutes(ports),
  ...deliveryRoutes(ports),
  'GET /v1/statements/{id}': route({ path: statementPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'statements.read');
    const issued = await ports.statements.get(path.id);
    if (!issued || !(await inArea(ports, staff, issued.subject))) throw notFound();
    await logLook(ports, staff, { action: 'statement.read', subject: issued.subject });
    return shown(ports, issued, request.headers['accept'] ?? '');
  }),
  'POST /v1/people/{id}/statements': route(
    { path: z.object({ id: z.string().max(60) }), body: order },
    async ({ path, body }, request) => {
      const staff = await allowed(ports, request, 'statements.issue');
      const subject = await subjectFor(ports, path.id, body.for);
      if (!subject || !(await inArea(ports, staff, subject))) throw notFound();
      const last = previousPeriod(ports.province.profile.statement.period, dayOf(ports.clock.now()));
      const { from = last.from, to = last.to } = body;
      const made = await issueStatement(ports, {
        subject,
        period: { from, to },
        scheduled: false,
        tell: body.tell ?? false,
      });
      if (!made) throw notFound();
      await logLook(ports, staff, { action: 'statement.issue', subject: subject });
      return json(201, { id: made.issued.id, from, to, heading: made.issued.statement.heading });
    },
  ),
  'POST /v1/statements/{id}/unlock': route({ path: statementPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'statements.unlock');
    const issued = await ports.statements.get(path.id);
    if (!issued || !(await inArea(ports, staff, issued.subject))) throw notFound();
    await logLook(ports, staff, { action: 'statement.unlock', subject: issued.subject });
    await ports.statements.unlock(doorKeyOf(ports.hasher, issued));
    return json(200, { id: issued.id, locked: false });
  }),
});

/** Of the person alone or of the household, as is asked; else as the rules have it. */
async function subjectFor(
  { people, province }: ShowStatementPorts,
  id: string,
  asked: 'person' | 'household' | undefined,
): Promise<string | undefined> {
  if (id.startsWith('h-')) {
    if (asked !== 'person') return id;
    const message = '要只给一个人开,请写这个人的编号(p-…)';
    throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'for', code: 'household', message }] });
  }
  const person = (await people.get([id])).get(id);
  if (!person || asked === 'person') return person?.id;
  return asked === 'household' ? (person.household ?? person.id) : statementSubjectOf(person, province);
}

async function shown(ports: ShowStatementPorts, issued: IssuedStatement, accept: string): Promise<HttpAnswer> {
  if (accept.includes('application/pdf')) {
    const { pdf } = await statementPdf(await printOrderOf(ports, issued), await ports.typefaces());
    return binary(200, 'application/pdf', pdf, { 'content-disposition': 'inline; filename="statement.pdf"' });
  }
  if (accept.includes('text/html')) return text(200, 'text/html; charset=utf-8', statementHtml(issued.statement));
  const { version } = (await ports.statements.deliveries(issued.id)) ?? undelivered(issued.id);
  return json(200, { id: issued.id, version, ...issued.statement }, { etag: etagOf({ version }) });
}
