import { within } from '../../domain/division.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { attempt } from './call-attempts.ts';
import { callQueue, callViewOf } from './call-queue.ts';
import type { ApiPorts } from './ports.ts';
import { attemptBody, callsQuery } from './requests.ts';
import { listSubject } from './worklist.ts';

/** Calls the hotline owes to people and offices that no text message reaches. */
export const callRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/call-backs': route({ query: callsQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'calls.read');
    const page = await callQueue(ports, staff, query);
    await logLook(ports, staff, { action: 'call-backs.list', subject: listSubject(staff, query.division) });
    return json(200, page);
  }),
  'POST /v1/call-backs/{id}/attempts': route({ path: idPath, body: attemptBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'calls.attempt');
    const call = await ports.calls.get(path.id);
    if (!call || !within(staff.division, call.township)) throw notFound();
    const after = await attempt(ports, staff, path.id, body);
    await logLook(ports, staff, { action: 'call-back.attempt', subject: call.notice.subject });
    return json(200, await callViewOf(ports, staff, after));
  }),
});
