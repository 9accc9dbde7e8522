import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf } from '../shared/staff-api/version.ts';
import { actRoutes } from './act-routes.ts';
import { findWarning } from './find-warning.ts';
import type { ApiPorts } from './ports.ts';
import { worklistQuery } from './requests.ts';
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
    const warning = await findWarning(ports, staff, path.id);
    await logLook(ports, staff, { action: 'warning.read', subject: warning.subject });
    return json(200, await warningView(ports, staff, warning), { etag: etagOf(warning) });
  }),
  ...actRoutes(ports),
});
