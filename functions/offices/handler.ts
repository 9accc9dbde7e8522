import { officeFor } from '../../domain/office.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { changeOffice, resetOffice } from './change-office.ts';
import { viewOf } from './office-view.ts';
import type { OfficePorts } from './ports.ts';
import { officeBody, officesQuery } from './requests.ts';
import { mayChange, parseOfficeId, type StandingOffice, standingOffices, worksIn } from './standing.ts';

/** Who serves which division in which role, and until when. */
export const officeRoutes = (ports: OfficePorts): HttpRoutes => ({
  'GET /v1/offices': route({ query: officesQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'offices.read');
    const area = askedArea(staff, query.division);
    const page = await pageOf(ports, staff, area, query);
    await logLook(ports, staff, { action: 'offices.list', subject: `d-${area}` });
    return json(200, page);
  }),
  'GET /v1/offices/{id}': route({ path: idPath }, async ({ path: { id } }, request) => {
    const staff = await allowed(ports, request, 'offices.read');
    const standing = (await standingOffices(ports)).find(({ office }) => office.id === id);
    if (!standing || !worksIn(standing.office, staff.division)) throw notFound();
    await logLook(ports, staff, { action: 'office.read', subject: `o-${id}` });
    return shown(ports, staff, standing);
  }),
  'PUT /v1/offices/{id}': route({ path: idPath, body: officeBody }, async ({ path: { id }, body }, request) => {
    const staff = await allowed(ports, request, 'offices.write');
    mustKeep(staff, id);
    const seen = versionOf(request, body.version);
    const { standing, fields } = await changeOffice(ports, staff, id, body, seen);
    await logLook(ports, staff, { action: 'office.change', subject: `o-${id}`, fields });
    return shown(ports, staff, standing);
  }),
  'DELETE /v1/offices/{id}': route({ path: idPath }, async ({ path: { id } }, request) => {
    const staff = await allowed(ports, request, 'offices.write');
    mustKeep(staff, id);
    const standing = await resetOffice(ports, staff, id, versionOf(request, undefined));
    await logLook(ports, staff, { action: 'office.reset', subject: `o-${id}` });
    return standing ? shown(ports, staff, standing) : { statusCode: 204 };
  }),
});

function mustKeep(staff: Staff, id: string): void {
  const office = parseOfficeId(id);
  if (mayChange(staff, office)) return;
  if (!worksIn(office, staff.division)) throw notFound();
  throw new HttpProblem(403, '县级只能改本县各乡镇的单位,其他的请找管理员');
}

async function pageOf(
  ports: OfficePorts,
  staff: Staff,
  area: string,
  { limit, cursor }: { limit: number; cursor?: [string] | undefined },
) {
  const all = await standingOffices(ports);
  const inOrder = all
    .filter(({ office }) => worksIn(office, area))
    .map((standing) => ({ standing, place: placeOf(standing) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const rest = inOrder.filter(({ place }) => cursor === undefined || place > cursor[0]);
  const shownNow = rest.slice(0, limit);
  const last = shownNow.at(-1);
  const responsible =
    area.length < 9
      ? undefined
      : officeFor(
          all.map(({ office }) => office),
          'township',
          area.slice(0, 9),
        );
  return {
    items: shownNow.map(({ standing }) => viewOf(ports, standing, { named: mayChange(staff, standing.office) })),
    ...(last && rest.length > limit && { cursor: encodeCursor([last.place]) }),
    ...(responsible && {
      responsible: { id: responsible.id, name: responsible.name, landline: responsible.landline },
    }),
  };
}

/** Each office before those below it. */
const placeOf = ({ office: { division, id } }: StandingOffice) => `${division}-${id}`;

const shown = (ports: OfficePorts, staff: Staff, standing: StandingOffice) => {
  const view = viewOf(ports, standing, { named: mayChange(staff, standing.office) });
  return json(200, view, { etag: etagOf(view) });
};
