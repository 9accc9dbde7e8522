import { deadlinesFrom, type Situation } from './decide.ts';
import { withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { type Warning, warningId } from './warning.ts';

/**
 * A new cycle with the reasons of one that was resolved: the outcome of that stays as it is. Deadlines count from now; what
 * its factors say meanwhile, the next re-scoring shows. Undefined where today's rules no longer have its level.
 */
export function reopened(
  former: Warning,
  province: Province,
  ids: Pick<Situation['ids'], 'number'>,
  now: number,
): Warning | undefined {
  const level = province.profile.levels.list.find(({ key }) => key === former.peakLevel);
  if (!level) return undefined;
  const cycle = former.cycle + 1;
  const id = warningId(former.subject, cycle);
  const { subject, township, office, peakLevel, score, factors, headName, householdSize, assigned } = former;
  const expiries = factors.flatMap(({ expiresAt }) => (expiresAt !== undefined && expiresAt > now ? [expiresAt] : []));
  return withPlan(
    {
      id,
      subject,
      cycle,
      number: ids.number(id, now),
      version: 1,
      status: 'raised',
      paused: false,
      referred: false,
      township,
      office,
      ...(assigned && { assigned }),
      peakLevel,
      level: former.level,
      score,
      factors,
      ...(headName && { headName }),
      householdSize,
      profileVersion: province.version,
      raisedAt: now,
      changedAt: now,
      ...deadlinesFrom(now, level, province),
      reopens: former.number,
      rescoreAt: expiries.length > 0 ? Math.min(...expiries) : undefined,
      steps: [],
    },
    province,
  );
}
