import { nextStepAt } from './escalation.ts';
import {
  type Call,
  type Overtaken,
  overtakenNames,
  type PlannedVisit,
  type PlannedVisitStatus,
} from './planned-visit.ts';
import { handedTo } from './planned-visit-owed.ts';
import type { Province } from './province.ts';

export const visitActs = ['done', 'skip', 'reassign'] as const;
export type VisitAct = (typeof visitActs)[number];

/**
 * The states, as a table: what may be done where a visit stands, and where it may then stand. `done` with nobody met leaves
 * it planned. `cancel` and `reopen` are the hub's own: a death that was reported by mistake gives the visit back.
 */
export const visitTransitions = {
  planned: {
    done: ['done', 'planned'],
    skip: ['moved-away', 'refused', 'cancelled'],
    reassign: ['planned'],
    cancel: ['cancelled'],
  },
  done: {},
  'moved-away': {},
  refused: {},
  cancelled: { reopen: ['planned'] },
} as const satisfies Record<
  PlannedVisitStatus,
  Partial<Record<VisitAct | 'cancel' | 'reopen', readonly PlannedVisitStatus[]>>
>;

/** The acts that are open to staff. */
export const openVisitActs = ({ status }: Pick<PlannedVisit, 'status'>): VisitAct[] =>
  visitActs.filter((act) => act in visitTransitions[status]);

/** Why a visit was not made, and what it then is. */
export const skipReasons = { 'moved-away': 'moved-away', refused: 'refused', other: 'cancelled' } as const;
export type SkipReason = keyof typeof skipReasons;

/** An act with what it says. */
export type VisitDoing =
  | { act: 'done'; call: Omit<Call, 'by' | 'at'> }
  | { act: 'skip'; reason: SkipReason; note?: string | undefined }
  | { act: 'reassign'; to: { township: string; village?: string | undefined }; reason: string };

type Acted = { ok: true; visit: PlannedVisit } | { ok: false; open: VisitAct[] };

/** What an act makes of a visit, or the acts that are open instead. `by` is the staff member, `now` epoch ms. */
export function actOnVisit(
  visit: PlannedVisit,
  doing: VisitDoing,
  by: string,
  { province, now }: { province: Province; now: number },
): Acted {
  if (!(doing.act in visitTransitions[visit.status])) return { ok: false, open: openVisitActs(visit) };
  const next = { ...visit, version: visit.version + 1 };
  switch (doing.act) {
    case 'done': {
      const called = { ...next, calls: [...visit.calls, { ...doing.call, by, at: now }] };
      return { ok: true, visit: doing.call.met === 'nobody' ? called : over(called, 'done', { at: now, by }) };
    }
    case 'skip':
      return {
        ok: true,
        visit: over(next, skipReasons[doing.reason], { at: now, by, ...(doing.note && { note: doing.note }) }),
      };
    case 'reassign': {
      const { to, reason } = doing;
      const handed = [...visit.handed, { at: now, by, from: visit.area, to: to.village ?? to.township, reason }];
      return { ok: true, visit: { ...handedTo(visit, to.township, to.village, province), handed } };
    }
  }
}

const over = (visit: PlannedVisit, status: PlannedVisitStatus, closed: PlannedVisit['closed']): PlannedVisit => ({
  ...visit,
  status,
  open: false,
  nextStepAt: undefined,
  closed,
});

/** The hub takes an open visit off the list, and says why. */
export const cancelled = (visit: PlannedVisit, because: Overtaken, now: number): PlannedVisit =>
  over({ ...visit, version: visit.version + 1 }, 'cancelled', {
    at: now,
    by: 'hub',
    because,
    note: overtakenNames[because],
  });

/** What the hub cancelled is owed again where the reason is gone; what a person closed stays closed. */
export const mayReopen = ({ status, closed }: PlannedVisit): boolean =>
  status === 'cancelled' && closed?.by === 'hub' && closed.because !== 'visited-later';

export const reopened = ({ closed: _closed, ...visit }: PlannedVisit): PlannedVisit => ({
  ...visit,
  version: visit.version + 1,
  status: 'planned',
  open: true,
  nextStepAt: nextStepAt(visit.steps),
});
