import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { score } from '../../../domain/scoring/score.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import type { Signal } from '../../../domain/signal.ts';
import { compileProvince } from '../../../lib/province.ts';
import { at, expense, list, member, roster, signal } from '../signals.ts';

const gansu = compileProvince('gansu').province.profile;
const zhejiang = compileProvince('zhejiang').province.profile;
const hunan = compileProvince('hunan').province.profile;
const yunnan = compileProvince('yunnan').province.profile;
const jiangxi = compileProvince('jiangxi').province.profile;

const stay = (on: string) => signal('hospitalization', { on, admittedOn: on });
const jobless = (on: string) => signal('unemployment', { on });
const disabled = (on: string, grade: number) => signal('disability', { on, disability: 4, grade, status: 'valid' });
const ill = (on: string, seriousness: 'chronic' | 'serious') => signal('chronic-disease', { on, seriousness });
const NOW = at('2026-11-05');

describe('Gansu adds weights up per person and warns per household', () => {
  it.each([
    ['one hardship is blue', [stay('2026-11-01')], 20, 'blue'],
    ['two overlap to yellow', [stay('2026-11-01'), jobless('2026-10-01')], 40, 'yellow'],
    ['three overlap to orange', [stay('2026-11-01'), jobless('2026-10-01'), disabled('2026-09-01', 3)], 60, 'orange'],
    [
      'serious illness weighs 30: still yellow below 60',
      [stay('2026-11-01'), ill('2026-09-01', 'serious')],
      50,
      'yellow',
    ],
    [
      'four overlap to red',
      [stay('2026-11-01'), jobless('2026-10-01'), ill('2026-09-01', 'serious'), disabled('2026-09-01', 1)],
      100,
      'red',
    ],
    [
      'the same hardship several times counts once',
      [stay('2026-11-01'), stay('2026-10-10'), stay('2026-09-20')],
      20,
      'blue',
    ],
    ['nothing is no warning', [], 0, undefined],
  ] as const)('%s', (_, signals, points, level) => {
    const assessment = score([member([roster(['dibao']), ...signals])], gansu, NOW);
    expect([assessment.score, assessment.level]).toEqual([points, level]);
  });

  it('takes the member with the most and lists the others beside', () => {
    const father = member([roster(['dibao']), stay('2026-11-01'), jobless('2026-10-01')], 'p-father');
    const mother = member([roster(['dibao']), disabled('2026-09-01', 1)], 'p-mother');
    const assessment = score([mother, father], gansu, NOW);
    expect(assessment).toMatchObject({ score: 40, level: 'yellow' });
    expect(assessment.factors.map(({ person, indicator, beside }) => [person, indicator, beside ?? false])).toEqual([
      ['p-father', 'hospitalised', false],
      ['p-father', 'unemployment', false],
      ['p-mother', 'disability', true],
    ]);
  });

  it('scores nobody outside the roster, except who asked for help', () => {
    expect(score([member([stay('2026-11-01')])], gansu, NOW).level).toBeUndefined();
    const asked = signal('self-report', { on: '2026-11-04', need: 'living', via: 'hotline', lead: false });
    expect(score([member([stay('2026-11-01'), asked])], gansu, NOW)).toMatchObject({ score: 20, level: 'blue' });
  });

  it('counts a roster category on its last day and not on the next', () => {
    const until = roster([], { categories: [{ key: 'dibao', from: '2026-01-01', until: '2026-11-05' }] });
    expect(score([member([until, stay('2026-11-01')])], gansu, at('2026-11-05')).level).toBe('blue');
    expect(score([member([until, stay('2026-11-01')])], gansu, at('2026-11-06')).level).toBeUndefined();
  });

  it('lets a hardship run out after its months, to the instant, and says when', () => {
    const signals = [roster(['dibao']), stay('2026-08-05')];
    const end = startOf('2026-11-05');
    const before = score([member(signals)], gansu, end - 1);
    expect(before).toMatchObject({ level: 'blue', rescoreAt: end });
    expect(score([member(signals)], gansu, end).level).toBeUndefined();
  });
});

describe('what ends or lowers a hardship', () => {
  const unemployment = signal('unemployment', { on: '2026-10-01' }, { time: 1000, eventKey: 'a' });
  it.each([
    ['re-employed later', { on: '2026-10-20', time: 500 }, undefined],
    ['re-employed before: an older job', { on: '2026-09-20', time: 9000 }, 'blue'],
    ['on the same day, told later', { on: '2026-10-01', time: 1001 }, undefined],
    ['on the same day, told before', { on: '2026-10-01', time: 999 }, 'blue'],
  ])('W9 %s', (_, { on, time }, level) => {
    const end = signal('reemployment', { on }, { time, eventKey: 'b' });
    for (const order of [
      [unemployment, end],
      [end, unemployment],
    ])
      expect(score([member([roster(['dibao']), ...order])], gansu, NOW).level).toBe(level);
  });

  it('a cancelled disability certificate counts no more, the newest by the source’s clock decides', () => {
    const valid = signal('disability', { on: '2026-09-01', disability: 4, grade: 1, status: 'valid' }, { time: 1 });
    const cancelled = signal(
      'disability',
      { on: '2026-09-01', disability: 4, grade: 1, status: 'cancelled' },
      { time: 2 },
    );
    expect(score([member([roster(['dibao']), cancelled, valid])], gansu, NOW).level).toBeUndefined();
  });

  it('W10 a death takes that person’s hardships away and leaves the family’s', () => {
    const father = member(
      [roster(['dibao']), stay('2026-11-01'), jobless('2026-10-01'), signal('death', { on: '2026-11-03' })],
      'p-f',
    );
    const mother = member([roster(['dibao']), disabled('2026-09-01', 1)], 'p-m');
    expect(score([father, mother], gansu, NOW)).toMatchObject({ score: 30, level: 'blue' });
  });

  it('a retracted signal counts no more', () => {
    expect(
      score([member([roster(['dibao']), { ...stay('2026-11-01'), retracted: true }])], gansu, NOW).level,
    ).toBeUndefined();
  });
});

describe('business keys count once', () => {
  it('a stay and its settlement are one, a stay long after is another', () => {
    const reported = signal('hospitalization', {
      on: '2026-10-20',
      admittedOn: '2026-10-10',
      dischargedOn: '2026-10-20',
    });
    const settled = expense('2026-10-21', 100, { visit: 'inpatient' });
    const [factor] = score([member([roster(['dibao']), reported, settled])], gansu, NOW).factors;
    expect(factor?.text).toBe('患病住院(2026年10月21日)');
    const second = expense('2026-08-21', 100, { visit: 'inpatient' });
    const [both] = score([member([roster(['dibao']), reported, settled, second])], gansu, NOW).factors;
    expect(both?.text).toBe('患病住院(2次,最近2026年10月21日)');
  });

  it('a settlement by API and by file counts once, and the newest amount counts', () => {
    const api = expense('2026-10-01', 12_000, { settlement: 'S1', time: 1 });
    const file = expense('2026-10-01', 9_000, { settlement: 'S1', time: 2 });
    expect(score([member([api, file])], zhejiang, NOW).level).toBeUndefined();
    expect(score([member([file, { ...api, time: 3, burden: 2_000_000 }])], zhejiang, NOW).level).toBeDefined();
  });
});

describe('Zhejiang warns of one large expense, by household and category', () => {
  it.each([
    ['19,999.99 of others is below the line', [], 19_999.99, false],
    ['20,000.00 of others reaches it', [], 20_000, true],
    ['9,999.99 on 低保 is below the line', ['dibao'], 9_999.99, false],
    ['10,000.00 on 低保 reaches it', ['dibao'], 10_000, true],
  ])('%s', (_, categories, yuan, reached) => {
    const signals = [...(categories.length > 0 ? [roster(categories)] : []), expense('2026-10-01', yuan)];
    expect(score([member(signals)], zhejiang, NOW).level !== undefined).toBe(reached);
  });

  it('adds the family’s bills up, those of somebody who died included', () => {
    const one = member([expense('2026-10-01', 12_000)], 'p-1');
    const other = member([expense('2026-09-01', 8_000), signal('death', { on: '2026-10-10' })], 'p-2');
    expect(score([one, other], zhejiang, NOW).level).toBeDefined();
    expect(score([one], zhejiang, NOW).level).toBeUndefined();
  });

  it('a refund lowers the burden by its amount, whichever came first', () => {
    const paid = expense('2026-10-01', 21_000, { settlement: 'S9' });
    const back = expense('2026-10-05', 1_001, { settlement: 'S9', refund: true });
    for (const order of [
      [paid, back],
      [back, paid],
    ])
      expect(score([member(order)], zhejiang, NOW).level).toBeUndefined();
    expect(score([member([paid, { ...back, burden: 100_000 }])], zhejiang, NOW).level).toBeDefined();
  });

  it('rolls with the window: the first bill leaves after twelve months, to the instant', () => {
    const signals = [expense('2025-11-05', 15_000), expense('2026-06-01', 5_000)];
    expect(score([member(signals)], zhejiang, startOf('2026-11-05') - 1)).toMatchObject({
      rescoreAt: startOf('2026-11-05'),
    });
    expect(score([member(signals)], zhejiang, startOf('2026-11-05') - 1).level).toBeDefined();
    expect(score([member(signals)], zhejiang, startOf('2026-11-05')).level).toBeUndefined();
  });
});

describe('cumulative lists', () => {
  it.each([
    [
      'counts up to its end, settlements only after it',
      [list('2026-01-01', '2026-09-30', 15_000), expense('2026-09-30', 6_000)],
      false,
    ],
    ['a settlement after it adds', [list('2026-01-01', '2026-09-30', 15_000), expense('2026-10-01', 5_000)], true],
    [
      'the newest of a source replaces',
      [list('2026-01-01', '2026-10-31', 8_000, { time: 5 }), list('2026-01-01', '2026-09-30', 25_000, { time: 4 })],
      false,
    ],
    [
      'across sources the largest counts, they do not add up',
      [
        list('2026-01-01', '2026-09-30', 12_000, { source: 'a' }),
        list('2026-01-01', '2026-10-31', 11_000, { source: 'b' }),
      ],
      false,
    ],
    [
      'last year’s list is not added to this year’s',
      [list('2025-01-01', '2025-12-31', 15_000), list('2026-01-01', '2026-10-31', 15_000)],
      false,
    ],
  ])('%s', (_, signals, reached) => {
    expect(score([member(signals)], zhejiang, NOW).level !== undefined).toBe(reached);
  });
});

describe('Hunan opens on a single trigger', () => {
  it('takes the heaviest of several', () => {
    const assessment = score(
      [member([roster(['dibao']), disabled('2026-10-01', 1), expense('2026-10-01', 15_000)])],
      hunan,
      NOW,
    );
    expect(assessment.level).toBeDefined();
    expect(assessment.score).toBe(Math.max(...assessment.factors.map(({ points }) => points)));
  });
});

describe('Yunnan holds a year’s burden against a share of disposable income', () => {
  const figure = (yuan: number | null) => ({
    ...yunnan,
    figures: Object.fromEntries(Object.entries(yunnan.figures).map(([key, value]) => [key, { ...value, yuan }])),
  });
  const monitored = yunnan.roster.categories.map(({ key }) => key);
  it('is off without the figure', () => {
    expect(
      score([member([expense('2026-06-01', 900_000)])], figure(null), NOW).factors.map(({ indicator }) => indicator),
    ).not.toContain('medical');
  });
  it.each([
    ['exactly the whole is not more than the whole', [], 16_000, false],
    ['a fen more is', [], 16_000.01, true],
    ['exactly half is not more than half for the monitored', monitored, 8_000, false],
    ['a fen more than half is', monitored, 8_000.01, true],
  ])('%s', (_, categories, yuan, reached) => {
    const signals = [...(categories.length > 0 ? [roster(categories)] : []), expense('2026-06-01', yuan)];
    const found = score([member(signals)], figure(16_000), NOW).factors.some(
      ({ text }) => text.includes('16000.00元') || text.includes('8000.00元'),
    );
    expect(found).toBe(reached);
  });
  it.each([
    [3000, 2101, false],
    [3000, 2100, true],
  ])('income from %i to %i', (before, after, reached) => {
    const drop = signal('income-drop', { on: '2026-10-01', before: before * 100, after: after * 100 });
    expect(score([member([drop])], figure(null), NOW).level !== undefined).toBe(reached);
  });
});

describe('rigid spending over twelve months against income', () => {
  const rules = {
    ...zhejiang,
    indicators: {
      basis: 'illustrative' as const,
      list: [
        {
          key: 'rigid',
          name: '刚性支出',
          points: 100,
          opens: true,
          measure: 'rigid-spending' as const,
          window: 12,
          of: 'household' as const,
          threshold: { atLeastShare: 0.6, of: 'household-income' },
        },
      ],
    },
  };
  const school = signal('education-expense', { on: '2026-09-01', schoolYear: '2026', amount: 800_000 });
  it.each([
    ['59.99 % is below', 20_004, false],
    ['60 % reaches it', 20_000, true],
  ])('%s', (_, income, reached) => {
    const head = member(
      [
        roster([], { income: { fen: income * 100, per: 'year', of: 'household', asOf: '2026-01-01' } }),
        expense('2026-05-01', 4_000),
      ],
      'p-1',
    );
    expect(score([head, member([school], 'p-2')], rules, NOW).level !== undefined).toBe(reached);
  });
  it('is off where nobody knows the income', () => {
    expect(score([member([school, expense('2026-05-01', 40_000)])], rules, NOW).level).toBeUndefined();
  });
});

describe('Jingdezhen sees who is not covered', () => {
  it('warns of a risk household without aid, and not of one with it', () => {
    const [risk, covered] = [roster(['bianyuan']), roster(['bianyuan', 'dibao'])];
    expect(score([member([risk])], jiangxi, NOW).level).toBeDefined();
    expect(score([member([covered])], jiangxi, NOW).level).toBeUndefined();
  });
});

const anySignal: fc.Arbitrary<Signal> = fc
  .record({
    kind: fc.constantFrom(
      'stay',
      'expense',
      'refund',
      'list',
      'job',
      'work',
      'disability',
      'ill',
      'report',
      'roster',
      'death',
      'drop',
    ),
    day: fc.integer({ min: 0, max: 400 }),
    time: fc.integer({ min: 1, max: 8 }),
    amount: fc.integer({ min: 1, max: 30_000 }),
    business: fc.integer({ min: 1, max: 3 }),
    retracted: fc.boolean(),
    person: fc.constantFrom('p-1', 'p-2'),
    eventKey: fc.uuid(),
  })
  .map(({ kind, day, time, amount, business, retracted, person, eventKey }) => {
    const on = new Date(Date.parse('2025-11-01') + day * 86_400_000).toISOString().slice(0, 10);
    const base = { time, eventKey, person, storedAt: time, ...(retracted && { retracted: true as const }) };
    const made: Record<typeof kind, () => Signal> = {
      stay: () => signal('hospitalization', { on, admittedOn: on }),
      expense: () =>
        expense(on, amount, { settlement: `S${business}`, visit: amount % 2 ? 'inpatient' : 'outpatient' }),
      refund: () => expense(on, amount, { settlement: `S${business}`, refund: true }),
      list: () => list(`${on.slice(0, 4)}-01-01`, on, amount, { source: `s${business}` }),
      job: () => jobless(on),
      work: () => signal('reemployment', { on }),
      disability: () => disabled(on, 1 + (amount % 4)),
      ill: () => ill(on, amount % 2 ? 'chronic' : 'serious'),
      report: () => signal('self-report', { on, need: 'living', via: 'hotline', lead: false }),
      roster: () => roster(amount % 3 ? ['dibao'] : ['bianyuan']),
      death: () => (amount % 10 ? jobless(on) : signal('death', { on })),
      drop: () => signal('income-drop', { on, before: 300_000, after: amount }),
    };
    return { ...made[kind](), ...base };
  });

const household = (signals: readonly Signal[]) =>
  ['p-1', 'p-2'].map((person) => ({ person, signals: signals.filter((each) => each.person === person) }));
const unique = (signals: readonly Signal[]) => [...new Map(signals.map((each) => [each.eventKey, each])).values()];

describe('a function of the set', () => {
  it.each([gansu, zhejiang, hunan, yunnan, jiangxi].map((profile) => [profile.province, profile] as const))(
    '%s: shuffled and repeated events end in the same score, factors and level',
    (_, profile) => {
      fc.assert(
        fc.property(fc.array(anySignal, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (signals, dice) => {
          const stored = unique(signals);
          const shuffled = stored
            .map((each) => ({ each, key: dice.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          expect(score(household(shuffled).toReversed(), profile, NOW)).toEqual(score(household(stored), profile, NOW));
        }),
        { numRuns: 200 },
      );
    },
  );

  it('nothing changes before the instant that it names', () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 15 }), fc.integer({ min: 1, max: 200 }), (signals, days) => {
        const members = household(unique(signals));
        const now = score(members, gansu, NOW);
        const later = NOW + days * 86_400_000;
        if (now.rescoreAt !== undefined && later >= now.rescoreAt) return;
        expect(score(members, gansu, later)).toEqual(now);
      }),
      { numRuns: 400 },
    );
  });
});
