import { within } from '../../domain/division.ts';
import type { HotlineOrder, OrderAct } from '../../domain/hotline-order.ts';
import { openOrderActs } from '../../domain/hotline-states.ts';
import { roles } from '../../domain/profile.ts';
import type { Province } from '../../domain/province.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem } from '../shared/problem.ts';
import { homeOf } from '../shared/staff-api/area.ts';
import type { Staff } from '../shared/staff-token.ts';

type Offices = Pick<Province, 'offices'>;

/** An order exists for those in whose area it is, for its owners, and for whoever took the call (首问负责). */
export const seesOrder = (staff: Staff, order: HotlineOrder, province: Offices): boolean =>
  within(staff.division, order.area) || isFirstAccepter(staff, order) || works(staff, order, province);

/**
 * Of a confidential order the caller and what they said are for the owners' own level, the area's hotline, whoever took the
 * call and the admin. Where the county has to decide whose it is, the county must be able to read it.
 */
export function seesContent(staff: Staff, order: HotlineOrder, province: Offices): boolean {
  if (!order.confidential || staff.role === 'admin' || isFirstAccepter(staff, order)) return true;
  if (staff.role === 'hotline') return within(staff.division, order.area);
  if (order.status === 'disputed' && staff.role === 'county') return within(staff.division, order.area);
  return officesOf(order, province).some(
    ({ role, division }) => role === staff.role && within(staff.division, division),
  );
}

/**
 * Whom a call is about: for those who work it, and for those in whose area the person lives, or where nobody knows that, in
 * whose area the call is. A number alone reveals nobody.
 */
export const seesAbout = (staff: Staff, order: HotlineOrder, person: PersonRecord, province: Province): boolean =>
  works(staff, order, province) || within(staff.division, homeOf(person, province) ?? order.area);

/** Who does what: the owners work it, those who hand out work see to the rest, and the county settles a dispute. */
const doers: Readonly<Record<OrderAct, 'owner' | 'router' | 'either'>> = {
  dispatch: 'router',
  sign: 'owner',
  return: 'owner',
  reassign: 'router',
  extend: 'either',
  pause: 'either',
  resume: 'either',
  conference: 'either',
  reply: 'either',
  close: 'router',
  'call-back': 'router',
  redo: 'router',
  redirect: 'router',
  link: 'router',
};

/** Throws 403, saying whose business it is. */
export function mustBeTheirs(staff: Staff, order: HotlineOrder, act: OrderAct, province: Offices): void {
  const others = whoseElse(staff, order, act, province);
  if (others !== undefined) throw new HttpProblem(403, others);
}

/** The acts that are open and the caller's to do. */
export const actsFor = (staff: Staff, order: HotlineOrder, province: Offices): OrderAct[] =>
  openOrderActs(order).filter((act) => whoseElse(staff, order, act, province) === undefined);

/** Whose business an act is, in Chinese, where it is not the caller's. */
function whoseElse(staff: Staff, order: HotlineOrder, act: OrderAct, province: Offices): string | undefined {
  if (!seesContent(staff, order, province)) return '这是保密工单,由承办单位和热线办理';
  if (order.status === 'disputed' && act === 'dispatch' && !decides(staff)) return '两次退回的工单由县级以上单位裁定';
  const who = doers[act];
  if (who !== 'router' && works(staff, order, province)) return undefined;
  if (who !== 'owner' && routes(staff, order)) return undefined;
  return who === 'owner' ? '这一步由承办单位办理' : '这一步由热线、县级以上单位或首问负责人办理';
}

/** Its owners and co-owners, and the levels above them. */
const works = (staff: Staff, order: HotlineOrder, province: Offices): boolean =>
  (isLevel(staff) || staff.role === 'admin') &&
  officesOf(order, province).some(({ division }) => within(staff.division, division));

const routes = (staff: Staff, order: HotlineOrder): boolean =>
  isFirstAccepter(staff, order) || ((staff.role === 'hotline' || decides(staff)) && within(staff.division, order.area));

const decides = ({ role }: Staff): boolean =>
  role === 'county' || role === 'prefecture' || role === 'province' || role === 'admin';

/** Of an office, whoever is on duty: the call was taken for it. The hotline is answered for by its area. */
const isFirstAccepter = ({ sub, role, division }: Staff, { firstAccepter }: HotlineOrder): boolean =>
  firstAccepter.by === sub ||
  (firstAccepter.role === role && role !== 'hotline' && firstAccepter.division === division);

const isLevel = ({ role }: Staff): boolean => roles.options.some((level) => level === role);

const officesOf = ({ owner, coOwners }: HotlineOrder, { offices }: Offices) =>
  offices.filter(({ id }) => id === owner || coOwners.includes(id));
