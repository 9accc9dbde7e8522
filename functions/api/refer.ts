import type * as z from 'zod';
import { mattersFor, workdaysFor } from '../../domain/joint.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Outcome, Warning } from '../../domain/warning.ts';
import { openReferral, referralsOf, standing } from '../shared/open-referral.ts';
import { HttpProblem } from '../shared/problem.ts';
import { headOf } from '../shared/staff-api/area.ts';
import type { RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { log } from '../shared/telemetry.ts';
import { perform } from './acting.ts';
import type { ApiPorts } from './ports.ts';
import type { referBody } from './requests.ts';

interface Asked {
  body: z.output<typeof referBody>;
  /** The version that the caller saw. */
  seen: number;
  mark: RequestMark | undefined;
}

/**
 * Refers a warning's matter to a department: the act first, which tells whether it is open, then the referral. A request cut
 * short between the two is made up for by its repetition; one for what is out already changes nothing.
 */
export async function refer(
  ports: ApiPorts,
  staff: Staff,
  warning: Warning,
  { body, seen, mark }: Asked,
): Promise<{ warning: Warning; referral: Referral }> {
  const { department, matter, note } = body;
  const to = ports.province.profile.departments.find(({ key }) => key === department);
  if (!to) throw unknownDepartment(ports);
  const order = { department, matter, joint: false, request: mark };
  const before = standing(await referralsOf(ports, warning), order);
  mustBeTheSame(before, mark);
  const after = before
    ? warning
    : await perform(ports, staff, warning, {
        act: 'refer',
        seen,
        mark,
        tell: () => ({ act: 'refer', to: to.name, matter }),
      });
  const workdays = body.dueInWorkdays ?? workdaysFor(matter, ports.province.profile);
  const person = (await headOf(ports, warning.subject))?.id;
  return {
    warning: after,
    referral: await openReferral(ports, after, { ...order, workdays, note, by: staff.sub, person }),
  };
}

function mustBeTheSame(before: Referral | undefined, mark: RequestMark | undefined): void {
  const request = before?.steps[0]?.request;
  if (!request || !mark || request.key !== mark.key || request.digest === mark.digest) return;
  throw new HttpProblem(409, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}

function unknownDepartment({ province }: ApiPorts): HttpProblem {
  const message = `没有这个部门,可以写:${province.profile.departments.map(({ key }) => key).join('、')}`;
  return new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'department', code: 'unknown', message }] });
}

/** Nobody is referred who wants no help or needs none any more. */
const WITHOUT: readonly Outcome[] = ['declined', 'deceased', 'false-alarm'];

/**
 * Opens the referrals that a finished visit's findings call for (一件事), each once. The visit is filed by now and stays so:
 * where one cannot be opened the log says so, and the same request again makes up for it.
 */
export async function openJoint(ports: ApiPorts, staff: Staff, warning: Warning): Promise<void> {
  const { outcome, visits = [] } = warning;
  if (!outcome || WITHOUT.includes(outcome.outcome)) return;
  const needs = [...new Set(visits.flatMap((visit) => visit.needs))];
  const matters = mattersFor(needs, ports.province.profile);
  if (matters.length === 0) return;
  try {
    const person = (await headOf(ports, warning.subject))?.id;
    for (const { name, department, workdays } of matters)
      await openReferral(ports, warning, { department, matter: name, workdays, joint: true, by: staff.sub, person });
  } catch (error) {
    log.error('The referrals that a finished visit calls for could not all be opened', error, {
      warning: warning.number,
    });
  }
}
