import type * as z from 'zod';
import { currentCode, fullDivisionName, within } from '../../domain/division.ts';
import type { HubEvent } from '../../domain/events/event.ts';
import { eventOfLead, LEADS_SOURCE, leadId } from '../../domain/lead.ts';
import { maskName } from '../../domain/masking.ts';
import { maskPhone } from '../../domain/phone.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Warning } from '../../domain/warning.ts';
import { toldBy } from '../shared/assessing/told.ts';
import { personByNumber } from '../shared/assessing/where.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { PersonRecord } from '../shared/people.ts';
import { notFound } from '../shared/problem.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { leadView } from './lead-answers.ts';
import type { ApiPorts } from './ports.ts';

type Report = Extract<HubEvent, { name: 'self-report' }>['data'];

/** A lead as it stands in the ledger, with what became of it. */
export interface Lead {
  id: string;
  entry: LedgerEntry;
  report: Report & { lead: NonNullable<Report['lead']> };
  warning: Warning | undefined;
  /** The event that joined it to a person, and that person. */
  join: LedgerEntry | undefined;
  person: PersonRecord | undefined;
  retracted: boolean;
}

/** One whose place lies outside the caller's area does not exist for them, unless its warning is theirs. Throws 404. */
export async function findLead(ports: ApiPorts, staff: Staff, id: string): Promise<Lead> {
  const key = eventOfLead(id);
  const joinKey = key === undefined ? '' : ports.hasher.eventKey(LEADS_SOURCE, key);
  const entries = key === undefined ? new Map<string, LedgerEntry>() : await ports.ledger.get([key, joinKey]);
  const entry = entries.get(key ?? '');
  const event = entry && toldBy(entry);
  if (!entry || event?.name !== 'self-report' || !event.data.lead) throw notFound();
  const report = { ...event.data, lead: event.data.lead };
  const warning = await ports.warnings.latest(leadId(entry.key));
  const place = currentCode(report.lead.division, ports.province.divisions);
  const list = warning && currentCode(warning.township, ports.province.divisions);
  if (!within(staff.division, place) && !(list && within(staff.division, list))) throw notFound();
  const join = entries.get(joinKey);
  const tombstone = (await ports.signals.tombstones([entry.key])).get(entry.key);
  const retracted = tombstone !== undefined && tombstone.by !== joinKey;
  return { id, entry, report, warning, join, person: await joinedTo(ports, join), retracted };
}

async function joinedTo(ports: ApiPorts, join: LedgerEntry | undefined): Promise<PersonRecord | undefined> {
  const event = join && toldBy(join);
  if (event?.name !== 'self-report' || !event.data.person) return undefined;
  return personByNumber(ports, event.data.person.idNumber);
}

/** Joining is an act on the warning as it was seen; a lead without one has version 0. */
export const versionOfLead = ({ warning }: Lead): number => warning?.version ?? 0;

/** Enough to find the person, and no number: that of whoever reported it is asked for with its purpose. */
export function viewOfLead({ province }: ApiPorts, lead: Lead): z.output<typeof leadView> {
  const { id, entry, report, warning, person, retracted } = lead;
  const { description, division, contactPhone } = report.lead;
  const { reportedBy, note } = report;
  const code = currentCode(division, province.divisions);
  const department = province.profile.departments.find(({ key }) => key === entry.department);
  return {
    id,
    description,
    division: code,
    place: fullDivisionName(code, province.divisions),
    reportedOn: report.reportedOn,
    via: report.via,
    ...(reportedBy !== undefined && { reportedBy }),
    need: report.need,
    ...(note !== undefined && { note }),
    ...(contactPhone !== undefined && { maskedContactPhone: maskPhone(contactPhone) }),
    department: department?.name ?? entry.department,
    version: versionOfLead(lead),
    ...(warning && { warning: warningLine(warning) }),
    ...(person && { joined: personLine(person) }),
    ...(retracted && { retracted }),
  };
}

const warningLine = ({ id, number, status, peakLevel, dueAt }: Warning) => ({
  id,
  number,
  status,
  level: peakLevel,
  dueAt: offsetDateTime(dueAt),
});

export const personLine = ({ id, name, household }: PersonRecord) => ({
  id,
  maskedName: maskName(name?.value ?? ''),
  ...(household !== undefined && { household }),
});
