import type * as z from 'zod';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { doorState } from '../../domain/statement-door.ts';
import { periodLabel } from '../../domain/statement-period.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { PersonRecord } from '../shared/people.ts';
import { notFound } from '../shared/problem.ts';
import { askedArea, seesPerson, seesSubject, townshipsWithin } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { matchView } from '../shared/staff-api/person-match.ts';
import type { Staff } from '../shared/staff-token.ts';
import { doorKeyOf } from '../shared/statement-door.ts';
import type { IssuedStatement } from '../shared/statements.ts';
import type { matches, statementList, unmasked } from './people-answers.ts';
import type { ApiPorts } from './ports.ts';
import { lookupBody, unmaskBody } from './requests.ts';

/** People are found by keyed hash and shown masked; what is unmasked is asked for by field, with its purpose. */
export const peopleRoutes = (ports: ApiPorts): HttpRoutes => ({
  'POST /v1/people/lookup': route({ body: lookupBody }, async ({ body }, request) => {
    const staff = await allowed(ports, request, 'people.lookup');
    const people = await ports.people.get([...new Set(await idsFor(ports, staff, body))]);
    const mine = [...people.values()].filter((person) => seesPerson(staff, person, ports.province));
    // A search that finds nobody is a look as well: trying out numbers must show in the log.
    const subjects = mine.length > 0 ? mine.map(({ id }) => id) : [`d-${staff.division}`];
    const fields = Object.keys(body);
    for (const subject of subjects) await logLook(ports, staff, { action: 'person.lookup', subject, fields });
    return json(200, { matches: mine.map((person) => matchView(ports.province, person)) } satisfies z.output<
      typeof matches
    >);
  }),
  'POST /v1/people/{id}/unmask': route({ path: idPath, body: unmaskBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'people.unmask');
    const person = await find(ports, staff, path.id);
    const { fields, purpose, note } = body;
    await logLook(ports, staff, {
      action: 'person.unmask',
      subject: person.id,
      purpose,
      fields,
      ...(note !== undefined && { note }),
    });
    return json(200, reveal(person, new Set(fields)));
  }),
  'GET /v1/people/{id}/statements': route({ path: idPath }, async ({ path }, request) => {
    const staff = await allowed(ports, request, 'statements.list');
    const person = path.id.startsWith('h-') ? undefined : await find(ports, staff, path.id);
    const subject = person ? (person.household ?? person.id) : path.id;
    if (!(await seesSubject(ports, staff, subject))) throw notFound();
    // Beside the household's those of this person alone, and from before they lived there.
    const subjects = new Set([subject, ...(person ? [person.id] : [])]);
    const issued = (await inParallel(2, [...subjects], (each) => ports.statements.of(each))).flat();
    await logLook(ports, staff, { action: 'statements.list', subject });
    const newestFirst = issued.toSorted((a, b) => b.issuedAt - a.issuedAt);
    const items = await inParallel(8, newestFirst, (each) => statementView(ports, each));
    return json(200, { items } satisfies z.output<typeof statementList>);
  }),
});

async function idsFor(ports: ApiPorts, staff: Staff, body: z.output<typeof lookupBody>): Promise<string[]> {
  const { people, hasher } = ports;
  if ('idNumber' in body) return [...(await people.ids([hasher.personKey(body.idNumber)])).values()];
  if ('phone' in body) return people.byPhone(hasher.phoneKey(body.phone));
  // Names are kept by township: a county asks for each of its own, former codes included.
  const { name, division } = body;
  const townships = townshipsWithin(ports.province, askedArea(staff, division));
  return (await inParallel(8, townships, (township) => people.byName(hasher.nameKey(name, township)))).flat();
}

async function find({ people, province }: ApiPorts, staff: Staff, id: string): Promise<PersonRecord> {
  const person = (await people.get([id])).get(id);
  if (!person || !seesPerson(staff, person, province)) throw notFound();
  return person;
}

function reveal(person: PersonRecord, asked: ReadonlySet<string>): z.output<typeof unmasked> {
  return {
    ...(asked.has('name') && person.name && { name: person.name.value }),
    ...(asked.has('idNumber') && { idNumber: person.idNumber }),
    ...(asked.has('phone') && person.phone && { phone: person.phone.value }),
  };
}

async function statementView(
  { statements, hasher, clock }: ApiPorts,
  issued: IssuedStatement,
): Promise<z.output<typeof statementList>['items'][number]> {
  const { id, from, to, issuedAt, statement } = issued;
  const door = await statements.door(doorKeyOf(hasher, issued));
  const mine = door?.statement === id ? door : undefined;
  return {
    id,
    from,
    to,
    label: periodLabel({ from, to }),
    issuedAt: offsetDateTime(issuedAt),
    cash: statement.cash.yuan,
    door: doorState(mine, clock.now()),
    ...(mine && { openUntil: offsetDateTime(mine.expiresAt) }),
  };
}
