import type * as z from 'zod';
import { within } from '../../domain/division.ts';
import { deskOf, type Referral } from '../../domain/referral.ts';
import type { ReferralEntry } from '../../domain/referral-entry.ts';
import { addDays, dayOf, startOf } from '../../domain/shanghai-day.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { askedArea, townshipsWithin } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { Task, Tasks } from '../shared/tasks.ts';
import { sees } from './acting.ts';
import type { ReferralsPorts } from './ports.ts';
import type { referralsQuery } from './requests.ts';

type Query = z.output<typeof referralsQuery>;
type Place = { dueAt: number; id: string };
type ListPorts = Pick<ReferralsPorts, 'referrals' | 'feedback' | 'province' | 'clock'>;
/** One list of tasks: that of an area, or of a department in a county. */
type Read<T> = (page: { after?: Place; limit: number }) => Promise<{ items: T[]; next?: Place }>;

const LISTS_AT_ONCE = 50;
/** How far back the feedback list goes where nobody says since when. */
const USUAL_DAYS = 30;

/** The referral list: what is out, the most urgent first; or the feedback list: what came back, in the order it came. */
export async function referralList(
  ports: ListPorts,
  staff: Staff,
  query: Query,
): Promise<{ items: Referral[]; cursor?: string }> {
  const area = askedArea(staff, query.division);
  const wanted = (referral: Referral) =>
    sees(staff, referral) &&
    within(area, referral.area) &&
    (query.status === undefined || query.status === referral.status) &&
    (query.department === undefined || query.department === referral.department);
  if (query.status !== 'answered' && query.status !== 'cancelled') {
    const read = async (referral: Referral) => (wanted(referral) ? referral : undefined);
    return merged(listsOf(ports, staff, area, ports.referrals), read, query);
  }
  const read = async (entry: ReferralEntry) => {
    const referral = await ports.referrals.get(entry.id);
    return referral && wanted(referral) ? referral : undefined;
  };
  return merged(listsOf(ports, staff, area, ports.feedback), read, query, sinceOf(ports, query));
}

/** Area and desk are in the key: a department reads its list of each county, an office those of its townships. */
function listsOf<T extends Task>(
  { province }: ListPorts,
  { role, department }: Staff,
  area: string,
  tasks: Pick<Tasks<T>, 'openIn' | 'openAt'>,
): Read<T>[] {
  const townships = townshipsWithin(province, area);
  if (role !== 'department') return townships.map((township) => (page) => tasks.openIn(township, page));
  const counties = new Set([...townships, area.padEnd(6, '0')].map((code) => code.slice(0, 6)));
  return [...counties].map((county) => (page) => tasks.openAt(deskOf(department ?? '', county), page));
}

const sinceOf = ({ clock }: ListPorts, { since }: Query): Place => ({
  dueAt: startOf(since ?? addDays(dayOf(clock.now()), -USUAL_DAYS)) - 1,
  id: '',
});

/** One page out of several lists, each in the order of `dueAt` and id. */
async function merged<T extends Task>(
  lists: readonly Read<T>[],
  read: (task: T) => Promise<Referral | undefined>,
  { cursor, limit }: Query,
  begin?: Place,
): Promise<{ items: Referral[]; cursor?: string }> {
  const after = cursor ? { dueAt: cursor[0], id: cursor[1] } : begin;
  const found = await inParallel(LISTS_AT_ONCE, lists, (list) => rowsOf(list, read, limit, after));
  const rows = found.flat().sort((a, b) => a.place.dueAt - b.place.dueAt || (a.place.id < b.place.id ? -1 : 1));
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.place;
  return {
    items: page.map(({ referral }) => referral),
    ...(rows.length > page.length && last && { cursor: encodeCursor([last.dueAt, last.id]) }),
  };
}

/** One more than the page needs, so that the page knows whether more follow. */
async function rowsOf<T extends Task>(
  list: Read<T>,
  read: (task: T) => Promise<Referral | undefined>,
  limit: number,
  begin: Place | undefined,
) {
  const rows: { place: Place; referral: Referral }[] = [];
  let after = begin;
  do {
    const page = await list({ ...(after && { after }), limit: limit + 1 });
    for (const task of page.items) {
      const referral = await read(task);
      if (referral) rows.push({ place: { dueAt: task.dueAt, id: task.id }, referral });
    }
    after = page.next;
  } while (after && rows.length <= limit);
  return rows;
}
