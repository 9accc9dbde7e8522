import { describe, expect, it } from 'vitest';
import { act } from '../../../domain/act.ts';
import { addDays, addMonths, startOf } from '../../../domain/shanghai-day.ts';
import { isOpen, type Outcome } from '../../../domain/warning.ts';
import { historyOf, idsFor } from '../../../functions/shared/assessing/reassess.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { compileProvince } from '../../../lib/province.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const DAY = 86_400_000;
const FAMILIES = 30;
/** How a family's visits end, all year long. */
const OUTCOMES = [
  'not-eligible',
  'already-aided',
  'applying',
  'aided',
  'declined',
  'referred',
  'false-alarm',
  'deceased',
  'away',
  'unreachable',
] as const satisfies readonly Outcome[];
const outcomeOf = (family: number): Outcome => OUTCOMES[family % OUTCOMES.length] ?? 'not-eligible';

type Hub = ReturnType<typeof memoryHub>;
/** What a family's month brings: the departments' lists of `month` (its first day), posted on the fifth of the next. */
type Lists = (family: number, month: string) => Parameters<Hub['take']>[0][];

const personOf = (family: number, division: string) =>
  makePerson(family, { registeredDivision: division, residenceDivision: division });

/** Plays twelve monthly lists; every open warning is visited three days after the list and ended. Visits by family. */
async function year(province: string, division: string, lists: Lists): Promise<number[]> {
  const hub = memoryHub(startOf('2026-01-05') + DAY / 2, compileProvince(province).province);
  const visits = Array.from({ length: FAMILIES }, () => 0);
  for (const family of visits.keys()) await hub.take(rosterOf(family, division));
  for (let month = '2026-01-01'; month < '2027-01-01'; month = addMonths(month, 1)) {
    const posted = startOf(addDays(addMonths(month, 1), 4)) + DAY / 2;
    hub.time.now = posted;
    for (const family of visits.keys()) await hub.take(...lists(family, month));
    hub.time.now = posted + 3 * DAY;
    await sweep(hub.ports)();
    for (const family of visits.keys())
      if (await visited(hub, personOf(family, division), outcomeOf(family))) visits[family] = (visits[family] ?? 0) + 1;
  }
  return visits;
}

const rosterOf = (family: number, division: string) =>
  makeEvent('roster', {
    id: `roster-${family}`,
    time: '2026-01-05T09:00:00+08:00',
    data: { person: personOf(family, division), household: undefined },
  });

async function visited(hub: Hub, { idNumber }: { idNumber: string }, outcome: Outcome): Promise<boolean> {
  const { warnings, province } = hub.ports;
  const now = hub.time.now;
  const warning = await warnings.latest(await hub.personId(idNumber));
  if (!warning || !isOpen(warning)) return false;
  const visit = { visitedAt: now - 1, met: 'self' as const, findings: '已看望', needs: [] };
  const doer = { by: 's-1', now, province, ids: idsFor(hub.ports) };
  const done = act(warning, { act: 'finish', visit, conclusion: { outcome } }, doer);
  if (!done.ok) throw new Error('refused');
  const history = historyOf(done.warning, done.change, now, done.detail, 's-1');
  const committed = { warning: done.warning, expected: warning.version, history, notices: [], counts: {}, day: '' };
  expect(await warnings.commit(committed)).toBe('committed');
  return true;
}

/** Visits in a year by outcome: all families of one outcome are visited equally often. */
function byOutcome(visits: readonly number[]): Record<string, number[]> {
  const families = [...Map.groupBy(visits.keys(), outcomeOf)];
  return Object.fromEntries(families.map(([outcome, of]) => [outcome, [...new Set(of.map((n) => visits[n] ?? 0))]]));
}

const KNOWN = OUTCOMES.filter((outcome) => outcome !== 'away' && outcome !== 'unreachable');
const expected = (known: number[], unseen: number[]) => ({
  ...Object.fromEntries(KNOWN.map((outcome) => [outcome, known])),
  away: unseen,
  unreachable: unseen,
});

const lastDay = (month: string) => addDays(addMonths(month, 1), -1);

describe('a year of monthly lists, thirty families', () => {
  it('gansu: in hospital every month, a family is visited twice, and every month where nobody was met', async () => {
    const division = '621121101';
    const stays: Lists = (family, month) => [
      makeEvent('hospitalization', {
        id: `stay-${family}-${month}`,
        time: `${lastDay(month)}T18:00:00+08:00`,
        data: {
          person: personOf(family, division),
          admittedOn: addDays(month, 19),
          dischargedOn: addDays(month, 24),
          hospital: undefined,
        },
      }),
    ];
    // February's visit is good for six months; September's list is the next that counts.
    expect(byOutcome(await year('gansu', division, stays))).toEqual(expected([2], [12]));
  });

  it('gansu: a new indicator meanwhile is one visit, and begins the period anew', async () => {
    const division = '621121101';
    const stays: Lists = (family, month) => [
      makeEvent('hospitalization', {
        id: `stay-${family}-${month}`,
        time: `${lastDay(month)}T18:00:00+08:00`,
        data: { person: personOf(family, division), admittedOn: addDays(month, 19), dischargedOn: addDays(month, 24) },
      }),
      ...(month === '2026-05-01'
        ? [
            makeEvent('unemployment', {
              id: `jobless-${family}`,
              time: '2026-05-31T18:00:00+08:00',
              data: { person: personOf(family, division), registeredOn: '2026-05-20' },
            }),
          ]
        : []),
    ];
    // February; June for the new indicator; January's list comes after six months again.
    expect(byOutcome(await year('gansu', division, stays))).toEqual(expected([3], [12]));
  });

  it('zhejiang: over the line from April on, by one cumulative list a month', async () => {
    const division = '330727103';
    const burdens: Lists = (family, month) => {
      const asOf = lastDay(month);
      const burden = 3_000 * Number(month.slice(5, 7));
      return [
        makeEvent('medical-burden', {
          id: `burden-${family}-${month}`,
          time: `${asOf}T18:00:00+08:00`,
          data: {
            person: personOf(family, division),
            periodFrom: '2026-01-01',
            asOf,
            totalAmount: 2 * burden,
            reimbursed: burden,
            personalBurden: burden,
          },
        }),
      ];
    };
    // April's list comes in May; its visit is good until November, so that December's list is the next that counts.
    expect(byOutcome(await year('zhejiang', division, burdens))).toEqual(expected([2], [9]));
  });
});
