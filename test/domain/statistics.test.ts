import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSums, byIndicator, byLevel, figuresOf, raisedCounts, shareOf } from '../../domain/statistics.ts';

describe('counters are read', () => {
  it.each([
    [{ accepted: 2, 'accepted#red': 1 }, { accepted: 3 }],
    [{ visited: 1, 'visited#blue': 4, 'visited#red': 2 }, { visited: 7 }],
    [{ 'raised#red': 1, 'raised#blue': 2, 'raised-by#disability': 9 }, { raised: 3 }],
    [
      { 'level-raised#red': 1, 'in-time#red': 1, urged: 5, 'urged#red': 1 },
      { levelRaised: 1, inTime: 1, urged: 6 },
    ],
    [{ 'of-a-later-version#red': 7 }, { raised: 0 }],
  ])('%j with and without a level', (sums, counts) => {
    expect(figuresOf(sums).counts).toMatchObject(counts);
  });

  it('outcomes with and without a level, and aid as a share of them', () => {
    const { outcomes, aided } = figuresOf({
      'resolved#aided': 1,
      'resolved#aided#red': 1,
      'resolved#declined#blue': 4,
    });
    expect(outcomes).toMatchObject({ aided: 2, declined: 4, away: 0 });
    expect(aided).toEqual({ part: 2, of: 6, percent: 33.3 });
  });

  it('by level, what has none apart', () => {
    const split = byLevel({ visited: 1, 'visited#red': 2, 'resolved#aided#red': 3, 'raised-by#disability': 4 });
    expect(Object.fromEntries(split)).toEqual({
      '': { visited: 1 },
      red: { 'visited#red': 2, 'resolved#aided#red': 3 },
    });
  });

  it('by indicator', () => {
    expect(byIndicator({ 'raised-by#disability': 4, 'raised#red': 3 })).toEqual(new Map([['disability', 4]]));
  });
});

describe('a raised warning', () => {
  it('counts under its level and once under each indicator that its points come from', () => {
    const factors = [
      { indicator: 'disability' },
      { indicator: 'hospitalised' },
      { indicator: 'disability' },
      { indicator: 'unemployment', beside: true as const },
    ];
    expect(raisedCounts('red', factors)).toEqual({
      'raised#red': 1,
      'raised-by#disability': 1,
      'raised-by#hospitalised': 1,
    });
  });
});

describe('a share', () => {
  it.each([
    [0, 0, undefined],
    [0, 7, 0],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [7, 7, 100],
  ])('%i of %i is %s %%', (part, of, percent) => {
    expect(shareOf(part, of)).toEqual({ part, of, ...(percent !== undefined && { percent }) });
  });
});

const name = fc.constantFrom(
  'raised#red',
  'raised#blue',
  'visited',
  'visited#red',
  'resolved#aided',
  'resolved#away#red',
);
const sums = fc.dictionary(name, fc.nat(50));
it('the figures of a sum are the sums of the figures', () => {
  fc.assert(
    fc.property(sums, sums, (one, other) => {
      const both: Record<string, number> = {};
      addSums(both, one);
      addSums(both, other);
      const [a, b, whole] = [figuresOf(one), figuresOf(other), figuresOf(both)];
      expect(whole.counts.visited).toBe(a.counts.visited + b.counts.visited);
      expect(whole.outcomes.aided).toBe(a.outcomes.aided + b.outcomes.aided);
      expect(whole.aided.of).toBe(a.aided.of + b.aided.of);
    }),
  );
});
