import { departmentName } from '../../domain/department-name.ts';
import { parseListPeriod, readyPeriod } from '../../domain/list-period.ts';
import { listKey } from '../../domain/person-list.ts';
import type { List } from '../../domain/profile.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { binary, json, text } from '../shared/http-answer.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { bytesOf } from '../shared/sheets/bytes-of.ts';
import { csvText } from '../shared/sheets/write-csv.ts';
import { xlsxOf } from '../shared/sheets/write-xlsx.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { logLook } from '../shared/staff-api/caller.ts';
import type { Staff } from '../shared/staff-token.ts';
import { listRows } from './list-rows.ts';
import { sheetOf } from './list-sheet.ts';
import { permitted, type ReferralsPorts } from './ports.ts';
import { listPath, listQuery } from './requests.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Periodic lists of people by type, for the department that the profile sends them to. Made when asked for; each look is logged. */
export const listRoutes = (ports: ReferralsPorts): HttpRoutes => ({
  'GET /v1/lists/{name}': route({ path: listPath, query: listQuery }, async ({ path, query }, request) => {
    const staff = await permitted(ports, request, 'lists.read');
    const list = listFor(ports, staff, path.name);
    const period = periodOf(ports, list, query.period);
    const area = askedArea(staff, query.division);
    const { rows, cursor } = await listRows(ports, list, period.to, area, query.cursor?.[0]);
    await logLook(ports, staff, {
      action: 'list.read',
      subject: `d-${area}`,
      fields: list.fields,
      note: `${path.name} ${period.name} ${rows.length}`,
    });
    const link = cursor === undefined ? {} : { link: `<${nextPage(request, cursor)}>; rel="next"` };
    const { from, to } = period;
    const answer = { name: path.name, department: list.to, period: period.name, from, to, fields: list.fields, rows };
    switch (query.format ?? formatOf(request)) {
      case 'json':
        return json(200, { ...answer, ...(cursor !== undefined && { cursor }) }, link);
      case 'csv':
        return text(200, 'text/csv; charset=utf-8', csvText(sheetOf(list, rows)), {
          ...link,
          ...asFile(path.name, period.name, 'csv'),
        });
      case 'xlsx': {
        const title = `${departmentName(ports.province, list.to)} ${period.name}`;
        const sheet = { name: title, rows: sheetOf(list, rows), headings: 1 };
        return binary(200, XLSX, await bytesOf(xlsxOf([sheet])), {
          ...link,
          ...asFile(path.name, period.name, 'xlsx'),
        });
      }
    }
  }),
});

/** Another department's list does not exist for a department. */
function listFor({ province }: ReferralsPorts, staff: Staff, name: string): List {
  const list = province.profile.lists.find((each) => listKey(each) === name);
  if (!list || (staff.role === 'department' && list.to !== staff.department)) throw notFound('没有这份名单');
  return list;
}

function periodOf({ clock }: ReferralsPorts, list: List, asked: string | undefined) {
  const today = dayOf(clock.now());
  if (asked === undefined) {
    const { name, from, to } = readyPeriod(list, today);
    return { name, from, to };
  }
  const period = parseListPeriod(list.every, asked);
  if (!period) throw wrongPeriod(`这份名单的 period 要写成 ${examples[list.every]}`);
  if (period.to >= today) throw wrongPeriod(`${asked} 还没有结束`);
  return period;
}

const examples = { week: '2026-W47', month: '2026-11', quarter: '2026-Q4' };
const wrongPeriod = (message: string) =>
  new HttpProblem(400, { detail: '有内容填得不对', errors: [{ path: 'period', code: 'invalid', message }] });

function formatOf({ headers }: HttpRequest): 'json' | 'csv' | 'xlsx' {
  const accept = headers['accept'] ?? '';
  return accept.includes('text/csv') ? 'csv' : accept.includes(XLSX) ? 'xlsx' : 'json';
}

function nextPage({ path, query }: HttpRequest, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return `${path}?${next}`;
}

const asFile = (name: string, period: string, ending: string) => ({
  'content-disposition': `attachment; filename="${name}-${period}.${ending}"`,
});
