import type * as z from 'zod';
import { parseEvent } from '../../domain/events/event.ts';
import { typeOf } from '../../domain/events/schemas.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import type { Province } from '../../domain/province.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { parseWarningId, type Warning } from '../../domain/warning.ts';
import { type EventFate, fateOf } from '../shared/assessing/fate.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem } from '../shared/problem.ts';
import { storeEvent } from '../shared/store-event.ts';
import type { HotlinePorts } from './ports.ts';
import type { createBody } from './requests.ts';

type Body = z.output<typeof createBody>;
type Hardship = NonNullable<HotlineOrder['hardship']>;

/** No department's key may post under it; the event's id is the order's number. */
const SOURCE = '//staff/calls';

/**
 * The self-report that a call about hardship is. The caller is the subject only where they say so: a neighbour's phone is not
 * the family's. Throws 422 where the event would be refused.
 */
export function hardshipOf(
  { hasher }: Pick<HotlinePorts, 'hasher'>,
  number: string,
  body: Body,
  person: PersonRecord | undefined,
  now: number,
): Hardship | undefined {
  const { about, hardship, caller, kind } = body;
  const need = hardship?.need ?? (kind === 'help' ? body.need : undefined);
  if (need === undefined || about === undefined) return undefined;
  const own = caller?.relation === 'self' ? caller.phone : undefined;
  const data = {
    ...('lead' in about
      ? { lead: { ...about.lead, ...(own && { contactPhone: own }) } }
      : { person: { ...whoIs(about, person), ...(own && { phone: own }) } }),
    reportedOn: dayOf(now),
    via: 'hotline',
    ...(caller?.relation && caller.relation !== 'other' && { reportedBy: caller.relation }),
    need,
    ...(hardship?.note && { note: hardship.note }),
  };
  const time = offsetDateTime(now);
  const event = { specversion: '1.0', type: typeOf('self-report'), id: number, source: SOURCE, time, data };
  const parsed = parseEvent(event, now);
  if (!parsed.ok) throw new HttpProblem(422, { detail: '有内容填得不对', errors: parsed.issues.map(inRequest) });
  return { need, event: hasher.eventKey(SOURCE, number), time, data, ...(hardship?.note && { note: hardship.note }) };
}

function whoIs(about: Exclude<NonNullable<Body['about']>, { lead: unknown }>, person: PersonRecord | undefined) {
  if ('personId' in about) return { idNumber: person?.idNumber };
  const { idNumber, name, division } = about;
  return { idNumber, ...(name && { name }), ...(division && { residenceDivision: division }) };
}

/** What the event calls `data.person`, the request calls `about`. */
const inRequest = ({ path, ...rest }: { path: string; code: string; message: string }) => ({
  ...rest,
  path: path.replace(/^data\.(person|lead)/, (_, part: string) => (part === 'lead' ? 'about.lead' : 'about')),
});

/** Puts the report into the ledger, once however often: the stream then assesses it beside what departments say. */
export async function report(ports: HotlinePorts, { number, hardship, firstAccepter }: HotlineOrder): Promise<void> {
  if (!hardship) return;
  await storeEvent(ports, {
    source: SOURCE,
    id: number,
    name: 'self-report',
    data: hardship.data,
    time: hardship.time,
    department: departmentOf(ports.province),
    area: firstAccepter.division,
  });
}

/** Whose word a call is: the hotline's where the profile has it as a department, else that of civil affairs. */
const departmentOf = ({ profile }: Pick<Province, 'profile'>) =>
  profile.departments.find(({ key }) => key === 'hotline')?.key ?? profile.roster.householdFrom;

/** How far the report has come, and the warning that it is a reason of. */
export async function reported(
  ports: HotlinePorts,
  { event }: Hardship,
): Promise<{ status: 'missing' | EventFate['status']; warning?: Warning }> {
  const entry: LedgerEntry | undefined = (await ports.ledger.get([event])).get(event);
  if (!entry) return { status: 'missing' };
  const { status, warningId } = await fateOf(ports, entry);
  const key = warningId === undefined ? undefined : parseWarningId(warningId);
  const warning = key && (await ports.warnings.get(key.subject, key.cycle));
  return { status, ...(warning && { warning }) };
}
