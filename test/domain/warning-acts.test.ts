import { describe, expect, it } from 'vitest';
import { statusSchema, type Warning } from '../../domain/warning.ts';
import { type Act, act, acts, type Doing, isHarmless, openActs, transitions } from '../../domain/warning-acts.ts';
import { NOW } from '../factories.ts';

const HOUR = 3_600_000;
const visit = { visitedAt: NOW - HOUR, met: 'self', findings: '独居,需要照料', needs: ['care'] } as const;
const conclusion = { outcome: 'not-eligible', note: '收入超过标准' } as const;
const doings: Record<Act, Doing> = {
  accept: { act: 'accept' },
  visit: { act: 'visit', visit: { ...visit, needs: ['care'] } },
  resolve: { act: 'resolve', conclusion },
  finish: { act: 'finish', visit: { ...visit, needs: ['care'] }, conclusion },
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

describe('the table of states', () => {
  it('says for every status and act whether it is open and where it leads', () => {
    expect(transitions).toEqual({
      raised: { accept: 'accepted', visit: 'visited', finish: 'resolved' },
      accepted: { visit: 'visited', finish: 'resolved' },
      visited: { visit: 'visited', resolve: 'resolved', finish: 'resolved' },
      resolved: {},
      withdrawn: {},
      merged: {},
    });
  });

  it.each(statusSchema.options.flatMap((status) => acts.map((each) => [each, status] as const)))(
    'is kept: %s on %s',
    (each, status) => {
      const leads = Object.entries(transitions[status]).find(([name]) => name === each)?.[1];
      const acted = act(makeWarning({ status }), doings[each], 's-1', NOW);
      if (leads === undefined) expect(acted).toEqual({ ok: false, open: openActs({ status }) });
      else expect(acted).toMatchObject({ ok: true, warning: { status: leads, version: 4, changedAt: NOW } });
    },
  );
});

it('a visit switches the deadline to feedback, keeps what was found and ends the reminders', () => {
  const acted = act(makeWarning(), doings.visit, 's-1', NOW);
  expect(acted).toMatchObject({
    change: 'visited',
    counts: { visited: 1, 'in-time': 1 },
    warning: { dueAt: NOW + 48 * HOUR, nextStepAt: undefined, visits: [{ ...visit, by: 's-1', at: NOW }] },
  });
});

it.each([
  ['at the very deadline is in time', NOW - HOUR, { visited: 1, 'in-time': 1 }],
  ['a millisecond later is late', NOW - HOUR - 1, { visited: 1 }],
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
    counts: { 'resolved#not-eligible': 1 },
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
  for (const each of acts) expect(act(warning, doings[each], 's-2', NOW + HOUR)).toEqual({ ok: false, open: [] });
});

it('finishing counts visit and outcome', () => {
  expect(act(makeWarning(), doings.finish, 's-1', NOW)).toMatchObject({
    change: 'resolved',
    counts: { visited: 1, 'in-time': 1, 'resolved#not-eligible': 1 },
  });
});

it.each([
  ['accept', ['step'], true],
  ['accept', ['rescored'], false],
  ['visit', ['rescored', 'step', 'level-raised'], true],
  ['visit', ['rescored', 'accepted'], false],
  ['visit', ['visited'], false],
  ['resolve', ['step'], true],
  ['resolve', ['rescored'], false],
  ['finish', ['rescored'], false],
  ['finish', [], true],
] as const)('%s bears what happened since: %j → %s', (each, changes, harmless) => {
  expect(
    isHarmless(
      each,
      changes.map((change) => ({ change })),
    ),
  ).toBe(harmless);
});
