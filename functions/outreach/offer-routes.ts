import type * as z from 'zod';
import { levelOf, townshipOf, within } from '../../domain/division.ts';
import type { Offer } from '../../domain/service-match.ts';
import { closeOffer, openOfferActs } from '../../domain/service-match-acts.ts';
import { countyOf } from '../../domain/service-match-places.ts';
import { dayOf, endOf } from '../../domain/shanghai-day.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { notFound } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { may } from '../shared/staff-api/permissions.ts';
import { etagOf, type RequestMark, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { townshipsOf } from '../shared/townships.ts';
import { createOnce, newTaskId } from './create-once.ts';
import { offerItemView, offerView } from './offer-view.ts';
import { openTasks } from './open-tasks.ts';
import type { OutreachPorts } from './ports.ts';
import { mustBeCurrent, refusedAct, wrongField } from './refusals.ts';
import { offerBody, offersQuery, reasonBody } from './requests.ts';

/** What organisations and village stations offer in a county. */
export const offerRoutes = (ports: OutreachPorts): HttpRoutes => ({
  'GET /v1/offers': route({ query: offersQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'offers.read');
    const now = ports.clock.now();
    const { items, ...more } = await openTasks(ports.offers, {
      areas: countiesOf(ports, askedArea(staff, query.division)),
      cursor: query.cursor,
      limit: query.limit,
      wanted: ({ kind }) => query.kind === undefined || query.kind === kind,
      after: now,
    });
    return json(200, { ...more, items: items.map((offer) => offerItemView(offer, ports.province, now)) });
  }),
  'GET /v1/offers/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'offers.read');
    const offer = await findOffer(ports, staff, path.id);
    await logLook(ports, staff, { action: 'offer.read', subject: offer.id });
    return json(200, viewFor(ports, staff, offer), { etag: etagOf(offer) });
  }),
  'POST /v1/offers': route({ body: offerBody }, async ({ body }, request) => {
    const staff = await allowed(ports, request, 'offers.make');
    const offer = await createOnce(ports.offers, offerOf(ports, staff, body, requestMark(request, body)));
    await logLook(ports, staff, { action: 'offer.make', subject: offer.id });
    return json(201, viewFor(ports, staff, offer), { etag: etagOf(offer) });
  }),
  'POST /v1/offers/{id}/close': route({ path: idPath, body: reasonBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'offers.make');
    const offer = await findOffer(ports, staff, path.id);
    if (!isOwn(staff, offer)) throw notFound();
    mustBeCurrent(versionOf(request, body.version), offer, openOfferActs(offer));
    const closed = closeOffer(offer, body.reason, staff.sub, ports.clock.now());
    if (!closed || !(await ports.offers.put(closed)))
      throw refusedAct('这项帮扶资源现在不能停止', openOfferActs(offer), offer);
    await logLook(ports, staff, { action: 'offer.close', subject: offer.id });
    return json(200, viewFor(ports, staff, closed), { etag: etagOf(closed) });
  }),
});

const viewFor = ({ province, clock }: OutreachPorts, staff: Staff, offer: Offer) =>
  offerView(offer, province, clock.now(), { withPlaces: isOwn(staff, offer) });

/** An organisation changes, and sees the households of, its own offers only; the offices those of their county. */
const isOwn = ({ sub, role }: Staff, { openedBy }: Offer) => sub === openedBy || may(role, 'needs.match');

/** An offer is the whole county's business: a village sees what the county town's station offers. */
export async function findOffer({ offers }: OutreachPorts, { division }: Staff, id: string): Promise<Offer> {
  const offer = await offers.get(id);
  if (!offer || !(within(division, offer.area) || within(offer.area, division))) throw notFound();
  return offer;
}

/** The counties inside an area, or the one around it. Cities without counties have their townships right below them. */
function countiesOf({ province }: Pick<OutreachPorts, 'province'>, area: string): string[] {
  if (area.length >= 6) return [countyOf(area)];
  return [
    ...new Set(
      townshipsOf(province)
        .filter((township) => within(area, township))
        .map(countyOf),
    ),
  ];
}

function offerOf(
  ports: OutreachPorts,
  staff: Staff,
  { where, seat, ...body }: z.output<typeof offerBody>,
  request: RequestMark | undefined,
): Offer {
  const now = ports.clock.now();
  const area = countyFor(ports, staff, where);
  if (body.until < dayOf(now)) throw wrongField('until', '截止日期已经过去');
  if (seat !== undefined && !within(area, seat)) throw wrongField('seat', '机构所在地要在同一个县');
  const { note, ...offered } = body;
  return {
    id: newTaskId(ports, 'f', staff, request),
    version: 1,
    open: true,
    dueAt: endOf(body.until),
    area,
    status: 'open',
    ...offered,
    where: [...new Set(where.map(townshipOf))],
    ...(seat && { seat: townshipOf(seat) }),
    ...(note && { note }),
    places: [],
    openedAt: now,
    openedBy: staff.sub,
    ...(request && { request }),
  };
}

/** The county that all places lie in; help is matched within one. */
function countyFor({ province }: OutreachPorts, { division }: Staff, where: readonly string[]): string {
  const [county = '', ...others] = new Set(where.map(countyOf));
  if (others.length > 0) throw wrongField('where', '一项资源只能在一个县里;几个县都提供的,每个县登记一条');
  const broad = where.some((code) => levelOf(code) === 'province' || levelOf(code) === 'prefecture');
  if (broad || !within(province.profile.division, county)) throw wrongField('where', '要写本省的县或乡镇');
  if (!within(division, county) && !within(county, division)) throw notFound();
  return county;
}
