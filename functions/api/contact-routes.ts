import type * as z from 'zod';
import type { PersonContact } from '../../domain/person-contact.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { seesPerson } from '../shared/staff-api/area.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { contactOf } from './contact-view.ts';
import type { ApiPorts } from './ports.ts';
import { contactBody, optOutBody } from './requests.ts';

type Body = z.output<typeof contactBody>;

/** Events and other staff write the same record; more attempts than this is no accident. */
const MOST_ATTEMPTS = 5;

/** How somebody is best reached: written by those who were at the door, respected by every message. */
export const contactRoutes = (ports: ApiPorts): HttpRoutes => ({
  'PUT /v1/people/{id}/contact': route({ path: idPath, body: contactBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'people.contact');
    const { version, ...said } = body;
    const person = await record(ports, staff, path.id, versionOf(request, version), said);
    const fields = Object.keys(said);
    await logLook(ports, staff, { action: 'person.contact', subject: person.id, fields });
    const view = await contactOf(ports, person, new Map());
    return json(200, view, { etag: etagOf(view) });
  }),
  'PUT /v1/people/{id}/opt-out': route({ path: idPath, body: optOutBody }, async ({ path, body }, request) => {
    const staff = await allowed(ports, request, 'people.decline');
    const person = (await ports.people.get([path.id])).get(path.id);
    if (!person || !seesPerson(staff, person, ports.province)) throw notFound();
    if (!person.phone) throw new HttpProblem(409, '这个人没有登记电话,没有短信可退订');
    const { declined, note } = body;
    const said = { out: declined, at: ports.clock.now(), by: staff.sub };
    await ports.optOuts.put(ports.hasher.phoneKey(person.phone.value), said);
    await logLook(ports, staff, {
      action: declined ? 'person.opt-out' : 'person.opt-in',
      subject: person.id,
      ...(note !== undefined && { note }),
    });
    return json(200, await contactOf(ports, person, new Map()));
  }),
});

/** The version is the contact's own: a new roster changes the person, and says nothing against what was seen. */
async function record(
  ports: ApiPorts,
  staff: Staff,
  id: string,
  seen: number,
  said: Omit<Body, 'version'>,
): Promise<PersonRecord> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const person = (await ports.people.get([id])).get(id);
    if (!person || !seesPerson(staff, person, ports.province)) throw notFound();
    const version = person.contact?.version ?? 0;
    if (version !== seen) {
      // The same again, sent by a phone that heard no answer.
      if (version === seen + 1 && person.contact?.by === staff.sub && says(person.contact, said)) return person;
      throw changed(version);
    }
    const contact: PersonContact = { ...said, version: version + 1, at: ports.clock.now(), by: staff.sub };
    const next = { ...person, version: person.version + 1, contact };
    if (await ports.people.update(next, person)) return next;
  }
  throw new HttpProblem(409, '这个人的档案正在变动,请稍后再试');
}

const FIELDS = ['phoneOf', 'relation', 'prefersCall', 'cannotRead', 'language', 'quiet', 'note'] as const;
const says = (contact: PersonContact, said: Omit<Body, 'version'>) => FIELDS.every((key) => contact[key] === said[key]);

const changed = (version: number) =>
  new HttpProblem(409, {
    detail: '联系方式已经有人改过,请刷新后再填',
    members: { version },
    headers: { etag: etagOf({ version }) },
  });
