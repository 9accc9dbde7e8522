import type { DaySent } from '../../domain/department-totals.ts';
import { townshipOf, within } from '../../domain/division.ts';
import { cameFor } from '../../domain/expectation.ts';
import type { NoticeIds } from '../../domain/notice-plan.ts';
import type { Province } from '../../domain/province.ts';
import { type MissingReport, type ReportDue, reportNotices, reportsDue } from '../../domain/report-reminder.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import { newDelivery } from '../../domain/webhook.ts';
import type { AnnouncePorts } from '../shared/announce.ts';
import { sentIn, type TotalsPorts } from '../shared/department-totals.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import { tellOffices } from '../shared/tell-offices.ts';
import { countyOf, townshipsOf } from '../shared/townships.ts';

export interface MissingReportsPorts extends TotalsPorts, AnnouncePorts {
  notices: Pick<Notices, 'put' | 'wait'>;
  province: Province;
  ids: NoticeIds;
  now: number;
}

/** Looked at within this hour of the day in Shanghai only, before the morning's digests: what departments sent is read for each county. */
const HOUR = 7;
const AREAS_AT_ONCE = 16;

/**
 * Reminds of what departments owe and did not send: their own systems, and the office of each county that hears nothing from them. What a
 * department sent for a wider area, a whole prefecture say, came for each county in it.
 */
export async function remindOfReports(ports: MissingReportsPorts): Promise<void> {
  const { province, now } = ports;
  const today = dayOf(now);
  if (Math.floor((now - startOf(today)) / 3_600_000) !== HOUR) return;
  const counties = countiesWithTownships(province);
  const missing: MissingReport[] = [];
  for (const due of reportsDue(province.profile, today, province.calendar)) {
    const endpoints = await ports.access.webhooks(due.department);
    const live = endpoints.filter(({ status }) => status === 'live').map(({ area }) => area);
    const came = await areasWith(ports, due, [...areasOf(province, counties), ...live], today);
    const isMissing = (area: string) => !came.some((each) => within(each, area));
    missing.push(...counties.filter(isMissing).map((county) => ({ ...due, county })));
    // A system of a wider area is told only where nothing came from within it either.
    for (const area of live)
      if (isMissing(area) && !came.some((each) => within(area, each))) await tellSystem(ports, due, area);
  }
  await tellOffices(ports.notices, reportNotices(missing, province, ports.ids, now));
}

/** The areas for which something of it came. */
async function areasWith(
  ports: TotalsPorts,
  due: ReportDue,
  areas: readonly string[],
  today: string,
): Promise<string[]> {
  const found = await inParallel(AREAS_AT_ONCE, [...new Set(areas)], async (area) => {
    const sent: readonly DaySent[] = await sentIn(ports, { department: due.department, area }, due.from, today);
    return cameFor(due, sent) ? [area] : [];
  });
  return found.flat();
}

async function tellSystem({ deliveries, ids, now }: MissingReportsPorts, due: ReportDue, area: string): Promise<void> {
  const { department, stage, dueOn, types } = due;
  const type = `report.${stage}` as const;
  const id = ids.notice('webhook', type, department, area, dueOn, types.join());
  const event = { id, type, at: now, department, area: townshipOf(area), report: { types: [...types], dueOn } };
  await deliveries.put(newDelivery(`${id}.${area}`, event, area, now));
}

const countiesWithTownships = (province: Province): string[] => [
  ...new Set(townshipsOf(province).flatMap((township) => (township.endsWith('000') ? [] : [countyOf(township)]))),
];

/** Areas that a department may serve: the stack's own, and each prefecture and county in it. */
const areasOf = ({ profile }: Province, counties: readonly string[]): string[] => [
  profile.division,
  ...new Set(counties.map((county) => county.slice(0, 4))),
  ...counties,
];
