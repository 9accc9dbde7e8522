import type * as z from 'zod';
import { fullDivisionName, significant } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import {
  type Deliveries,
  type Delivery,
  undelivered,
  withDelivery,
  wrongDelivery,
} from '../../domain/statement-delivery.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { numberOfStatement } from '../shared/number-of-statement.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { IssuedStatement } from '../shared/statements.ts';
import type { deliveredView, statementPage } from './answers.ts';
import { listedStatements } from './listed-statements.ts';
import type { ShowStatementPorts } from './ports.ts';
import { periodAsked } from './print-routes.ts';
import { deliveredBody, listQuery } from './requests.ts';
import { inArea } from './sees-statement.ts';

/** Which sheets of a period are out, and who took them. */
export const deliveryRoutes = (ports: ShowStatementPorts): HttpRoutes => ({
  'GET /v1/statements': route({ query: listQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'statements.list');
    const area = askedArea(staff, query.division);
    const page = await pageOf(ports, significant(area), query);
    await logLook(ports, staff, { action: 'statements.list', subject: `d-${area}` });
    return json(200, page);
  }),
  'POST /v1/statements/{id}/delivered': route(
    { path: idPath, body: deliveredBody },
    async ({ path, body }, request) => {
      const staff = await allowed(ports, request, 'statements.deliver');
      const issued = await ports.statements.get(path.id);
      if (!issued || !(await inArea(ports, staff, issued.subject))) throw notFound();
      const after = await deliver(
        ports,
        issued,
        versionOf(request, body.version),
        deliveryIn(ports, staff, request, body),
      );
      await logLook(ports, staff, { action: 'statement.delivered', subject: issued.subject });
      return json(200, viewOf(ports, issued, after), { etag: etagOf(after) });
    },
  ),
});

async function pageOf(
  ports: ShowStatementPorts,
  area: string,
  query: z.output<typeof listQuery>,
): Promise<z.output<typeof statementPage>> {
  const { statements, hasher, province } = ports;
  const period = periodAsked(ports, query.period);
  const numbered = (id: string) => numberOfStatement(hasher, { id, to: period.to });
  const { items, next } = await listedStatements(ports, area, period, {
    after: query.cursor && { area: query.cursor[0], id: query.cursor[1] },
    limit: query.limit,
    wanted: ({ id, delivered }) =>
      (query.delivered === undefined || (query.delivered === 'true') === (delivered !== undefined)) &&
      (query.number === undefined || query.number === numbered(id)),
  });
  const marks = new Map(items.map(({ id, delivered }) => [id, delivered]));
  const issued = await statements.getMany(items.map(({ id }) => id));
  return {
    items: issued.map((each) => {
      const delivered = marks.get(each.id);
      return {
        id: each.id,
        number: numbered(each.id),
        subject: each.subject,
        division: each.area,
        place: fullDivisionName(significant(each.area), province.divisions),
        maskedName: maskName(each.statement.head),
        label: each.statement.period.label,
        ...(delivered && { deliveredOn: delivered.on }),
        version: delivered?.version ?? 1,
      };
    }),
    ...(next && { cursor: encodeCursor([next.area, next.id]) }),
  };
}

/** The digest is over the whole body but the version: a repeated request may have read a newer one meanwhile. */
function deliveryIn(
  { clock }: ShowStatementPorts,
  staff: Staff,
  request: HttpRequest,
  body: z.output<typeof deliveredBody>,
): Delivery {
  const { deliveredOn, to, method } = body;
  const said = {
    deliveredOn,
    to,
    method,
    ...(body.name && { name: body.name }),
    ...(body.relation && { relation: body.relation }),
    ...(body.note && { note: body.note }),
  };
  const mark = requestMark(request, said);
  return { ...said, by: staff.sub, at: clock.now(), ...(mark && { request: mark }) };
}

/** Throws 422 for what cannot have been so, 409 where somebody said something since it was read. */
async function deliver(
  { statements, clock }: ShowStatementPorts,
  issued: IssuedStatement,
  seen: number,
  delivery: Delivery,
): Promise<Deliveries> {
  const before = (await statements.deliveries(issued.id)) ?? undelivered(issued.id);
  if (repeats(before, delivery)) return before;
  if (seen !== before.version) throw changed('已有新的登记,请刷新后再操作', before);
  const wrong = wrongDelivery(delivery, issued.issuedAt, clock.now());
  if (wrong) throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ code: 'invalid', ...wrong }] });
  const after = withDelivery(before, delivery);
  if (await statements.deliver(issued, after)) return after;
  throw changed('这张单子正在登记,请刷新后再试', before);
}

/** The same key with other content is another request by mistake: nothing is taken of it. */
function repeats(before: Deliveries, { request }: Delivery): boolean {
  const earlier = request && before.entries.find((entry) => entry.request?.key === request.key);
  if (!earlier) return false;
  if (earlier.request?.digest === request.digest) return true;
  throw changed('这个 Idempotency-Key 已经用过,但内容不同;请换一个', before);
}

const changed = (detail: string, { version }: Deliveries) =>
  new HttpProblem(409, {
    detail,
    members: { openActs: ['delivered'], version },
    headers: { etag: etagOf({ version }) },
  });

function viewOf(
  { hasher }: ShowStatementPorts,
  issued: IssuedStatement,
  { version, entries }: Deliveries,
): z.output<typeof deliveredView> {
  return {
    id: issued.id,
    number: numberOfStatement(hasher, issued),
    version,
    deliveries: entries.map(({ request: _request, name, at, ...entry }) => ({
      ...entry,
      ...(name !== undefined && { maskedName: maskName(name) }),
      at: offsetDateTime(at),
    })),
  };
}
