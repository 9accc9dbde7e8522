import { describe, expect, it } from 'vitest';
import { recordFilter } from '../../local/filter-criteria.ts';

const passes = (pattern: unknown, record: unknown): boolean =>
  recordFilter({ Filters: [{ Pattern: JSON.stringify(pattern) }] })(record);

describe('filter criteria', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ eventName: ['INSERT'] }, { eventName: 'INSERT' }, true],
    [{ eventName: ['INSERT'] }, { eventName: 'MODIFY' }, false],
    [{ eventName: ['INSERT', 'MODIFY'] }, { eventName: 'MODIFY' }, true],
    [{ a: { b: ['x'] } }, { a: { b: 'x', c: 1 } }, true],
    [{ a: { b: ['x'] } }, {}, false],
    [{ a: [{ exists: true }] }, { a: null }, true],
    [{ a: [{ exists: false }] }, {}, true],
    [{ a: [{ exists: false }] }, { a: 1 }, false],
    [{ a: [{ prefix: 'S#' }] }, { a: 'S#1' }, true],
    [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
    [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
    [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
    [{ a: ['x'] }, { a: ['w', 'x'] }, true],
    [{ $or: [{ a: ['1'] }, { b: ['2'] }] }, { b: '2' }, true],
    [{ $or: [{ a: ['1'] }, { b: ['2'] }] }, { b: '1' }, false],
  ])('%j on %j: %s', (pattern, record, expected) => {
    expect(passes(pattern, record)).toBe(expected);
  });

  it('let everything pass where there are none', () => {
    expect(recordFilter(undefined)({})).toBe(true);
  });

  it('refuse an operator that is not known', () => {
    expect(() => recordFilter({ Filters: [{ Pattern: '{"a":[{"cidr":"10.0.0.0/8"}]}' }] })).toThrow('cidr');
  });
});
