import type * as z from 'zod';
import { addDays, type Day, dayOf, daysBetween } from '../../domain/shanghai-day.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { NoticeKey } from '../shared/notices.ts';
import { HttpProblem } from '../shared/problem.ts';
import { askedArea, seesSubject, townshipsWithin, worksVillage } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { noticePage } from './notice-answers.ts';
import { noticeLives } from './notice-life.ts';
import type { ApiPorts } from './ports.ts';
import type { noticesQuery } from './requests.ts';

type Query = z.output<typeof noticesQuery>;
type TroubledPorts = Pick<ApiPorts, 'notices' | 'calls' | 'people' | 'warnings' | 'province' | 'clock'>;

const USUAL_DAYS = 7;
const MOST_DAYS = 31;
/** Lists of a county and day that one request looks at: a province's week, or a prefecture's month. */
const MOST_LISTS = 1000;
const LISTS_AT_ONCE = 25;

/** What did not arrive in an area, or of which nobody knows, newest first: from the lists of its counties, day by day. */
export async function troubledPage(
  ports: TroubledPorts,
  staff: Staff,
  query: Query,
): Promise<z.output<typeof noticePage>> {
  const { status, limit, cursor } = query;
  if (status !== undefined && status !== 'failed' && status !== 'unknown')
    throw wrong('status', '按区划只能查 failed(没有送到)或 unknown(不知道);别的请写 subject');
  const area = askedArea(staff, query.division);
  const lists = listsIn(ports, area);
  const found: { key: NoticeKey; place: [Day, number, string] }[] = [];
  for (const day of daysOf(query, dayOf(ports.clock.now()), lists.length)) {
    if (cursor && day > cursor[0]) continue;
    const lines = await inParallel(LISTS_AT_ONCE, lists, (list) => ports.notices.troubled(day, list));
    const newestFirst = lines.flat().sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    for (const { at, ...key } of newestFirst)
      if (!cursor || day < cursor[0] || at < cursor[1] || (at === cursor[1] && key.id < cursor[2]))
        found.push({ key, place: [day, at, key.id] });
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await noticeLives(
      ports,
      await stillTroubled(
        ports,
        staff,
        page.map(({ key }) => key),
        status,
      ),
    ),
    ...(last && found.length > page.length && { cursor: encodeCursor(last.place) }),
  };
}

/** The township's own part of its county's list, or the lists of all counties of a wider area. */
const listsIn = ({ province }: TroubledPorts, area: string): string[] =>
  area.length >= 9
    ? [area.slice(0, 9)]
    : [...new Set(townshipsWithin(province, area).map((township) => township.slice(0, 6)))];

function daysOf({ from, to }: Query, today: Day, lists: number): Day[] {
  const last = to ?? today;
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  const days = daysBetween(first, last) + 1;
  if (days < 1) throw wrong('to', 'to 不能早于 from');
  if (days > MOST_DAYS) throw wrong('from', `一次最多查${MOST_DAYS}天,请分几次`);
  if (days * lists > MOST_LISTS) throw wrong('from', '辖区太大,请缩短日期,或写 division 只看一个市县');
  return Array.from({ length: days }, (_, ago) => addDays(last, -ago));
}

const wrong = (path: string, message: string) =>
  new HttpProblem(400, { detail: '有内容填得不对', errors: [{ path, code: 'invalid', message }] });

/** As they stand now: what arrived after all is nobody's trouble. Staff of a village see those who live in it. */
async function stillTroubled(ports: TroubledPorts, staff: Staff, keys: readonly NoticeKey[], status: Query['status']) {
  const read = await inParallel(8, keys, (key) => ports.notices.get(key));
  const notices = new Map(read.flatMap((notice) => (notice ? [[notice.id, notice]] : [])));
  const wanted = [...notices.values()].filter((notice) =>
    status === undefined ? notice.status === 'failed' || notice.status === 'unknown' : notice.status === status,
  );
  if (!worksVillage(staff)) return wanted;
  const seen = await inParallel(
    8,
    wanted,
    async ({ subject }) => !subject.startsWith('o-') && seesSubject(ports, staff, subject),
  );
  return wanted.filter((_, index) => seen[index]);
}
