import type * as z from 'zod';
import { fullDivisionName, within } from '../../domain/division.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { isPeriodOf, type Period, periodLabel, previousPeriod } from '../../domain/statement-period.ts';
import { runSubject, type StatementRun } from '../../domain/statement-run.ts';
import { type HttpRoutes, route } from '../shared/http.ts';
import { json } from '../shared/http-answer.ts';
import { HttpProblem } from '../shared/problem.ts';
import { askedArea } from '../shared/staff-api/area.ts';
import { allowed, type CallerPorts } from '../shared/staff-api/caller.ts';
import { openRun, type RunPorts } from '../shared/statement-runs.ts';
import type { Tasks } from '../shared/tasks.ts';
import type { runList, runView } from './run-answers.ts';
import { runBody, runsQuery } from './run-requests.ts';

export type RunRoutePorts = CallerPorts & RunPorts & { runs: RunPorts['runs'] & Pick<Tasks<StatementRun>, 'of'> };

/** How far the issuing of a period's statements came, and issuing them on demand in one division. */
export const runRoutes = (ports: RunRoutePorts): HttpRoutes => ({
  'GET /v1/statement-runs': route({ query: runsQuery }, async ({ query }, request) => {
    const staff = await allowed(ports, request, 'statements.list');
    const area = askedArea(staff, query.division);
    const runs = await ports.runs.of(runSubject(periodIn(ports, query)));
    const near = runs.filter(({ division }) => within(area, division) || within(division, area));
    const items = near.toSorted((a, b) => b.startedAt - a.startedAt).map((run) => viewOf(ports, run));
    return json(200, { items } satisfies z.output<typeof runList>);
  }),
  'POST /v1/statement-runs': route({ body: runBody }, async ({ body }, request) => {
    const staff = await allowed(ports, request, 'statements.issue');
    const division = askedArea(staff, body.division);
    const period = closedPeriod(ports, periodIn(ports, body));
    const run = await openRun(ports, { division, period, again: true });
    return json(202, viewOf(ports, run));
  }),
});

function periodIn(
  { province, clock }: RunRoutePorts,
  { from, to }: { from?: string | undefined; to?: string | undefined },
) {
  if (from !== undefined && to !== undefined) return { from, to };
  const last = previousPeriod(province.profile.statement.period, dayOf(clock.now()));
  return { from: last.from, to: last.to };
}

/** A series has no gaps and no overlaps: only whole periods of the profile's kind that are over are issued. */
function closedPeriod({ province, clock }: RunRoutePorts, period: Period): Period {
  const message = !isPeriodOf(province.profile.statement.period, period)
    ? '按期的清单要写完整的一期,例如 2026-10-01 到 2026-12-31'
    : period.to >= dayOf(clock.now())
      ? '这一期还没有结束,过完才能开'
      : undefined;
  if (message === undefined) return period;
  throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'to', code: 'period', message }] });
}

function viewOf({ province }: RunRoutePorts, run: StatementRun): z.output<typeof runView> {
  const { id, division, from, to, open, townships, households, fresh, failed, startedAt, finishedAt } = run;
  return {
    id,
    division,
    divisionName: fullDivisionName(division, province.divisions),
    from,
    to,
    label: periodLabel({ from, to }),
    status: open ? 'running' : 'finished',
    townships,
    households,
    fresh,
    failed,
    startedAt: offsetDateTime(startedAt),
    ...(finishedAt !== undefined && { finishedAt: offsetDateTime(finishedAt) }),
  };
}
