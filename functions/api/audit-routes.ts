import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { seesSubject } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { subjectOf } from '../shared/subject.ts';
import { caseBody, explanationQuery } from './audit-requests.ts';
import { caseOf } from './case.ts';
import { explanationOf } from './explanation-view.ts';
import { findWarning } from './find-warning.ts';
import type { ApiPorts } from './ports.ts';

/** What an auditor asks: how a warning went, and why there is one or none. */
export const auditRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/warnings/{id}/case': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'audit.read');
    const warning = await findWarning(ports, staff, path.id);
    await logLook(ports, staff, { action: 'case.read', subject: warning.subject, purpose: 'audit' });
    return json(200, await caseOf(ports, warning, false));
  }),
  'POST /v1/warnings/{id}/case': route({ path: idPath, body: caseBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'audit.unmask');
    const warning = await findWarning(ports, staff, path.id);
    const { purpose, note } = body;
    await logLook(ports, staff, {
      action: 'case.unmask',
      subject: warning.subject,
      purpose,
      fields: ['name', 'idNumber', 'phone', 'text'],
      ...(note !== undefined && { note }),
    });
    return json(200, await caseOf(ports, warning, true));
  }),
  'GET /v1/people/{id}/explanation': route(
    { path: idPath, query: explanationQuery },
    async ({ path: { id }, query }, request) => {
      const staff = await allowed(ports, request, 'audit.read');
      const person = id.startsWith('p-') ? (await ports.people.get([id])).get(id) : undefined;
      const subject = subjectOf(person, ports.province) ?? id;
      if (!/^[hpl]-/.test(subject) || !(await seesSubject(ports, staff, subject))) throw notFound();
      await logLook(ports, staff, { action: 'explanation.read', subject, purpose: 'audit' });
      return json(200, await explanationOf(ports, subject, query.at));
    },
  ),
});
