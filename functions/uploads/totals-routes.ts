import type * as z from 'zod';
import { byDay, type DaySent, type SentType, sumOf } from '../../domain/department-totals.ts';
import { divisionName } from '../../domain/division.ts';
import { cameFor, type Owed, owedIn } from '../../domain/expectation.ts';
import { chineseDate, type Day, dayOf, monthOf } from '../../domain/shanghai-day.ts';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import { lastDayOf } from '../../domain/statement-period.ts';
import { areaOf } from '../../domain/upload.ts';
import { sentIn } from '../shared/department-totals.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { senderOf, type UploadsPorts } from './ports.ts';
import { totalsQuery } from './requests.ts';
import type { totalsView } from './totals-answers.ts';

type TotalsPorts = Pick<UploadsPorts, 'caller' | 'counters' | 'uploads' | 'province' | 'clock'>;

/** A department's month: what it sent and what became of it, by itself and in files, and what is still expected. */
export const totalsRoutes = (ports: TotalsPorts): HttpRoutes => ({
  'GET /v1/departments/me/totals': route({ query: totalsQuery }, async ({ query }, request) => {
    const { department, ...sender } = await senderOf(ports, request);
    const today = dayOf(ports.clock.now());
    const month = query.month ?? monthOf(today);
    const area = areaOf(askedArea(sender, query.division));
    const view = await monthOfDepartment(ports, { department, area }, month, today);
    return json(200, view);
  }),
});

async function monthOfDepartment(
  ports: TotalsPorts,
  { department, area }: { department: string; area: string },
  month: string,
  today: Day,
): Promise<z.output<typeof totalsView>> {
  const { profile, divisions } = ports.province;
  const listed = profile.departments.find(({ key }) => key === department);
  const owed = owedIn(listed?.expects ?? [], `${month}-01`);
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  const from = [first, ...owed.map((each) => each.from)].toSorted()[0] ?? first;
  const all = await sentIn(ports, { department, area }, from, last);
  const days = byDay(all.filter(({ day }) => day >= first));
  return {
    month,
    department,
    departmentName: listed?.name ?? department,
    division: area,
    place: divisionName(area, divisions),
    total: sumOf(days),
    byType: [...Map.groupBy(days, ({ type }) => type)].map(([type, lines]) => ({
      type,
      typeName: nameOf(type),
      ...sumOf(lines),
    })),
    days: days.map((line) => ({ ...line, typeName: nameOf(line.type) })),
    expected: owed.map((each) => expectedView(each, all, today)),
  };
}

function expectedView({ types, from, dueOn }: Owed, all: readonly DaySent[], today: Day) {
  const came = cameFor({ types, from, dueOn }, all);
  const names = types.map(nameOf).join('或');
  const by = `${names}应在${chineseDate(dueOn)}前报`;
  return {
    types: types.map((type) => ({ type, typeName: nameOf(type) })),
    from,
    dueOn,
    came,
    overdue: !came && today > dueOn,
    text: came ? `${by},已经报来` : `${by},还没有报来;这次没有的话,传一个空表就行`,
  };
}

const WITHOUT_A_SHEET = { retraction: '撤回', unknown: '没写对类型的' } as const;

const nameOf = (type: SentType): string =>
  type === 'retraction' || type === 'unknown' ? WITHOUT_A_SHEET[type] : sheetWordings[type].title;
