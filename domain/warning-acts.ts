import type { History, Outcome, Status, Visit, Warning } from './warning.ts';

export const acts = ['accept', 'visit', 'resolve', 'finish'] as const;
export type Act = (typeof acts)[number];

/**
 * The states, as a table: what staff may do where a warning stands, and where it then stands. What is missing here is not
 * open. An outcome is final: what comes later opens a new cycle. `finish` is a visit and its outcome in one.
 */
export const transitions = {
  raised: { accept: 'accepted', visit: 'visited', finish: 'resolved' },
  accepted: { visit: 'visited', finish: 'resolved' },
  visited: { visit: 'visited', resolve: 'resolved', finish: 'resolved' },
  resolved: {},
  withdrawn: {},
  merged: {},
} as const satisfies Record<Status, Partial<Record<Act, Status>>>;

/** The acts that are open to staff, in the order of the work. */
export const openActs = ({ status }: Pick<Warning, 'status'>): Act[] =>
  acts.filter((act) => act in transitions[status]);

/**
 * What may have happened since the version that an act was made on. A reminder touches nothing. A visit was made, whatever
 * the score did meanwhile; an outcome, though, answers the reasons its author saw.
 */
const harmlessSince: Readonly<Record<Act, readonly History['change'][]>> = {
  accept: ['step'],
  visit: ['step', 'rescored', 'level-raised'],
  resolve: ['step'],
  finish: ['step'],
};

export const isHarmless = (act: Act, since: readonly Pick<History, 'change'>[]): boolean =>
  since.every(({ change }) => harmlessSince[act].includes(change));

export type Found = Omit<Visit, 'by' | 'at'>;
export interface Concluded {
  outcome: Outcome;
  programmes?: readonly string[] | undefined;
  note?: string | undefined;
}

/** An act with what it says. */
export type Doing =
  | { act: 'accept' }
  | { act: 'visit'; visit: Found }
  | { act: 'resolve'; conclusion: Concluded }
  | { act: 'finish'; visit: Found; conclusion: Concluded };

type Acted =
  | {
      ok: true;
      warning: Warning;
      change: Extract<History['change'], 'accepted' | 'visited' | 'resolved'>;
      /** What statistics count it as. */
      counts: Readonly<Record<string, number>>;
      detail?: string;
    }
  | { ok: false; open: Act[] };

/** What an act makes of a warning, or the acts that are open instead. `by` is the staff member, `now` epoch ms. */
export function act(warning: Warning, doing: Doing, by: string, now: number): Acted {
  if (!(doing.act in transitions[warning.status])) return { ok: false, open: openActs(warning) };
  const next: Warning = { ...warning, version: warning.version + 1, changedAt: now };
  switch (doing.act) {
    case 'accept':
      return { ok: true, warning: { ...next, status: 'accepted' }, change: 'accepted', counts: { accepted: 1 } };
    case 'visit':
      return {
        ok: true,
        warning: visited(next, doing.visit, by, now),
        change: 'visited',
        counts: visitCounts(warning, doing.visit),
      };
    case 'resolve':
      return resolved(next, doing.conclusion, by, now, {});
    case 'finish':
      return resolved(
        visited(next, doing.visit, by, now),
        doing.conclusion,
        by,
        now,
        visitCounts(warning, doing.visit),
      );
  }
}

/** From here on feedback is owed, and nobody is reminded of a visit that was made. */
function visited(warning: Warning, visit: Found, by: string, at: number): Warning {
  return {
    ...warning,
    status: 'visited',
    dueAt: warning.feedbackDue.at,
    nextStepAt: undefined,
    visits: [...(warning.visits ?? []), { ...visit, by, at }],
  };
}

/** Only the first visit is the one the deadline was about. */
function visitCounts({ status, visitDue }: Warning, { visitedAt }: Found): Record<string, number> {
  if (status === 'visited') return { revisited: 1 };
  return { visited: 1, ...(visitedAt <= visitDue.at && { 'in-time': 1 }) };
}

function resolved(warning: Warning, conclusion: Concluded, by: string, at: number, counts: Record<string, number>) {
  const { outcome, programmes, note } = conclusion;
  const closed: Warning = {
    ...warning,
    status: 'resolved',
    closedAt: at,
    rescoreAt: undefined,
    nextStepAt: undefined,
    outcome: {
      outcome,
      at,
      by,
      ...(note && { note }),
      ...(programmes && programmes.length > 0 && { programmes: [...programmes] }),
    },
  };
  return {
    ok: true as const,
    warning: closed,
    change: 'resolved' as const,
    counts: { ...counts, [`resolved#${outcome}`]: 1 },
    detail: outcomeNames[outcome],
  };
}

/** Outcomes as people say them. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  aided: '已给予救助',
  applying: '正在申请救助',
  'already-aided': '已在享受救助',
  'not-eligible': '不符合救助条件',
  declined: '本人不愿申请',
  away: '外出,暂未核查',
  referred: '已转其他部门',
  unreachable: '多次上门未见到',
  deceased: '本人已去世',
  'false-alarm': '情况不属实',
};
