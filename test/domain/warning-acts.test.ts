import { describe, expect, it } from 'vitest';
import { type Doing, act as doAct } from '../../domain/act.ts';
import { statusSchema, type Warning } from '../../domain/warning.ts';
import { type Act, acts, isHarmless, openActs, transitions } from '../../domain/warning-acts.ts';
import { compileProvince } from '../../lib/province.ts';
import { NOW } from '../factories.ts';

const HOUR = 3_600_000;
const { province } = compileProvince('gansu');
const ids = {
  smsAvailable: true,
  notice: (...parts: readonly string[]) => parts.join('|'),
  number: () => 'W2611-00000002',
};
const act = (warning: Warning, doing: Doing, by: string, now: number) =>
  doAct(warning, doing, { by, now, province, ids });
const visit = { visitedAt: NOW - HOUR, met: 'self', findings: '独居,需要照料', needs: ['care'] } as const;
const conclusion = { outcome: 'not-eligible', note: '收入超过标准' } as const;
const doings: Record<Act, Doing> = {
  accept: { act: 'accept' },
  visit: { act: 'visit', visit: { ...visit, needs: ['care'] } },
  resolve: { act: 'resolve', conclusion },
  finish: { act: 'finish', visit: { ...visit, needs: ['care'] }, conclusion },
  reassign: { act: 'reassign', to: { township: '621121102' }, reason: '人在鸡川镇' },
  extend: { act: 'extend', workdays: 2, reason: '大雪封路', approver: '王主任' },
  pause: { act: 'pause', until: NOW + 99 * HOUR, reason: '全家外出就医' },
  resume: { act: 'resume' },
  refer: { act: 'refer', to: '医保', matter: '医疗救助' },
  reopen: { act: 'reopen', reason: '家属反映没有走访' },
};

const makeWarning = (overrides: Partial<Warning> = {}): Warning => ({
  id: 'h-1.1',
  subject: 'h-1',
  cycle: 1,
  number: 'W2611-00000001',
  version: 3,
  status: 'raised',
  paused: false,
  referred: false,
  township: '621121101',
  peakLevel: 'blue',
  level: 'blue',
  score: 20,
  factors: [],
  householdSize: 1,
  profileVersion: 'v1',
  raisedAt: NOW - 24 * HOUR,
  changedAt: NOW - 24 * HOUR,
  visitDue: { at: NOW + HOUR, provisional: false, why: '' },
  feedbackDue: { at: NOW + 48 * HOUR, provisional: false, why: '' },
  dueAt: NOW + HOUR,
  rescoreAt: NOW + 99 * HOUR,
  nextStepAt: NOW + HOUR,
  steps: [],
  ...overrides,
});

const due = { at: NOW + HOUR, provisional: false, why: '' };
const pause = {
  paused: true,
  pause: { at: NOW - HOUR, until: NOW + HOUR, by: 's-1', reason: '外出', visitDue: due, feedbackDue: due },
};

describe('the table of states', () => {
  it('says for every status and act whether it is open and where it leads', () => {
    const office = { reassign: 'raised', extend: 'raised', pause: 'raised', resume: 'raised' };
    expect(transitions).toEqual({
      raised: { accept: 'accepted', visit: 'visited', finish: 'resolved', ...office },
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
    });
  });

  const cases = [false, true].flatMap((paused) =>
    statusSchema.options.flatMap((status) =>
      acts.map((each) => [each, status, paused ? 'paused' : 'running'] as const),
    ),
  );
  it.each(cases)('is kept: %s on %s, %s', (each, status, clock) => {
    const paused = clock === 'paused';
    const leads = Object.entries(transitions[status]).find(([name]) => name === each)?.[1];
    const warning = makeWarning({ status, ...(paused && pause) });
    const acted = act(warning, doings[each], 's-1', NOW);
    const stopped = paused ? each === 'pause' || each === 'extend' : each === 'resume';
    const barred = stopped || (each === 'refer' && status === 'resolved');
    if (leads === undefined || barred) expect(acted).toEqual({ ok: false, open: openActs({ status, paused }) });
    else if (each === 'reopen') expect(acted).toMatchObject({ ok: true, warning: { id: 'h-1.2', status: 'raised' } });
    else expect(acted).toMatchObject({ ok: true, warning: { status: leads, version: 4, changedAt: NOW } });
  });

  it('opens with resume what pause has closed, and nothing of what is over but reopening', () => {
    expect(openActs({ status: 'raised', paused: false })).toEqual([
      'accept',
      'visit',
      'finish',
      'reassign',
      'extend',
      'pause',
    ]);
    expect(openActs({ status: 'visited', paused: true })).toEqual([
      ...['visit', 'resolve', 'finish', 'reassign', 'resume', 'refer'],
    ]);
    expect(openActs({ status: 'resolved', paused: false })).toEqual(['reopen']);
    expect(openActs({ status: 'withdrawn', paused: false })).toEqual([]);
  });

  it('refers what is over only where that was its outcome', () => {
    const outcome = { outcome: 'referred', at: NOW, by: 's-1' } as const;
    expect(openActs({ status: 'resolved', paused: false, outcome })).toEqual(['refer', 'reopen']);
    expect(openActs({ status: 'resolved', paused: false, outcome: { ...outcome, outcome: 'aided' } })).toEqual([
      'reopen',
    ]);
    const acted = act(makeWarning({ status: 'resolved', outcome }), doings.refer, 's-1', NOW);
    expect(acted).toMatchObject({ ok: true, change: 'referred', warning: { status: 'resolved', referred: true } });
  });
});

it('a visit switches the deadline to feedback, keeps what was found and stands the ladder on it', () => {
  const acted = act(makeWarning(), doings.visit, 's-1', NOW);
  expect(acted).toMatchObject({
    change: 'visited',
    counts: { 'visited#blue': 1, 'in-time#blue': 1 },
    warning: { dueAt: NOW + 48 * HOUR, visits: [{ ...visit, by: 's-1', at: NOW }] },
  });
  expect(acted.ok && acted.warning.steps.map(({ of, role, doneAt }) => [of, role, doneAt])).toEqual([
    ['feedback', 'township', undefined],
    ['feedback', 'county', undefined],
    ['feedback', 'prefecture', undefined],
    ['feedback', 'province', undefined],
  ]);
});

it.each([
  ['at the very deadline is in time', NOW - HOUR, { 'visited#blue': 1, 'in-time#blue': 1 }],
  ['a millisecond later is late', NOW - HOUR - 1, { 'visited#blue': 1 }],
])('a visit %s', (_, at, counts) => {
  const warning = makeWarning({ visitDue: { at, provisional: false, why: '' } });
  expect(act(warning, doings.visit, 's-1', NOW)).toMatchObject({ counts });
});

it('a second visit stands beside the first and is counted apart', () => {
  const first = act(makeWarning(), doings.visit, 's-1', NOW);
  const second = first.ok ? act(first.warning, doings.visit, 's-2', NOW + HOUR) : first;
  expect(second).toMatchObject({ counts: { revisited: 1 }, warning: { visits: [{ by: 's-1' }, { by: 's-2' }] } });
});

it('an outcome closes the warning and keeps the rules that judged it', () => {
  const acted = act(makeWarning({ status: 'visited' }), doings.resolve, 's-1', NOW);
  expect(acted).toMatchObject({
    change: 'resolved',
    counts: { 'resolved#not-eligible#blue': 1 },
    detail: '不符合救助条件',
    warning: {
      status: 'resolved',
      closedAt: NOW,
      rescoreAt: undefined,
      nextStepAt: undefined,
      profileVersion: 'v1',
      outcome: { ...conclusion, at: NOW, by: 's-1' },
    },
  });
});

it('an outcome is final: no act changes it (W4)', () => {
  const closed = act(makeWarning(), doings.finish, 's-1', NOW);
  const warning = closed.ok ? closed.warning : makeWarning();
  for (const each of acts) {
    const later = act(warning, doings[each], 's-2', NOW + HOUR);
    if (each !== 'reopen') expect(later).toEqual({ ok: false, open: ['reopen'] });
  }
});

it('finishing counts visit and outcome', () => {
  expect(act(makeWarning(), doings.finish, 's-1', NOW)).toMatchObject({
    change: 'resolved',
    counts: { 'visited#blue': 1, 'in-time#blue': 1, 'resolved#not-eligible#blue': 1 },
  });
});

it.each([
  ['accept', ['step'], true],
  ['accept', ['rescored'], false],
  ['visit', ['rescored', 'step', 'level-raised', 'corrected'], true],
  ['visit', ['accepted', 'extended', 'reassigned', 'handed-over', 'paused', 'resumed'], true],
  ['visit', ['visited'], false],
  ['resolve', ['step'], true],
  ['resolve', ['rescored'], false],
  ['finish', ['step', 'extended', 'reassigned'], true],
  ['finish', ['paused', 'resumed', 'accepted', 'corrected'], true],
  ['finish', ['rescored'], false],
  ['finish', ['level-raised'], false],
  ['finish', ['visited'], false],
  ['finish', [], true],
  ['extend', ['level-raised'], false],
  ['extend', ['visited'], false],
  ['pause', ['level-raised'], false],
  ['reassign', ['rescored'], true],
  ['reassign', ['reassigned'], false],
] as const)('%s bears what happened since: %j → %s', (each, changes, harmless) => {
  expect(
    isHarmless(
      each,
      changes.map((change) => ({ change })),
    ),
  ).toBe(harmless);
});
