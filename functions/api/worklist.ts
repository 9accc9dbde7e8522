import type * as z from 'zod';
import { isOpen, parseWarningId, type Warning } from '../../domain/warning.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { askedArea, seesWarning, townshipsWithin, worksVillage } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { OpenWarning } from '../shared/warnings.ts';
import type { ApiPorts } from './ports.ts';
import type { worklistQuery } from './requests.ts';
import type { warningPage } from './warning-answers.ts';
import { itemOf } from './warning-item.ts';

type Query = z.output<typeof worklistQuery>;
type Place = { dueAt: number; id: string };
type WorklistPorts = Pick<ApiPorts, 'warnings' | 'people' | 'province' | 'clock'>;

/** Townships read at once; each is one query of the index of open warnings. */
const TOWNSHIPS_AT_ONCE = 50;

/** Open warnings of the asked part of the caller's area, the most urgent first. */
export async function worklist(
  ports: WorklistPorts,
  staff: Staff,
  query: Query,
): Promise<z.output<typeof warningPage>> {
  const area = askedArea(staff, query.division);
  const now = ports.clock.now();
  const found = await inParallel(TOWNSHIPS_AT_ONCE, townshipsWithin(ports.province, area), (township) =>
    rowsOf(ports, staff, township, query, now),
  );
  const rows = found.flat().sort(byUrgency);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const reasons = may(staff.role, 'warnings.reasons');
  const warnings = await inParallel(16, page, (row) => read(ports, row));
  return {
    // The index may lag behind: what was closed a moment ago is left out.
    items: warnings.flatMap((warning) =>
      warning && isOpen(warning)
        ? [{ ...itemOf(warning, now), factors: reasons ? warning.factors.map(({ text }) => text) : [] }]
        : [],
    ),
    ...(rows.length > page.length && last && { cursor: encodeCursor([last.dueAt, last.id]) }),
  };
}

const byUrgency = (a: Place, b: Place) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

/** One more row than the page needs, so that the page knows whether more follow. */
async function rowsOf(
  ports: WorklistPorts,
  staff: Staff,
  township: string,
  query: Query,
  now: number,
): Promise<OpenWarning[]> {
  const rows: OpenWarning[] = [];
  let after = startOf(query, now);
  do {
    const page = await ports.warnings.openIn(township, { ...(after && { after }), limit: query.limit + 1 });
    const wanted = page.items.filter((row) => matches(row, query, now));
    rows.push(...(worksVillage(staff) ? await ofVillage(ports, staff, wanted) : wanted));
    const beyond = query.overdue === 'true' && page.items.some(({ dueAt }) => dueAt > now);
    after = beyond ? undefined : page.next;
  } while (after && rows.length <= query.limit);
  return rows;
}

/** Overdue is a matter of where to begin and to end: the list is in the order of deadlines. */
function startOf({ cursor, overdue }: Query, now: number): Place | undefined {
  const place = cursor && { dueAt: cursor[0], id: cursor[1] };
  const notYet = overdue === 'false' ? { dueAt: now + 1, id: '' } : undefined;
  return place && notYet ? (byUrgency(place, notYet) > 0 ? place : notYet) : (place ?? notYet);
}

const matches = ({ peakLevel, status, dueAt }: OpenWarning, query: Query, now: number) =>
  (query.level === undefined || query.level === peakLevel) &&
  (query.status === undefined || query.status === status) &&
  (query.overdue === undefined || (query.overdue === 'true') === dueAt <= now);

async function ofVillage(ports: WorklistPorts, staff: Staff, rows: readonly OpenWarning[]): Promise<OpenWarning[]> {
  const seen = await inParallel(8, rows, async (row) => ({ row, sees: await seesWarning(ports, staff, row) }));
  return seen.filter(({ sees }) => sees).map(({ row }) => row);
}

async function read({ warnings }: WorklistPorts, { id }: Place): Promise<Warning | undefined> {
  const key = parseWarningId(id);
  return key && (await warnings.get(key.subject, key.cycle));
}

/** When a list was looked at, for the log: `d-` and the area. */
export const listSubject = (staff: Staff, asked: string | undefined) => `d-${askedArea(staff, asked)}`;
