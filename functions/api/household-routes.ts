import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { seesSubject } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { fileOf } from './household-file.ts';
import type { ApiPorts } from './ports.ts';

/** One household, one file (一户一档). */
export const householdRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/households/{id}': route({ path: idPath }, async ({ path: { id } }, request) => {
    const staff = await allowed(ports, request, 'households.read');
    if (!/^[hp]-/.test(id) || !(await seesSubject(ports, staff, id))) throw notFound();
    const file = await fileOf(ports, staff, id);
    if (!file) throw notFound();
    await logLook(ports, staff, { action: 'household.read', subject: id });
    return json(200, file);
  }),
});
