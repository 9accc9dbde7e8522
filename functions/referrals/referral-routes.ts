import type { Referral } from '../../domain/referral.ts';
import type { ReferralDoing } from '../../domain/referral-acts.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { find, perform, permissionFor } from './acting.ts';
import { permitted, type ReferralsPorts } from './ports.ts';
import { referralList } from './referral-list.ts';
import { referralViews } from './referral-view.ts';
import {
  assignBody,
  cancelBody,
  feedbackBody,
  referralsQuery,
  resendBody,
  returnBody,
  signBody,
  unmaskReferralBody,
} from './requests.ts';

/** Referral lists and feedback lists, and what each side does with one referral. */
export const referralRoutes = (ports: ReferralsPorts): HttpRoutes => ({
  'GET /v1/referrals': route({ query: referralsQuery }, async ({ query }, request) => {
    const staff = await permitted(ports, request, 'referrals.read');
    const { items, cursor } = await referralList(ports, staff, query);
    await logLook(ports, staff, { action: 'referrals.list', subject: `d-${askedArea(staff, query.division)}` });
    return json(200, { items: await referralViews(ports, staff, items), ...(cursor !== undefined && { cursor }) });
  }),
  'GET /v1/referrals/{id}': route({ path: idPath }, async ({ path }, request) => {
    const staff = await permitted(ports, request, 'referrals.read');
    const referral = await find(ports, staff, path.id);
    await logLook(ports, staff, { action: 'referral.read', subject: referral.subject });
    return answerWith(ports, staff, referral);
  }),
  'POST /v1/referrals/{id}/unmask': route(
    { path: idPath, body: unmaskReferralBody },
    async ({ path, body }, request) => {
      const staff = await permitted(ports, request, 'referrals.answer');
      const person = await personOf(ports, await find(ports, staff, path.id));
      const { fields, purpose, note } = body;
      await logLook(ports, staff, {
        action: 'referral.unmask',
        subject: person.id,
        purpose,
        fields,
        note: note === undefined ? path.id : `${path.id} ${note}`,
      });
      return json(200, reveal(person, new Set(fields)));
    },
  ),
  'POST /v1/referrals/{id}/sign': route({ path: idPath, body: signBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body, { act: 'sign' }),
  ),
  'POST /v1/referrals/{id}/return': route({ path: idPath, body: returnBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body, { act: 'return', reason: body.reason }),
  ),
  'POST /v1/referrals/{id}/feedback': route({ path: idPath, body: feedbackBody }, ({ path, body }, request) => {
    const { result, programmes, note } = body;
    return doing(ports, request, path.id, body, { act: 'feedback', answer: { result, programmes, note } });
  }),
  'POST /v1/referrals/{id}/resend': route({ path: idPath, body: resendBody }, ({ path, body }, request) => {
    mustBeKnown(ports, body.department);
    return doing(ports, request, path.id, body, { act: 'resend', department: body.department, note: body.note });
  }),
  'POST /v1/referrals/{id}/assign': route({ path: idPath, body: assignBody }, ({ path, body }, request) => {
    mustBeKnown(ports, body.department);
    return doing(ports, request, path.id, body, { act: 'assign', department: body.department, reason: body.reason });
  }),
  'POST /v1/referrals/{id}/cancel': route({ path: idPath, body: cancelBody }, ({ path, body }, request) =>
    doing(ports, request, path.id, body, { act: 'cancel', reason: body.reason }),
  ),
});

async function doing(
  ports: ReferralsPorts,
  request: HttpRequest,
  id: string,
  { version, ...content }: { version?: number | undefined },
  what: ReferralDoing,
): Promise<HttpAnswer> {
  const staff = await permitted(ports, request, permissionFor[what.act]);
  const mark = requestMark(request, { act: what.act, ...content });
  const after = await perform(ports, staff, id, what, { seen: versionOf(request, version), mark });
  await logLook(ports, staff, { action: `referral.${what.act}`, subject: after.subject });
  return answerWith(ports, staff, after);
}

async function answerWith(ports: ReferralsPorts, staff: Staff, referral: Referral): Promise<HttpAnswer> {
  const [view] = await referralViews(ports, staff, [referral]);
  return json(200, view, { etag: etagOf(referral) });
}

/** Only while the department has to deal with it: afterwards there is nothing to look for. */
async function personOf({ people }: ReferralsPorts, { desk, open, person }: Referral): Promise<PersonRecord> {
  if (!open || desk === undefined) throw new HttpProblem(409, '这件转办不在您部门手上了,不能再看个人信息');
  const found = person === undefined ? undefined : (await people.get([person])).get(person);
  if (!found) throw new HttpProblem(404, '这件转办还没有查到是谁,请联系转办单位');
  return found;
}

const reveal = (person: PersonRecord, asked: ReadonlySet<string>) => ({
  ...(asked.has('name') && person.name && { name: person.name.value }),
  ...(asked.has('idNumber') && { idNumber: person.idNumber }),
  ...(asked.has('phone') && person.phone && { phone: person.phone.value }),
});

function mustBeKnown({ province }: ReferralsPorts, department: string | undefined): void {
  const known = province.profile.departments.map(({ key }) => key);
  if (department === undefined || known.includes(department)) return;
  const message = `没有这个部门,可以写:${known.join('、')}`;
  throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'department', code: 'unknown', message }] });
}
