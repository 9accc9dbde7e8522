import type * as z from 'zod';
import { LEADS_SOURCE } from '../../domain/lead.ts';
import { identify } from '../shared/assessing/identify.ts';
import { toldBy } from '../shared/assessing/told.ts';
import { personByNumber } from '../shared/assessing/where.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { seesPerson } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { storeEvent } from '../shared/store-event.ts';
import type { joinedLead, leadPhone } from './lead-answers.ts';
import { findLead, type Lead, personLine, versionOfLead, viewOfLead } from './leads.ts';
import type { ApiPorts } from './ports.ts';
import { joinBody, leadPhoneBody } from './requests.ts';

type JoinBody = z.output<typeof joinBody>;
/** Whom a lead is about, as an event's `person`. */
type Named = NonNullable<Lead['report']['person']>;

/** Leads: somebody told of without an ID number, worked like any warning, and joined to the person once known. */
export const leadRoutes = (ports: ApiPorts): HttpRoutes => ({
  'GET /v1/leads/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'leads.read');
    const lead = await findLead(ports, staff, path.id);
    await logLook(ports, staff, { action: 'lead.read', subject: lead.id });
    const view = viewOfLead(ports, lead);
    return json(200, view, { etag: etagOf(view) });
  }),
  'POST /v1/leads/{id}/phone': route({ path: idPath, body: leadPhoneBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'leads.phone');
    const { id, report } = await findLead(ports, staff, path.id);
    const { purpose, note } = body;
    const more = note === undefined ? {} : { note };
    await logLook(ports, staff, { action: 'lead.phone', subject: id, purpose, fields: ['contactPhone'], ...more });
    const { contactPhone } = report.lead;
    return json(200, { ...(contactPhone !== undefined && { contactPhone }) } satisfies z.output<typeof leadPhone>);
  }),
  'POST /v1/leads/{id}/join': route({ path: idPath, body: joinBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'leads.join');
    const lead = await findLead(ports, staff, path.id);
    const named = await whom(ports, staff, lead, body);
    const seen = versionOf(request, body.version);
    const person = await join(ports, lead, named, seen);
    await logLook(ports, staff, { action: 'lead.join', subject: lead.id });
    await logLook(ports, staff, { action: 'lead.join', subject: person.id });
    return json(202, {
      lead: lead.id,
      person: personLine(person),
      detail: '已查明是谁;这条线索的预警马上并到本人或其家庭名下',
    } satisfies z.output<typeof joinedLead>);
  }),
});

/**
 * The person as the event names them. The phone of whoever reported the trouble is theirs, not the person's; and where the
 * person was found is where they live, as long as nobody knows better.
 */
async function whom(ports: ApiPorts, staff: Staff, { report }: Lead, body: JoinBody): Promise<Named> {
  if ('person' in body) {
    const person = (await ports.people.get([body.person])).get(body.person);
    if (!person || !seesPerson(staff, person, ports.province)) throw notFound();
    return { idNumber: person.idNumber };
  }
  const { idNumber, name, registeredDivision } = body;
  const known = await personByNumber(ports, idNumber);
  const hasPlace = known?.residence !== undefined || known?.registered !== undefined;
  const residenceDivision = body.residenceDivision ?? (hasPlace ? undefined : report.lead.division);
  const phone = body.phone ?? (report.reportedBy === 'self' ? report.lead.contactPhone : undefined);
  return {
    idNumber,
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(residenceDivision !== undefined && { residenceDivision }),
    ...(registeredDivision !== undefined && { registeredDivision }),
  };
}

/** Tells the ledger whom the lead is about; what follows from it is assessed like any event. The same again changes nothing. */
async function join(ports: ApiPorts, lead: Lead, person: Named, seen: number): Promise<PersonRecord> {
  const { entry, report, retracted } = lead;
  if (lead.person) return standing(lead.person, person);
  if (retracted) throw new HttpProblem(409, '反映的单位已经撤回这条线索');
  const version = versionOfLead(lead);
  if (seen !== version)
    throw new HttpProblem(409, {
      detail: '这条线索的预警已有新的变化,请刷新后再操作',
      members: { version },
      headers: { etag: etagOf({ version }) },
    });
  const { lead: about, ...said } = report;
  const stored = await storeEvent(ports, {
    source: LEADS_SOURCE,
    id: entry.key,
    name: 'self-report',
    data: { ...said, person },
    time: entry.time,
    department: entry.department,
    area: about.division,
    supersedes: entry.key,
  });
  if (stored.result === 'conflict') throw otherwise();
  const event = toldBy(stored.entry);
  const [known] = event ? await identify(ports, [{ entry: stored.entry, event }]) : [];
  if (!known?.person) throw new HttpProblem(503, '暂时没有存下,请稍后再试');
  return known.person;
}

function standing(joined: PersonRecord, asked: Named): PersonRecord {
  if (joined.idNumber !== asked.idNumber) throw otherwise();
  return joined;
}

const otherwise = () => new HttpProblem(409, '这条线索已经查明是另一个人;填错了请报送单位撤回后重新反映');
