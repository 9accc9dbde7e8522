import type { History, Outcome, Status, Warning } from './warning.ts';

export const acts = [
  'accept',
  'visit',
  'resolve',
  'finish',
  'reassign',
  'extend',
  'pause',
  'resume',
  'refer',
  'reopen',
] as const;
export type Act = (typeof acts)[number];

/**
 * The states, as a table: what staff may do where a warning stands, and where it then stands. What is missing here is not
 * open. An outcome is final: what comes later, reopening too, opens a new cycle. `finish` is a visit and its outcome in one.
 */
export const transitions = {
  raised: {
    accept: 'accepted',
    visit: 'visited',
    finish: 'resolved',
    reassign: 'raised',
    extend: 'raised',
    pause: 'raised',
    resume: 'raised',
  },
  accepted: {
    visit: 'visited',
    finish: 'resolved',
    reassign: 'raised',
    extend: 'accepted',
    pause: 'accepted',
    resume: 'accepted',
  },
  visited: {
    visit: 'visited',
    resolve: 'resolved',
    finish: 'resolved',
    reassign: 'visited',
    extend: 'visited',
    pause: 'visited',
    resume: 'visited',
    refer: 'visited',
  },
  resolved: { reopen: 'resolved', refer: 'resolved' },
  withdrawn: {},
  merged: {},
} as const satisfies Record<Status, Partial<Record<Act, Status>>>;

/** What the flag takes away: a clock that stands cannot be stopped or set, one that runs cannot be started. */
const notWhile: Readonly<Record<'paused' | 'running', readonly Act[]>> = {
  paused: ['pause', 'extend'],
  running: ['resume'],
};

/** What openness hangs on. */
export type Openness = Pick<Warning, 'status' | 'paused' | 'outcome'>;

/** What is over goes to another department only where that was its very outcome. */
const unfit = ({ status, outcome }: Openness): readonly Act[] =>
  status === 'resolved' && outcome?.outcome !== 'referred' ? ['refer'] : [];

/** The acts that are open to staff, in the order of the work; which of them a role may do stands in the permissions. */
export const openActs = (warning: Openness): Act[] => {
  const barred = [...notWhile[warning.paused ? 'paused' : 'running'], ...unfit(warning)];
  return acts.filter((act) => act in transitions[warning.status] && !barred.includes(act));
};

/** What touches no reason and no duty but its day and its desk. */
const office: readonly History['change'][] = [
  'step',
  'corrected',
  'accepted',
  'extended',
  'reassigned',
  'handed-over',
  'paused',
  'resumed',
  'referred',
];
const score: readonly History['change'][] = ['step', 'rescored', 'level-raised', 'corrected'];

/**
 * What may have happened since the version that an act was made on. A visit was made, whatever the score or the office did
 * meanwhile; an outcome, though, answers the reasons its author saw.
 */
const harmlessSince: Readonly<Record<Act, readonly History['change'][]>> = {
  accept: ['step', 'corrected', 'extended'],
  visit: [...office, ...score],
  resolve: office,
  finish: office,
  reassign: [...score, 'accepted', 'referred'],
  extend: ['step', 'rescored', 'accepted', 'referred'],
  pause: ['step', 'rescored', 'corrected', 'accepted', 'referred'],
  resume: [...score, 'referred'],
  refer: [...office, ...score, 'visited'],
  reopen: [],
};

export const isHarmless = (act: Act, since: readonly Pick<History, 'change'>[]): boolean =>
  since.every(({ change }) => harmlessSince[act].includes(change));

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
