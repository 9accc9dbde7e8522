import type * as z from 'zod';
import { within } from '../../domain/division.ts';
import type { Need } from '../../domain/service-match.ts';
import { type NeedDoing, openNeedActs } from '../../domain/service-match-acts.ts';
import { countyOf, suitable } from '../../domain/service-match-places.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { notFound } from '../shared/problem.ts';
import { askedArea, seesSubject, townshipsWithin } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import type { Permission } from '../shared/staff-api/permissions.ts';
import { etagOf, type RequestMark, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { householdNow } from '../shared/watched-household.ts';
import { createOnce, newTaskId } from './create-once.ts';
import { matchNeed, settleNeed } from './matching.ts';
import { needView } from './need-view.ts';
import { findOffer } from './offer-routes.ts';
import { offerItemView } from './offer-view.ts';
import { openTasks } from './open-tasks.ts';
import type { OutreachPorts } from './ports.ts';
import { mustBeCurrent, wrongField } from './refusals.ts';
import { matchBody, needBody, needsQuery, reasonBody, servedBody } from './requests.ts';

/** What households lack, and who is to bring it. */
export const needRoutes = (ports: OutreachPorts): HttpRoutes => ({
  'GET /v1/needs': route({ query: needsQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'needs.read');
    const area = askedArea(staff, query.division);
    const { items, ...more } = await openTasks(ports.needs, {
      areas: townshipsWithin(ports.province, area),
      cursor: query.cursor,
      limit: query.limit,
      wanted: ({ kind, status }) =>
        (query.kind === undefined || query.kind === kind) && (query.status === undefined || query.status === status),
    });
    await logLook(ports, staff, { action: 'needs.list', subject: `d-${area}` });
    return json(200, { ...more, items: await inParallel(16, items, (need) => needView(ports, staff, need)) });
  }),
  'GET /v1/needs/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'needs.read');
    const need = await findNeed(ports, staff, path.id);
    await logLook(ports, staff, { action: 'need.read', subject: need.subject });
    return answerWith(ports, staff, need);
  }),
  'POST /v1/needs': route({ body: needBody }, async ({ body }, request) => {
    const staff = await allowed(ports, request, 'needs.open');
    const need = await createOnce(ports.needs, await needFrom(ports, staff, body, requestMark(request, body)));
    await logLook(ports, staff, { action: 'need.open', subject: need.subject });
    return answerWith(ports, staff, need, 201);
  }),
  'GET /v1/needs/{id}/matches': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'needs.match');
    const need = await findNeed(ports, staff, path.id);
    const now = ports.clock.now();
    const { items } = await ports.offers.openIn(countyOf(need.area));
    await logLook(ports, staff, { action: 'need.matches', subject: need.subject });
    return json(200, { items: suitable(items, need, now).map((offer) => offerItemView(offer, ports.province, now)) });
  }),
  'POST /v1/needs/{id}/match': route({ path: idPath, body: matchBody }, ({ path, body }, request) =>
    acting(
      ports,
      request,
      { permission: 'needs.match', act: 'match', id: path.id, version: body.version },
      async (staff, need) => {
        await findOffer(ports, staff, body.offer);
        return matchNeed(ports, staff, need, body);
      },
    ),
  ),
  'POST /v1/needs/{id}/served': route({ path: idPath, body: servedBody }, ({ path, body }, request) => {
    const { on, note, version } = body;
    if (on > dayOf(ports.clock.now())) throw wrongField('on', '服务日期在将来,请核对');
    return settling(ports, request, 'needs.serve', path.id, version, { act: 'served', on, note });
  }),
  'POST /v1/needs/{id}/unmatch': route({ path: idPath, body: reasonBody }, ({ path, body }, request) =>
    settling(ports, request, 'needs.match', path.id, body.version, { act: 'unmatch', reason: body.reason }),
  ),
  'POST /v1/needs/{id}/close': route({ path: idPath, body: reasonBody }, ({ path, body }, request) =>
    settling(ports, request, 'needs.match', path.id, body.version, { act: 'close', reason: body.reason }),
  ),
});

const answerWith = async (ports: OutreachPorts, staff: Staff, need: Need, status = 200): Promise<HttpAnswer> =>
  json(status, await needView(ports, staff, need), { etag: etagOf(need) });

const settling = (
  ports: OutreachPorts,
  request: HttpRequest,
  permission: Permission,
  id: string,
  version: number | undefined,
  doing: Exclude<NeedDoing, { act: 'match' }>,
): Promise<HttpAnswer> =>
  acting(ports, request, { permission, act: doing.act, id, version }, (staff, need) =>
    settleNeed(ports, staff, need, doing),
  );

async function acting(
  ports: OutreachPorts,
  request: HttpRequest,
  { permission, act, id, version }: { permission: Permission; act: string; id: string; version: number | undefined },
  perform: (staff: Staff, need: Need) => Promise<Need>,
): Promise<HttpAnswer> {
  const staff = await allowed(ports, request, permission);
  const need = await findNeed(ports, staff, id);
  mustBeCurrent(versionOf(request, version), need, openNeedActs(need));
  const after = await perform(staff, need);
  await logLook(ports, staff, { action: `need.${act}`, subject: need.subject });
  return answerWith(ports, staff, after);
}

/** Village staff see the needs of households that live in their village. */
async function findNeed(ports: OutreachPorts, staff: Staff, id: string): Promise<Need> {
  const need = await ports.needs.get(id);
  if (!need) throw notFound();
  const seen =
    staff.division.length === 12 ? seesSubject(ports, staff, need.subject) : within(staff.division, need.area);
  if (!(await seen)) throw notFound();
  return need;
}

async function needFrom(
  ports: OutreachPorts,
  staff: Staff,
  { subject, kind, since, note }: z.output<typeof needBody>,
  request: RequestMark | undefined,
): Promise<Need> {
  const now = ports.clock.now();
  if (!(await seesSubject(ports, staff, subject))) throw notFound();
  if (since > dayOf(now)) throw wrongField('since', '日期在将来,请核对');
  const { township } = await householdNow(ports, subject, now);
  return {
    id: newTaskId(ports, 'n', staff, request),
    version: 1,
    open: true,
    dueAt: startOf(since),
    area: township,
    subject,
    status: 'open',
    kind,
    since,
    openedAt: now,
    openedBy: staff.sub,
    unmatched: [],
    ...(note && { note }),
    ...(request && { request }),
  };
}
