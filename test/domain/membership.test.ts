import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membershipsOf } from '../../domain/membership.ts';
import type { SignalOf } from '../../domain/signal.ts';
import { signal } from './signals.ts';

type Household = NonNullable<SignalOf<'roster'>['household']>;
const says = (on: string, household?: Partial<Household>, source = 's') =>
  signal(
    'roster',
    { on, categories: [], ...(household && { household: { id: 'h-1', relation: 'child', since: on, ...household } }) },
    { department: 'civil-affairs', source },
  );
const stays = (...rosters: SignalOf<'roster'>[]) => membershipsOf(rosters, 'civil-affairs');

describe('where somebody belonged', () => {
  it('an import that comes twice says nothing new', () => {
    const first = says('2026-01-05', { since: '2020-01-01' });
    const again = { ...first, eventKey: 'again' };
    expect(stays(first, again)).toEqual([{ household: 'h-1', relation: 'child', from: '2020-01-01' }]);
  });

  it('a child who moves out at 18 heads a household of their own from that day', () => {
    expect(
      stays(
        says('2026-01-05', { since: '2008-03-05' }),
        says('2026-03-20', { id: 'h-2', relation: 'head', since: '2026-03-05' }),
      ),
    ).toEqual([
      { household: 'h-1', relation: 'child', from: '2008-03-05', until: '2026-03-05' },
      { household: 'h-2', relation: 'head', from: '2026-03-05' },
    ]);
  });

  it('a new head is head from the day the roster says so, and was not before', () => {
    expect(
      stays(
        says('2026-01-05', { relation: 'spouse', since: '2000-01-01' }),
        says('2026-06-05', { relation: 'head', since: '2000-01-01' }),
      ),
    ).toEqual([
      { household: 'h-1', relation: 'spouse', from: '2000-01-01', until: '2026-06-05' },
      { household: 'h-1', relation: 'head', from: '2026-06-05' },
    ]);
  });

  it('a county that has not noticed that somebody left does not fetch them back each month', () => {
    const [old, fresh] = ['county-a', 'county-b'];
    expect(
      stays(
        says('2026-01-05', { since: '2010-01-01' }, old),
        says('2026-03-20', { id: 'h-2', relation: 'spouse', since: '2026-03-01' }, fresh),
        says('2026-04-05', { since: '2010-01-01' }, old),
        says('2026-05-05', { since: '2010-01-01' }, old),
      ),
    ).toEqual([
      { household: 'h-1', relation: 'child', from: '2010-01-01', until: '2026-03-01' },
      { household: 'h-2', relation: 'spouse', from: '2026-03-01' },
    ]);
  });

  it('nor where rosters name no beginning', () => {
    const found = stays(
      says('2026-01-05', {}, 'county-a'),
      says('2026-03-20', { id: 'h-2' }, 'county-b'),
      says('2026-04-05', {}, 'county-a'),
    );
    expect(found.at(-1)).toEqual({ household: 'h-2', relation: 'child', from: '2026-03-20' });
  });

  it('one whose new county lets them go is where the old one has them', () => {
    const found = stays(
      says('2026-01-05', {}, 'county-a'),
      says('2026-03-20', { id: 'h-2' }, 'county-b'),
      says('2026-04-05', undefined, 'county-b'),
    );
    expect(found.map(({ household, from, until }) => [household, from, until])).toEqual([
      ['h-1', '2026-01-05', '2026-03-20'],
      ['h-2', '2026-03-20', '2026-04-05'],
      ['h-1', '2026-04-05', undefined],
    ]);
  });
});

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
const roster = fc
  .record({
    on: day,
    household: fc.option(
      fc.record({
        id: fc.constantFrom('h-1', 'h-2', 'h-3'),
        relation: fc.constantFrom<Household['relation'][]>('head', 'spouse', 'child'),
        since: fc.constantFrom('2020-01-01', '2025-06-01', '2026-02-01'),
      }),
      { nil: undefined },
    ),
    source: fc.constantFrom('county-a', 'county-b'),
  })
  .map(({ on, household, source }) => says(on, household, source));

describe('whatever rosters come', () => {
  it('their order plays no part', () => {
    fc.assert(
      fc.property(fc.array(roster, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (rosters, draws) => {
        const shuffled = [...rosters].sort(() => ((draws.next().value ?? 0) % 2 === 0 ? 1 : -1));
        expect(stays(...shuffled)).toEqual(stays(...rosters));
      }),
    );
  });

  it('nobody is in two households on one day', () => {
    fc.assert(
      fc.property(fc.array(roster, { maxLength: 12 }), (rosters) => {
        for (const [i, { from, until }] of stays(...rosters).entries()) {
          const next = stays(...rosters)[i + 1];
          if (until === undefined) expect(next).toBeUndefined();
          else expect([until > from, next === undefined || next.from >= until]).toEqual([true, true]);
        }
      }),
    );
  });
});
