import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOf } from '../../domain/shanghai-day.ts';
import { buildStatement } from '../../domain/statement.ts';
import { StatementSchema } from '../../domain/statement-schema.ts';
import { grant, grantInKind, HEAD, order, PREVIOUS, QUARTER, SPECIMEN } from './statement-records.ts';

const specimen = () => buildStatement(order({ grants: SPECIMEN, previous: PREVIOUS }));

test('the specimen says what the sheet of the field says', () => {
  const sheet = specimen();
  expect(sheet.heading).toBe('帮扶清单 · 王秀英家 · 2026年10月至12月 · 某县马营镇李家湾村');
  expect(sheet.opening).toBe(
    '王秀英您好:这三个月里,各部门给您家的帮扶都记在这张单子上。请您和家里人看一看,有没有漏的、错的、没收到的。',
  );
  expect(sheet.cash).toEqual({ fen: 308_000, yuan: '3080.00', words: '叁仟零捌拾元整' });
  expect(sheet.total).toBe('现金一共3080.00元(叁仟零捌拾元整)。另有棉被2床、上门照料6次,不折成钱。');
  expect(sheet.adjustments.map(({ text }) => text)).toEqual([
    '9月份有一笔残疾人补贴80.00元上次没来得及记,这次补上,已算在合计里。',
  ]);
  expect(sheet.adjustmentsNote).toBe('上一张单子不改。');
  expect(sheet.reimbursements?.sum.fen).toBe(682_345);
  expect(sheet.reimbursements?.note).toBe('医院结账时已经直接减掉的钱另列在下面,不算在现金合计里。');
  expect(sheet.askWhom).toBe(
    '钱没收到、数目不对、家里又有了难处,都可以打0932-5550123(马营镇民政办,工作日8:30至12:00、14:30至18:00)或12345。看不清、看不懂,可以请村干部或家里人念给您听。',
  );
  expect(StatementSchema.parse(JSON.parse(JSON.stringify(sheet)))).toEqual(sheet);
});

test('a line tells when, what, who gave it, for whom, how much, and whether it arrived', () => {
  const { lines } = buildStatement(order({ grants: [grant({ payee: '李建国', status: 'granted' })] }));
  expect(lines).toMatchObject([
    {
      dayText: '10月15日',
      programme: '临时救助',
      department: '马营镇民政办',
      recipient: '王秀英(李建国代领)',
      what: '1200.00元',
      statusText: '还没到账',
      countedFen: 120_000,
    },
  ]);
});

test('the slip to tear off shows no amount', () => {
  expect(JSON.stringify(specimen().slip)).not.toMatch(/元|\d\.\d/);
});

test('a quarter without aid says so and has no total', () => {
  const sheet = buildStatement(order());
  expect(sheet.none).toBe('这三个月没有新的帮扶记录。家里有难处,请告诉我们。');
  expect(sheet.total).toBeUndefined();
  expect(sheet.lines).toEqual([]);
});

test('aid in kind alone is not called zero yuan', () => {
  expect(buildStatement(order({ grants: [grantInKind('棉被2床')] })).total).toBe('没有现金。有棉被2床,不折成钱。');
});

test('a returned one is shown and leaves the sum; a retracted one is not shown', () => {
  const grants = [grant({ status: 'returned' }), grant({ key: 'g-2', status: 'retracted' })];
  const sheet = buildStatement(order({ grants }));
  expect(sheet.lines.map(({ statusText }) => statusText)).toEqual(['退回了']);
  expect(sheet.cash.fen).toBe(0);
});

test.each([
  ['2026-09-30', undefined, false],
  ['2026-10-01', undefined, true],
  ['2026-12-31', undefined, true],
  ['2027-01-01', undefined, false],
  ['2027-01-05', '2026-12', true],
  ['2026-12-28', '2027-01', false],
  ['2026-09-28', '2026-10', true],
] as const)('granted on %s for the month %s: on the sheet of the quarter %s', (grantedOn, period, shown) => {
  const { lines, cash } = buildStatement(order({ grants: [grant({ grantedOn, period })] }));
  expect([lines.length, cash.fen]).toEqual(shown ? [1, 120_000] : [0, 0]);
});

test('the month it is for is named where it was granted in another, the year where the sheet is of another', () => {
  const [line] = buildStatement(order({ grants: [grant({ grantedOn: '2027-01-05', period: '2026-12' })] })).lines;
  expect(line).toMatchObject({ dayText: '2027年1月5日', programme: '临时救助(2026年12月份)' });
});

const firstQuarter = { from: '2027-01-01', to: '2027-03-31' } as const;
const next = (changes: Parameters<typeof grant>[0], before = grant()) => {
  const previous = buildStatement(order({ grants: [before] }));
  return buildStatement(
    order({ grants: [grant(changes)], previous, period: firstQuarter, issuedAt: Date.UTC(2027, 3, 1) }),
  );
};

test.each([
  [{ amountFen: 120_000 }, 0, undefined],
  [
    { amountFen: 150_000 },
    30_000,
    '2026年10月份的临时救助上次记的是1200.00元,现在是1500.00元,这次补上300.00元,已算在合计里。',
  ],
  [
    { amountFen: 90_000 },
    -30_000,
    '2026年10月份的临时救助上次记的是1200.00元,现在是900.00元,这次减去300.00元,已算在合计里。',
  ],
  [{ status: 'returned' }, -120_000, '2026年10月份的临时救助1200.00元后来退回了,这次从合计里减去。'],
  [{ status: 'retracted' }, -120_000, '2026年10月份的临时救助1200.00元上次记错了,这次从合计里减去。'],
  [{ reimbursement: true }, -120_000, expect.stringContaining('已算在看病报销里')],
] as const)('what changed after its sheet was issued, %o, counts by its difference %i', (changes, fen, text) => {
  const sheet = next(changes);
  expect(sheet.cash.fen).toBe(fen);
  expect(sheet.adjustments.map((adjustment) => adjustment.text)).toEqual(text === undefined ? [] : [text]);
});

test('a sum below zero is said in words that are not frightening', () => {
  expect(next({ status: 'returned' }).total).toBe('算下来,退回的比新给的多1200.00元(壹仟贰佰元整)。');
});

test('a date corrected into the next period does not count twice', () => {
  const sheet = next({ grantedOn: '2027-01-02', amountFen: 130_000 });
  expect([sheet.lines.length, sheet.cash.fen]).toEqual([0, 10_000]);
});

test.each([
  ['before the previous sheet was issued', PREVIOUS.issuedAt, 0],
  ['a millisecond after it', PREVIOUS.issuedAt + 1, 120_000],
] as const)('an earlier one stored %s', (_, storedAt, fen) => {
  const grants = [grant({ grantedOn: '2026-09-15', storedAt })];
  expect(buildStatement(order({ grants, previous: PREVIOUS })).cash.fen).toBe(fen);
});

test('a first sheet has nothing late', () => {
  expect(buildStatement(order({ grants: [grant({ grantedOn: '2026-09-15' })] })).adjustments).toEqual([]);
});

test.each([
  ['on the first day from which it counts, stored as the period begins', '2026-07-01', '2026-10-01', true],
  ['the day before', '2026-06-30', '2026-10-01', false],
  ['stored in the last millisecond before the period', '2026-07-01', undefined, false],
] as const)('on a first sheet aid %s', (_, grantedOn, stored, shown) => {
  const storedAt = stored === undefined ? startOf('2026-10-01') - 1 : startOf(stored);
  const sheet = buildStatement(order({ grants: [grant({ grantedOn, storedAt })], lateFrom: '2026-07-01' }));
  expect(sheet.adjustments.map(({ text }) => text)).toEqual(
    shown ? ['7月份有一笔临时救助1200.00元当时没来得及记,这次补上,已算在合计里。'] : [],
  );
  // There is no earlier sheet that could have changed.
  expect(sheet.adjustmentsNote).toBeUndefined();
});

test('the sheet of one person who lives in a household speaks of that person', () => {
  const sheet = buildStatement(order({ grants: SPECIMEN, about: 'person' }));
  expect(sheet.heading).toBe('帮扶清单 · 王秀英 · 2026年10月至12月 · 某县马营镇李家湾村');
  expect(sheet.opening).toBe(
    '王秀英您好:这三个月里,各部门给您的帮扶都记在这张单子上。请您和家里人看一看,有没有漏的、错的、没收到的。',
  );
  expect(sheet.reminder).toContain('单子上有您的情况,请收好。');
});

test('whoever comes from another household is told what changed since the sheet they stood on there', () => {
  const son = { personId: 'p-2', name: '王小明' };
  const household = { ...order().household, members: [HEAD, son] };
  const theirs = grant({ key: 'theirs', person: son, grantedOn: '2026-09-15' });
  const known = { ...PREVIOUS, included: { theirs: { cashFen: 120_000 } } };
  const earlier = new Map([['p-2', known]]);
  const build = (amountFen: number) =>
    buildStatement(order({ household, grants: [{ ...theirs, amountFen }], previous: PREVIOUS, earlier }));
  expect(build(120_000).adjustments).toEqual([]);
  expect(build(130_000).cash.fen).toBe(10_000);
  expect(build(120_000).included['theirs']).toEqual({ cashFen: 120_000 });
});

test('what a skipped sheet would have shown comes on the next, though it was stored early', () => {
  const previous = { ...PREVIOUS, period: { from: '2026-04-01', to: '2026-06-30', label: '' } };
  const grants = [grant({ grantedOn: '2026-07-01', storedAt: PREVIOUS.issuedAt - 1 })];
  expect(buildStatement(order({ grants, previous })).cash.fen).toBe(120_000);
});

test('things in kind that were returned are taken off what was given', () => {
  const before = grantInKind('棉被2床');
  const previous = buildStatement(order({ grants: [before] }));
  const changed = { ...before, inKind: '棉被3床' };
  const sheet = buildStatement(order({ grants: [changed], previous, period: firstQuarter }));
  expect(sheet.inKind).toEqual(['棉被1床']);
  expect(sheet.adjustments[0]?.text).toBe(
    '2026年10月份的过冬物资上次记的是棉被2床,现在是棉被3床,这次改过来,已算在合计里。',
  );
});

test('in a household of several a change says whose it is', () => {
  const household = { ...order().household, members: [HEAD, { personId: 'p-2', name: '王小明' }] };
  const grants = [grant({ grantedOn: '2026-09-15' })];
  const [adjustment] = buildStatement(order({ household, grants, previous: PREVIOUS })).adjustments;
  expect(adjustment?.text).toContain('9月份有一笔王秀英的临时救助1200.00元');
});

const days = fc
  .integer({ min: 0, max: 455 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const grants = fc.uniqueArray(
  fc
    .record({
      key: fc.nat(200).map(String),
      grantedOn: days,
      amountFen: fc.option(fc.nat(10_000_000), { nil: undefined }),
      inKind: fc.constantFrom(undefined, '棉被2床', '大米10公斤', '慰问品'),
      status: fc.constantFrom('granted', 'paid', 'returned', 'retracted'),
      reimbursement: fc.boolean(),
      programme: fc.constantFrom('低保金', '临时救助'),
    })
    .map(grant),
  { selector: ({ key }) => key, maxLength: 12 },
);

test('the cash sum is the sum of the cash lines, and the order of the grants does not matter', () => {
  fc.assert(
    fc.property(
      grants.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ([some, shuffled]) => {
        const sheet = buildStatement(order({ grants: some }));
        expect(sheet.cash.fen).toBe(sheet.lines.reduce((sum, line) => sum + line.countedFen, 0));
        expect(buildStatement(order({ grants: shuffled }))).toEqual(sheet);
      },
    ),
  );
});

const QUARTERS = ['01-01/03-31', '04-01/06-30', '07-01/09-30', '10-01/12-31'].map((text) => {
  const [from, to] = text.split('/');
  return { from: `2026-${from}`, to: `2026-${to}` };
});

/** Each is stored at some quarter and may be corrected, returned or moved to another day in later ones. */
const histories = fc.uniqueArray(
  fc.record({
    key: fc.nat(100).map(String),
    forms: fc.array(
      fc.record({
        storedIn: fc.nat(4),
        grantedOn: days.filter((day) => day < '2027-01-01'),
        amountFen: fc.nat(1_000_000),
        status: fc.constantFrom('granted', 'paid', 'returned', 'retracted'),
        reimbursement: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { selector: ({ key }) => key, maxLength: 8 },
);

test('consecutive sheets add up to all that was given, however late, corrected or returned', () => {
  fc.assert(
    fc.property(histories, (all) => {
      const issuedAfter = (quarter: number) => Date.UTC(2026, 3 * (quarter + 1), 5);
      const knownAt = (quarter: number) =>
        all.flatMap(({ key, forms }) => {
          const known = forms.filter(({ storedIn }) => storedIn <= quarter);
          const newest = known.toSorted((a, b) => a.storedIn - b.storedIn).at(-1);
          return newest === undefined ? [] : [grant({ key, ...newest, storedAt: issuedAfter(newest.storedIn) - 1 })];
        });
      const periods = [...QUARTERS, firstQuarter];
      let previous: ReturnType<typeof buildStatement> | undefined;
      let cash = 0;
      let reimbursed = 0;
      periods.forEach((period, quarter) => {
        const issuedAt = issuedAfter(quarter);
        previous = buildStatement(order({ grants: knownAt(quarter), period, previous, issuedAt }));
        cash += previous.cash.fen;
        reimbursed += previous.reimbursements?.sum.fen ?? 0;
      });
      const counted = knownAt(4).filter(({ status }) => status === 'granted' || status === 'paid');
      const sumOf = (apart: boolean) =>
        counted
          .filter(({ reimbursement }) => reimbursement === apart)
          .reduce((sum, { amountFen = 0 }) => sum + amountFen, 0);
      expect([cash, reimbursed]).toEqual([sumOf(false), sumOf(true)]);
    }),
  );
});

test('the period stands on the sheet as it was asked for', () => {
  expect(buildStatement(order()).period).toEqual({ ...QUARTER, label: '2026年10月至12月' });
});
