import type * as z from 'zod';
import type { Doing } from '../../domain/act.ts';
import { DAYS_WITHOUT_END, MOST_DAYS } from '../../domain/pausing.ts';
import { addDays, dayOf, endOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Concluded, Found } from '../../domain/visiting.ts';
import type { Warning } from '../../domain/warning.ts';
import type { Act } from '../../domain/warning-acts.ts';
import { type HttpRequest, type HttpRoutes, route } from '../shared/http.ts';
import { type HttpAnswer, json } from '../shared/http-answer.ts';
import { HttpProblem } from '../shared/problem.ts';
import { allowed, logLook } from '../shared/staff-api/caller.ts';
import { idPath } from '../shared/staff-api/fields.ts';
import { etagOf, type RequestMark, requestMark, versionOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { openTo, perform, permissionOf } from './acting.ts';
import { assigneeOf } from './assignee.ts';
import { findWarning } from './find-warning.ts';
import type { ApiPorts } from './ports.ts';
import { openJoint, refer } from './refer.ts';
import { referralItem } from './referral-item.ts';
import {
  acceptBody,
  extendBody,
  finishBody,
  pauseBody,
  reassignBody,
  referBody,
  reopenBody,
  resolveBody,
  resumeBody,
  visitBody,
} from './requests.ts';
import type { acted, referred } from './warning-answers.ts';

/** What staff do with a warning: one route an act. */
const on = <B extends z.ZodType>(body: B) => ({ path: idPath, body });

export const actRoutes = (ports: ApiPorts): HttpRoutes => ({
  'POST /v1/warnings/{id}/accept': route(
    on(acceptBody),
    doing(ports, 'accept', () => ({ act: 'accept' })),
  ),
  'POST /v1/warnings/{id}/visit': route(
    on(visitBody),
    doing(ports, 'visit', (body, { mark }) => ({
      act: 'visit',
      visit: found(mark, body),
    })),
  ),
  'POST /v1/warnings/{id}/resolve': route(
    on(resolveBody),
    doing(ports, 'resolve', (body) => ({
      act: 'resolve',
      conclusion: concluded(body),
    })),
  ),
  'POST /v1/warnings/{id}/finish': route(
    on(finishBody),
    doing(ports, 'finish', (body, { mark }) => ({
      act: 'finish',
      visit: found(mark, body),
      conclusion: concluded(body),
    })),
  ),
  'POST /v1/warnings/{id}/reassign': route(
    on(reassignBody),
    doing(ports, 'reassign', ({ to, reason }, { staff, warning }) => ({
      act: 'reassign',
      to: assigneeOf(ports.province, staff, warning, to),
      reason,
    })),
  ),
  'POST /v1/warnings/{id}/extend': route(
    on(extendBody),
    doing(ports, 'extend', ({ workdays, reason, approver }) => ({
      act: 'extend',
      workdays,
      reason,
      approver,
    })),
  ),
  'POST /v1/warnings/{id}/pause': route(
    on(pauseBody),
    doing(ports, 'pause', ({ until, reason }) => ({
      act: 'pause',
      until: pausedUntil(until, ports.clock.now()),
      reason,
    })),
  ),
  'POST /v1/warnings/{id}/resume': route(
    on(resumeBody),
    doing(ports, 'resume', () => ({ act: 'resume' })),
  ),
  'POST /v1/warnings/{id}/refer': route(on(referBody), async ({ path, body }, request) => {
    const staff = await allowed(ports, request, permissionOf.refer);
    const { version, ...content } = body;
    const asked = { body, seen: versionOf(request, version), mark: requestMark(request, { act: 'refer', ...content }) };
    const { warning, referral } = await refer(ports, staff, await findWarning(ports, staff, path.id), asked);
    await logLook(ports, staff, { action: 'warning.refer', subject: warning.subject });
    const view = { ...actedView(staff, warning), referral: referralItem(ports, referral) };
    return json(200, view satisfies z.output<typeof referred>, { etag: etagOf(warning) });
  }),
  'POST /v1/warnings/{id}/reopen': route(
    on(reopenBody),
    doing(ports, 'reopen', ({ reason }) => ({ act: 'reopen', reason })),
  ),
});

/** Acts that whoever had the warning before may still tell of: what they did, and the repeated request that gave it away. */
const FROM_FORMER: readonly Act[] = ['visit', 'finish', 'reassign'];

interface Scene {
  staff: Staff;
  warning: Warning;
  mark: RequestMark | undefined;
}

/** The digest is over the whole body but the version: a repeated request may have read a newer one meanwhile. */
const doing =
  <B extends { version?: number | undefined }>(ports: ApiPorts, act: Act, tell: (body: B, scene: Scene) => Doing) =>
  async ({ path, body }: { path: z.output<typeof idPath>; body: B }, request: HttpRequest): Promise<HttpAnswer> => {
    const staff = await allowed(ports, request, permissionOf[act]);
    const seen = versionOf(request, body.version);
    const found = await findWarning(ports, staff, path.id, FROM_FORMER.includes(act) ? seen : undefined);
    const { version: _version, ...content } = body;
    const mark = requestMark(request, { act, ...content });
    const after = await perform(ports, staff, found, {
      act,
      seen,
      mark,
      tell: (warning) => tell(body, { staff, warning, mark }),
    });
    if (act === 'finish' || act === 'resolve') await openJoint(ports, staff, after);
    await logLook(ports, staff, { action: `warning.${act}`, subject: after.subject });
    return json(200, actedView(staff, after), { etag: etagOf(after) });
  };

const actedView = (staff: Staff, warning: Warning): z.output<typeof acted> => ({
  id: warning.id,
  number: warning.number,
  status: warning.status,
  paused: warning.paused,
  version: warning.version,
  dueAt: offsetDateTime(warning.dueAt),
  openActs: openTo(staff, warning),
});

function found(mark: RequestMark | undefined, body: z.output<typeof visitBody>): Found {
  const { visitedAt, met, findings, needs, note, photos } = body;
  return {
    visitedAt,
    met,
    findings,
    needs,
    ...(note !== undefined && { note }),
    ...(photos !== undefined && { photos }),
    ...(mark && { request: mark }),
  };
}

const concluded = ({ outcome, programmes, note }: z.output<typeof resolveBody>): Concluded => ({
  outcome,
  programmes,
  note,
});

/** Throws 422 where the end lies in the past or too far away; without one it ends with the last of the usual days. */
function pausedUntil(until: number | undefined, now: number): number {
  const last = (days: number) => endOf(addDays(dayOf(now), days));
  if (until === undefined) return last(DAYS_WITHOUT_END);
  const message =
    until <= now ? '要晚于现在' : until > last(MOST_DAYS) ? `一次最多暂停${MOST_DAYS}天,到时可以再暂停` : undefined;
  if (message === undefined) return until;
  throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'until', code: 'invalid', message }] });
}
