import { describe, expect, it } from 'vitest';
import { type Checked, countedOn, differs, nothingYet, totalsOf } from '../../domain/reconciled-day.ts';

const nothing: Checked = { accepted: 0, assessed: 0, parked: 0, failed: 0, missing: [], undecided: [], stuck: [] };
const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `e-${from + i}`);
const batch = (overrides: Partial<Checked>): Checked => ({ ...nothing, ...overrides });

describe('what batches add up to', () => {
  it.each([
    [49, 49],
    [50, 50],
    [51, 50],
    [3_000_000, 50],
  ])('of %i missing events %i are named, and all are counted', (missing, named) => {
    const { missing: found } = countedOn(nothingYet, batch({ missing: keys(0, missing) }));
    expect([found.count, found.first.length]).toEqual([missing, named]);
  });

  it('a subject and a message that come again in a later batch are counted once', () => {
    const seen = batch({ undecided: ['h-1'], stuck: [{ subject: 'h-1', id: 'n-1' }] });
    const again = batch({ undecided: ['h-2', 'h-1'], stuck: [{ subject: 'h-1', id: 'n-2' }, ...seen.stuck] });
    const { undecided, stuck } = countedOn(countedOn(nothingYet, seen), again);
    expect(undecided).toEqual({ count: 2, first: ['h-1', 'h-2'] });
    expect(stuck.count).toBe(2);
  });
});

describe('a day differs', () => {
  it.each([
    ['nothing', {}, false, false],
    ['a missing event', { missing: ['e'] }, false, true],
    ['a missing event that was mended', { missing: ['e'] }, true, false],
    ['an undecided subject', { undecided: ['h-1'] }, false, true],
    ['a stuck message', { stuck: [{ subject: 'h-1', id: 'n' }] }, false, true],
    ['an event that could not be looked at', { failed: 1 }, false, true],
    ['one that could not, beside one that was mended', { failed: 1, missing: ['e'] }, true, true],
  ])('%s', (_, found, repair, expected) => {
    expect(differs(totalsOf('health', '2026-11-05', repair, countedOn(nothingYet, batch(found))))).toBe(expected);
  });
});
