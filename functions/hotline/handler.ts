import type * as z from 'zod';
import type { OrderDoing } from '../../domain/hotline-acts.ts';
import { type HttpRequest, type HttpRoute, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { HttpProblem } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, requestMark, versionOf } from '../shared/staff-api/version.ts';
import { findOrder, perform } from './acting.ts';
import type { unmaskedCaller } from './answers.ts';
import { callerLookup } from './caller-lookup.ts';
import { orderList } from './order-list.ts';
import type { HotlinePorts } from './ports.ts';
import { receive } from './receive.ts';
import * as body from './requests.ts';
import { seesContent } from './sight.ts';
import { orderView } from './view.ts';

/** The hotline: every call is a work order from whoever takes it to the caller's own word on how it went. */
export const hotline = (ports: HotlinePorts): HttpRoutes => ({
  'POST /v1/calls': route({ body: body.createBody }, async ({ body: told }, request) => {
    const staff = await allowed(ports, request, 'orders.create');
    const order = await receive(ports, staff, told, requestMark(request, told));
    await logLook(ports, staff, { action: 'call.receive', subject: order.subject ?? order.id });
    return json(201, await orderView(ports, staff, order), { etag: etagOf(order) });
  }),
  'GET /v1/calls': route({ query: body.ordersQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'orders.read');
    const page = await orderList(ports, staff, query);
    await logLook(ports, staff, { action: 'calls.list', subject: `d-${askedArea(staff, query.division)}` });
    return json(200, page);
  }),
  'POST /v1/calls/lookup': route({ body: body.phoneBody }, async ({ body: { phone } }, request) => {
    const staff = await allowed(ports, request, 'orders.create');
    const found = await callerLookup(ports, staff, phone);
    // A search that finds nobody is a look as well: trying out numbers must show in the log.
    const subjects = found.people.length > 0 ? found.people.map(({ id }) => id) : [`d-${staff.division}`];
    for (const subject of subjects) await logLook(ports, staff, { action: 'call.lookup', subject, fields: ['phone'] });
    return json(200, found);
  }),
  'GET /v1/calls/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'orders.read');
    const order = await findOrder(ports, staff, path.id);
    await logLook(ports, staff, { action: 'call.read', subject: order.subject ?? order.id });
    return json(200, await orderView(ports, staff, order), { etag: etagOf(order) });
  }),
  'POST /v1/calls/{id}/unmask': route(
    { path: idPath, body: body.unmaskCallerBody },
    async ({ path, body: { fields, purpose, note } }, request) => {
      const staff = await allowed(ports, request, 'orders.act');
      const order = await findOrder(ports, staff, path.id);
      if (!seesContent(staff, order, ports.province))
        throw new HttpProblem(403, '这是保密工单,来电人只给承办单位和热线看');
      const asked = { purpose, fields, ...(note !== undefined && { note }) };
      await logLook(ports, staff, { action: 'call.unmask', subject: order.subject ?? order.id, ...asked });
      const { name, phone } = order.caller;
      return json(200, {
        ...(fields.includes('name') && name !== undefined && { name }),
        ...(fields.includes('phone') && phone !== undefined && { phone }),
      } satisfies z.output<typeof unmaskedCaller>);
    },
  ),
  'POST /v1/calls/{id}/dispatch': acting(ports, body.dispatchBody, ({ owner, coOwners, note }) => ({
    act: 'dispatch',
    owner,
    coOwners,
    note,
  })),
  'POST /v1/calls/{id}/sign': acting(ports, body.bareBody, () => ({ act: 'sign' })),
  'POST /v1/calls/{id}/return': acting(ports, body.reasonBody, ({ reason }) => ({ act: 'return', reason })),
  'POST /v1/calls/{id}/reassign': acting(ports, body.reassignBody, ({ owner, coOwners, reason }) => ({
    act: 'reassign',
    owner,
    coOwners,
    reason,
  })),
  'POST /v1/calls/{id}/extend': acting(ports, body.extendBody, ({ workdays, reason, approver }) => ({
    act: 'extend',
    workdays,
    reason,
    approver,
  })),
  'POST /v1/calls/{id}/pause': acting(ports, body.pauseBody, ({ reason, until }) => ({ act: 'pause', reason, until })),
  'POST /v1/calls/{id}/resume': acting(ports, body.bareBody, () => ({ act: 'resume' })),
  'POST /v1/calls/{id}/conference': acting(ports, body.conferenceBody, ({ offices, minute, decision }) => ({
    act: 'conference',
    offices,
    minute,
    decision,
  })),
  'POST /v1/calls/{id}/reply': acting(ports, body.replyBody, ({ text }) => ({ act: 'reply', text })),
  'POST /v1/calls/{id}/close': acting(ports, body.closeBody, ({ reason }) => ({ act: 'close', reason })),
  'POST /v1/calls/{id}/call-back': acting(ports, body.callBackBody, ({ result, satisfaction, note }) => ({
    act: 'call-back',
    made: { result, satisfaction, note },
  })),
  'POST /v1/calls/{id}/redo': acting(ports, body.reasonBody, ({ reason }) => ({ act: 'redo', reason })),
  'POST /v1/calls/{id}/redirect': acting(ports, body.redirectBody, ({ to, reason }) => ({
    act: 'redirect',
    to,
    reason,
  })),
  'POST /v1/calls/{id}/link': acting(ports, body.linkBody, ({ to, reason }) => ({ act: 'link', to, reason })),
});

/** An act on one order: the version it is made on, and what it says. */
function acting<S extends z.ZodType<{ version?: number | undefined }>>(
  ports: HotlinePorts,
  said: S,
  doingOf: (said: z.output<S>) => OrderDoing,
): HttpRoute {
  const body = said.transform((whole) => ({ version: whole.version, doing: doingOf(whole) }));
  return route({ path: idPath, body }, ({ path, body: { version, doing } }, request) =>
    done(ports, request, path.id, version, doing),
  );
}

async function done(
  ports: HotlinePorts,
  request: HttpRequest,
  id: string,
  version: number | undefined,
  doing: OrderDoing,
): Promise<HttpAnswer> {
  const staff = await allowed(ports, request, 'orders.act');
  const seen = versionOf(request, version);
  const after = await perform(ports, staff, id, seen, doing, requestMark(request, doing));
  await logLook(ports, staff, { action: `call.${doing.act}`, subject: after.subject ?? after.id });
  return json(200, await orderView(ports, staff, after), { etag: etagOf(after) });
}
