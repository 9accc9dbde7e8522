import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DaySent } from '../../domain/department-totals.ts';
import { cameFor, type Expectation, expectationSchema, owedIn } from '../../domain/expectation.ts';

const MONTHLY: Expectation = { types: ['unemployment'], every: 'month', by: 30, basis: 'published' };
const YEARLY: Expectation = {
  types: ['university-admission'],
  every: 'year',
  by: '10-31',
  from: '08-15',
  basis: 'illustrative',
};
const line = (overrides: Partial<DaySent> = {}): DaySent => ({
  day: '2026-10-12',
  type: 'unemployment',
  via: 'api',
  sent: 1,
  accepted: 1,
  unchanged: 0,
  duplicate: 0,
  rejected: 0,
  files: 0,
  ...overrides,
});

test.each([
  ['by the 30th, in October', MONTHLY, '2026-10-01', '2026-10-01', '2026-10-30'],
  ['by the 30th, in February the last day', MONTHLY, '2027-02-01', '2027-02-01', '2027-02-28'],
  ['by the 30th, in a leap February its last day', MONTHLY, '2028-02-01', '2028-02-01', '2028-02-29'],
  ['by the 31st, in April the 30th', { ...MONTHLY, by: 31 }, '2026-04-01', '2026-04-01', '2026-04-30'],
  ['once a year, in its month', YEARLY, '2026-10-01', '2026-08-15', '2026-10-31'],
  ['once a year from its beginning', { ...YEARLY, from: undefined }, '2026-10-01', '2026-01-01', '2026-10-31'],
  [
    'on 29 February, in another year on the 28th',
    { ...YEARLY, by: '02-29', from: undefined },
    '2027-02-01',
    '2027-01-01',
    '2027-02-28',
  ],
])('%s', (_, expectation, month, from, dueOn) => {
  expect(owedIn([expectation], month)).toEqual([{ types: expectation.types, from, dueOn }]);
});

it('owes what comes once a year in no other month', () => {
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-01`);
  expect(months.filter((month) => owedIn([YEARLY], month).length > 0)).toEqual(['2026-10-01']);
});

it('is due within its month, and begins no later, whatever day is written', () => {
  const month = fc.tuple(fc.integer({ min: 2024, max: 2040 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 31 }), ([year, number], by) => {
      const name = `${year}-${String(number).padStart(2, '0')}`;
      const [owed] = owedIn([{ ...MONTHLY, by }], `${name}-01`);
      expect(owed?.dueOn.slice(0, 7)).toBe(name);
      expect(Number(owed?.dueOn.slice(8))).toBeLessThanOrEqual(by);
      expect(owed && owed.from <= owed.dueOn).toBe(true);
    }),
  );
});

describe('what came', () => {
  const [owed = { types: [], from: '', dueOn: '' }] = owedIn(
    [{ ...MONTHLY, types: ['unemployment', 'reemployment'] }],
    '2026-10-01',
  );
  test.each([
    ['one of its types', line({ type: 'reemployment' }), true],
    ['on its first day', line({ day: '2026-10-01' }), true],
    ['before it', line({ day: '2026-09-30' }), false],
    ['after its day: late, and there', line({ day: '2026-10-31' }), true],
    ['another type', line({ type: 'disability' }), false],
    ['nothing new: a list sent again', line({ accepted: 0, unchanged: 1 }), true],
    ['nothing that could be taken', line({ accepted: 0, rejected: 1 }), false],
    ['an empty file: there was nothing this time', line({ via: 'file', sent: 0, accepted: 0, files: 1 }), true],
    ['a file of which nothing could be taken', line({ via: 'file', accepted: 0, rejected: 1, files: 1 }), false],
  ])('%s', (_, sent, came) => {
    expect(cameFor(owed, [sent])).toBe(came);
  });
});

test.each([
  ['a monthly day in quotes', { by: '10-31' }, 'by 写几号'],
  ['a yearly one without', { every: 'year', by: 30 }, 'by 写月和日'],
  ['the 32nd', { by: 32 }, 'by 写几号'],
  ['a day that no year has', { every: 'year', by: '02-30' }, 'by 写月和日'],
  ['a beginning for what is monthly', { from: '08-15' }, '每月报的不写 from'],
  ['a beginning behind its end', { every: 'year', by: '08-15', from: '10-31' }, 'from 要在 by 之前'],
  ['no type', { types: [] }, '至少写一种'],
  ['a retraction', { types: ['retraction'] }, '没有这种事件'],
])('%s is refused in Chinese', (_, overrides, message) => {
  const parsed = expectationSchema.safeParse({ ...MONTHLY, ...overrides });
  expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
});
