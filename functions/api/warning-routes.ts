import type * as z from 'zod';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { parseWarningId, type Warning } from '../../domain/warning.ts';
import { type Concluded, type Doing, type Found, openActs } from '../../domain/warning-acts.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { seesWarning } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { perform } from './acting.ts';
import type { acted } from './answers.ts';
import type { ApiPorts } from './ports.ts';
import { acceptBody, finishBody, resolveBody, visitBody, worklistQuery } from './requests.ts';
import { warningView } from './warning-view.ts';
import { listSubject, worklist } from './worklist.ts';

/** The worklist, one warning, and what staff do with it. */
export const warningRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/warnings': route({ query: worklistQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'warnings.read');
    const page = await worklist(ports, staff, query);
    await logLook(ports, staff, { action: 'warnings.list', subject: listSubject(staff, query.division) });
    return json(200, page);
  }),
  'GET /v1/warnings/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'warnings.read');
    const warning = await find(ports, staff, path.id);
    await logLook(ports, staff, { action: 'warning.read', subject: warning.subject });
    return json(200, await warningView(ports, staff, warning), { etag: etagOf(warning) });
  }),
  'POST /v1/warnings/{id}/accept': route({ path: idPath, body: acceptBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body.version, { act: 'accept' }),
  ),
  'POST /v1/warnings/{id}/visit': route({ path: idPath, body: visitBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body.version, { act: 'visit', visit: found(request, 'visit', body) }),
  ),
  'POST /v1/warnings/{id}/resolve': route({ path: idPath, body: resolveBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body.version, { act: 'resolve', conclusion: concluded(body) }),
  ),
  'POST /v1/warnings/{id}/finish': route({ path: idPath, body: finishBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body.version, {
      act: 'finish',
      visit: found(request, 'finish', body),
      conclusion: concluded(body),
    }),
  ),
});

async function doing(
  ports: ApiPorts,
  request: HttpRequest,
  id: string,
  version: number | undefined,
  what: Doing,
): Promise<HttpAnswer> {
  const staff = await allowed(ports, request, 'warnings.act');
  const warning = await find(ports, staff, id);
  const after = await perform(ports, staff, warning, versionOf(request, version), what);
  await logLook(ports, staff, { action: `warning.${what.act}`, subject: warning.subject });
  return json(200, actedView(after), { etag: etagOf(after) });
}

/** By id or by number (`W2611-…`); one outside the caller's area does not exist for them. */
async function find(ports: ApiPorts, staff: Staff, id: string): Promise<Warning> {
  const key = parseWarningId(id) ?? (/^W\d{4}-\d{8}$/.test(id) ? await ports.warnings.byNumber(id) : undefined);
  const warning = key && (await ports.warnings.get(key.subject, key.cycle));
  if (!warning || !(await seesWarning(ports, staff, warning))) throw notFound();
  return warning;
}

const actedView = (warning: Warning): z.output<typeof acted> => ({
  id: warning.id,
  number: warning.number,
  status: warning.status,
  version: warning.version,
  dueAt: offsetDateTime(warning.dueAt),
  openActs: openActs(warning),
});

/** The digest is over the whole body but the version: a repeated request may have read a newer one meanwhile. */
function found(request: HttpRequest, act: string, body: z.output<typeof visitBody>): Found {
  const { version: _version, ...content } = body;
  const { visitedAt, met, findings, needs, note, photos } = body;
  const mark = requestMark(request, { act, ...content });
  return {
    visitedAt,
    met,
    findings,
    needs,
    ...(note !== undefined && { note }),
    ...(photos !== undefined && { photos }),
    ...(mark && { request: mark }),
  };
}

const concluded = ({ outcome, programmes, note }: z.output<typeof resolveBody>): Concluded => ({
  outcome,
  programmes,
  note,
});
