import type * as z from 'zod';
import { townshipOf, within } from '../../domain/division.ts';
import type { PlannedVisit } from '../../domain/planned-visit.ts';
import { openVisitActs, type VisitDoing } from '../../domain/planned-visit-acts.ts';
import { overtaken } from '../../domain/planned-visit-owed.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { notFound } from '../shared/problem.ts';
import { askedArea, townshipsWithin } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import type { Permission } from '../shared/staff-api/permissions.ts';
import { etagOf, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { householdNow } from '../shared/watched-household.ts';
import type { actedVisit, visitPage } from './answers.ts';
import { openTasks } from './open-tasks.ts';
import type { OutreachPorts } from './ports.ts';
import { wrongField } from './refusals.ts';
import { doneBody, reassignBody, skipBody, visitsQuery } from './requests.ts';
import { performVisit } from './visit-acting.ts';
import { needIdOf } from './visit-findings.ts';
import { visitItemView, visitView } from './visit-view.ts';

/** Planned visits: the list of a village or township, one of them, and what was done. */
export const visitRoutes = (ports: OutreachPorts): HttpRoutes => ({
  'GET /v1/planned-visits': route({ query: visitsQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'visits.read');
    const page = await visitList(ports, staff, query);
    await logLook(ports, staff, {
      action: 'planned-visits.list',
      subject: `d-${askedArea(staff, query.division)}`,
    });
    return json(200, page);
  }),
  'GET /v1/planned-visits/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'visits.read');
    const visit = await findVisit(ports, staff, path.id);
    const now = ports.clock.now();
    const household = await householdNow(ports, visit.subject, now);
    await logLook(ports, staff, { action: 'planned-visit.read', subject: visit.subject });
    return json(200, visitView(visit, household, ports.province, staff, now), { etag: etagOf(visit) });
  }),
  'POST /v1/planned-visits/{id}/done': route({ path: idPath, body: doneBody }, ({ path, body }, request) =>
    doing(ports, request, 'visits.act', path.id, body.version, calledAt(request, body)),
  ),
  'POST /v1/planned-visits/{id}/skip': route({ path: idPath, body: skipBody }, ({ path, body }, request) => {
    const { reason, note } = body;
    return doing(ports, request, 'visits.act', path.id, body.version, { act: 'skip', reason, note });
  }),
  'POST /v1/planned-visits/{id}/reassign': route({ path: idPath, body: reassignBody }, ({ path, body }, request) => {
    const { to, reason } = body;
    if (!within(ports.province.profile.division, to)) throw wrongField('to', '只能改由本省的乡镇或村走访');
    const place = { township: townshipOf(to), ...(to.length === 12 && { village: to }) };
    return doing(ports, request, 'visits.reassign', path.id, body.version, { act: 'reassign', to: place, reason });
  }),
});

/** What is no longer owed is left out; the next morning's run takes it off. */
async function visitList(
  ports: OutreachPorts,
  staff: Staff,
  { division, watch, overdue, cursor, limit }: z.output<typeof visitsQuery>,
): Promise<z.output<typeof visitPage>> {
  const now = ports.clock.now();
  const page = await openTasks(ports.visits, {
    areas: townshipsWithin(ports.province, askedArea(staff, division)),
    cursor,
    limit,
    wanted: (visit) => sees(staff, visit) && (watch === undefined || visit.watch === watch),
    ...(overdue === 'true' && { until: now }),
    ...(overdue === 'false' && { after: now }),
  });
  const items = await inParallel(16, page.items, async (visit) => {
    const household = await householdNow(ports, visit.subject, now);
    return overtaken(visit, household, ports.province, now) ? undefined : visitItemView(visit, household, now);
  });
  return { ...page, items: items.flatMap((item) => item ?? []) };
}

/** Village staff see the households whose address names their village. */
const sees = ({ division }: Staff, { village, area }: PlannedVisit) => within(division, village ?? area);

async function findVisit({ visits }: OutreachPorts, staff: Staff, id: string): Promise<PlannedVisit> {
  const visit = await visits.get(id);
  if (!visit || !sees(staff, visit)) throw notFound();
  return visit;
}

async function doing(
  ports: OutreachPorts,
  request: HttpRequest,
  permission: Permission,
  id: string,
  version: number | undefined,
  what: VisitDoing,
): Promise<HttpAnswer> {
  const staff = await allowed(ports, request, permission);
  const visit = await findVisit(ports, staff, id);
  const after = await performVisit(ports, staff, visit, versionOf(request, version), what);
  await logLook(ports, staff, { action: `planned-visit.${what.act}`, subject: visit.subject });
  return json(200, actedView(ports, after, what), { etag: etagOf(after) });
}

/** The digest is over the whole body but the version: a repeated request may have read a newer one meanwhile. */
function calledAt(request: HttpRequest, body: z.output<typeof doneBody>): VisitDoing {
  const { version: _version, note, ...call } = body;
  const mark = requestMark(request, { act: 'done', ...call, ...(note && { note }) });
  return { act: 'done', call: { ...call, ...(note && { note }), ...(mark && { request: mark }) } };
}

const actedView = (ports: OutreachPorts, visit: PlannedVisit, what: VisitDoing): z.output<typeof actedVisit> => ({
  id: visit.id,
  status: visit.status,
  version: visit.version,
  dueAt: offsetDateTime(visit.dueAt),
  openActs: openVisitActs(visit),
  reported: what.act === 'done' ? what.call.needs : [],
  needs: what.act === 'done' ? what.call.services.map((kind) => needIdOf(ports, visit, kind)) : [],
});
