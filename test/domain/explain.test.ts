import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide, type Situation } from '../../domain/decide.ts';
import { explain } from '../../domain/explain.ts';
import type { Member } from '../../domain/scoring/assessment.ts';
import type { Signal } from '../../domain/signal.ts';
import type { Warning } from '../../domain/warning.ts';
import { compileProvince } from '../../lib/province.ts';
import { at, expense, list, member, roster, signal } from './signals.ts';

const gansu = compileProvince('gansu').province;
const compiled = compileProvince('yunnan').province;
/** With last year's figure, which the province has yet to fill in. */
const yunnan = {
  ...compiled,
  profile: {
    ...compiled.profile,
    figures: {
      ruralDisposableIncome: {
        name: '上年农村人均可支配收入',
        yuan: 16_000,
        year: 2025,
        basis: 'illustrative' as const,
      },
    },
  },
};
const hunan = compileProvince('hunan').province;
const NOW = at('2026-11-05');
const dibao = roster(['dibao']);
const stay = (on: string, more: Partial<Signal> = {}) => signal('hospitalization', { on, admittedOn: on }, more);
const jobless = (on: string, more: Partial<Signal> = {}) => signal('unemployment', { on }, more);
const disabled = (grade: number) => signal('disability', { on: '2026-10-01', disability: 4, grade, status: 'valid' });

function verdicts(members: readonly Member[], wanted: Signal, province = gansu) {
  const { members: told } = explain(members, undefined, province, NOW);
  const found = told.flatMap(({ signals }) => signals).find((each) => each.signal.eventKey === wanted.eventKey);
  return (found?.verdicts ?? []).map(({ code, indicator, text, points }) => [code, indicator, text, points]);
}

describe('what became of a signal', () => {
  const fresh = stay('2026-11-01');
  const old = stay('2026-07-01');
  const retracted = stay('2026-10-01', { retracted: true });
  const first = jobless('2026-10-01', { time: 1 });
  const again = jobless('2026-10-01', { time: 2 });
  const over = jobless('2026-09-01');
  const ended = signal('reemployment', { on: '2026-10-20' });
  const ahead = stay('2026-11-09');
  const moved = signal('move', { on: '2026-10-01', residence: '621121101' });
  it.each<[string, Signal[], Signal, [string, string | undefined, string, number?]]>([
    ['counts, with its points', [fresh], fresh, ['counts', 'hospitalised', '患病住院(2026年11月1日)', 20]],
    ['has run out', [old], old, ['expired', 'hospitalised', '已过有效期,只算到2026年9月30日']],
    ['was retracted', [retracted], retracted, ['retracted', undefined, '报送部门已撤回或更正,不算']],
    [
      'was replaced by a newer one of the same thing',
      [first, again],
      first,
      ['replaced', undefined, '同一件事另有更新的报送,以那一条为准'],
    ],
    ['was ended', [over, ended], over, ['ended', 'unemployment', '后来有结束的登记(例如再就业),不再算']],
    ['ends others', [over, ended], ended, ['ends', 'unemployment', '用来结束这项指标里更早的登记']],
    ['is of a day to come', [ahead], ahead, ['ahead', 'hospitalised', '日期还没有到,还不算']],
    [
      'is nothing that any indicator looks at',
      [moved],
      moved,
      ['not-asked', undefined, '记入档案;本省没有指标看这类情况'],
    ],
  ])('%s', (_, signals, wanted, expected) => {
    expect(verdicts([member([dibao, ...signals])], wanted)).toEqual([
      [...expected, ...(expected.length < 4 ? [undefined] : [])],
    ]);
  });

  it('nobody on the roster', () => {
    expect(verdicts([member([fresh])], fresh)).toEqual([
      ['off-roster', 'hospitalised', '这一天不在监测名册上,不计分', undefined],
    ]);
  });

  it('the dead', () => {
    const death = signal('death', { on: '2026-11-03' });
    expect(verdicts([member([dibao, fresh, death])], fresh)).toEqual([
      ['dead', 'hospitalised', '本人已去世,不再计分', undefined],
    ]);
  });

  it('in another form than the indicator asks for', () => {
    const outpatient = expense('2026-11-01', 500);
    expect(verdicts([member([dibao, outpatient])], outpatient)).toEqual([
      ['other-form', 'hospitalised', '不是这项指标要看的情形', undefined],
    ]);
  });

  it('settlements refunded, refunds, and sums below their line with both figures', () => {
    const tuopin = roster(['tuopin']);
    const refunded = expense('2026-10-01', 900, { settlement: 'a' });
    const refund = expense('2026-10-02', 900, { settlement: 'a', refund: true });
    const small = expense('2026-10-03', 1200.5, { settlement: 'b' });
    const members = [member([tuopin, refunded, refund, small])];
    expect(verdicts(members, refunded, yunnan)).toEqual([['refunded', undefined, '已全部退费,不算', undefined]]);
    expect(verdicts(members, refund, yunnan)).toEqual([
      ['refund', undefined, '退费900.00元,从原结算里减去', undefined],
    ]);
    const [burden, rigid] = verdicts(members, small, yunnan);
    expect(burden?.slice(0, 2)).toEqual(['below', 'medical-burden']);
    expect(burden?.[2]).toMatch(/^今年以来医疗个人负担1200\.50元,没有达到.+50%/);
    // Nobody reported what the household earns.
    expect(rigid?.slice(0, 2)).toEqual(['no-line', 'rigid-spending']);
  });

  it('a settlement that a cumulative list covers', () => {
    const single = expense('2026-03-01', 30_000);
    const whole = list('2026-01-01', '2026-06-30', 40_000);
    const members = [member([roster(['tuopin']), single, whole])];
    expect(verdicts(members, single, yunnan)[0]?.[0]).toBe('outside-window');
    expect(verdicts(members, whole, yunnan)[0]?.slice(0, 2)).toEqual(['counts', 'medical-burden']);
  });

  it('a fall of an income below the share', () => {
    const fall = signal('income-drop', { on: '2026-10-01', before: 1_000_000, after: 800_000 });
    expect(verdicts([member([roster(['tuopin']), fall])], fall, yunnan)).toEqual([
      ['below', 'income-drop', '收入下降20%,没有达到30%', undefined],
    ]);
  });
});

const ids: Situation['ids'] = { smsAvailable: true, notice: (...parts) => parts.join('|'), number: (id) => `N-${id}` };
const decided = (members: readonly Member[], latest: Warning | undefined, now = NOW): Decision =>
  decide({ subject: { id: 'h-1', township: '621121101' }, members, latest, province: gansu, now, ids });
function raised(members: readonly Member[]): Warning {
  const decision = decided(members, undefined);
  if (decision.kind !== 'commit') throw new Error('expected a warning');
  return decision.warning;
}
const resolved = (warning: Warning, outcome: 'not-eligible' | 'away'): Warning => ({
  ...warning,
  status: 'resolved',
  closedAt: NOW,
  outcome: { outcome, at: NOW, by: 's-1' },
});

describe('the conclusion', () => {
  const sick = [member([dibao, stay('2026-11-01')])];
  const later = NOW + 20 * 86_400_000;
  const told = (members: readonly Member[], latest?: Warning, now = NOW) =>
    explain(members, latest, gansu, now).conclusion;

  it('names the open warning', () => {
    expect(told(sick, raised(sick))).toEqual({ code: 'open', text: '有一条在办的预警 N-h-1.1,蓝色' });
  });

  it('says what ought to be there', () => {
    expect(told(sick)).toMatchObject({ code: 'would-open', text: expect.stringMatching(/^20分,达到蓝色/) });
  });

  it('says that nothing new came since the outcome', () => {
    const { code, text } = told(sick, resolved(raised(sick), 'not-eligible'));
    expect(code).toBe('nothing-new');
    expect(text).toBe('上一条预警 N-h-1.1 于2026年11月5日办结,结果是“不符合救助条件”;这以后没有收到能引发预警的新情况');
  });

  it('says until when the same reason sends nobody out again', () => {
    const again = [member([dibao, stay('2026-11-01'), stay('2026-11-20', { storedAt: NOW + 1 })])];
    const { code, text } = told(again, resolved(raised(sick), 'not-eligible'), later);
    expect(code).toBe('same-reason');
    expect(text).toMatch(/结果是“不符合救助条件”;20\d\d年\d+月\d+日以前,同样的原因、级别没有更高,不再上门$/);
    expect(told(again, resolved(raised(sick), 'away'), later).code).toBe('would-open');
  });

  it.each([
    ['nobody reported anything', [member([])], 'no-signals'],
    ['nobody is on the roster', [member([stay('2026-11-01')])], 'off-roster'],
    ['all has run out', [member([dibao, stay('2026-01-01')])], 'nothing-counts'],
    ['they died', [member([dibao, signal('death', { on: '2026-11-01' })])], 'dead'],
  ] as const)('%s', (_, members, code) => {
    expect(told(members).code).toBe(code);
  });

  it('says how far the score is from the lowest level', () => {
    const lowered = { ...gansu.profile, levels: { ...gansu.profile.levels, list: gansu.profile.levels.list.slice(1) } };
    const { conclusion } = explain(sick, undefined, { profile: lowered }, NOW);
    expect(conclusion).toEqual({ code: 'below-level', text: '20分,没有达到最低一级(黄色,40分)' });
  });
});

const day = fc.constantFrom('2026-05-01', '2026-08-20', '2026-10-30', '2026-11-05', '2026-11-20');
const any = fc.oneof(
  day.map((on) => stay(on)),
  day.map((on) => jobless(on)),
  day.map((on) => signal('reemployment', { on })),
  fc.integer({ min: 1, max: 4 }).map(disabled),
  fc.tuple(day, fc.constantFrom(300, 9000, 60_000)).map(([on, yuan]) => expense(on, yuan)),
  fc.tuple(day, fc.constantFrom(300, 60_000)).map(([on, yuan]) => list('2026-01-01', on, yuan)),
  day.map((on) => signal('income-drop', { on, before: 900_000, after: 300_000 })),
  day.map((on) => signal('death', { on })),
  fc.constantFrom('dibao', 'tuopin', 'none').map((key) => roster([key])),
);
const people = fc.array(fc.array(fc.tuple(any, fc.boolean()), { maxLength: 6 }), { minLength: 1, maxLength: 3 });

it.each([
  ['gansu', gansu],
  ['yunnan', yunnan],
  ['hunan', hunan],
] as const)(
  'in %s every reason is a signal that counts, and no warning opens but where the conclusion says so',
  (_, province) => {
    fc.assert(
      fc.property(people, (drawn) => {
        const members = drawn.map((signals, nth) =>
          member(
            signals.map(([each, retracted]) => (retracted ? { ...each, retracted: true as const } : each)),
            `p-${nth}`,
          ),
        );
        const told = explain(members, undefined, province, NOW);
        const counting = new Set(
          told.members.flatMap(({ signals }) =>
            signals.flatMap(({ signal: each, verdicts: given }) =>
              given.flatMap(({ code, indicator }) => (code === 'counts' ? [`${each.eventKey} ${indicator}`] : [])),
            ),
          ),
        );
        for (const { indicator, events } of told.factors)
          for (const event of events) expect(counting).toContain(`${event} ${indicator}`);
        const decision = decide({
          subject: { id: 'h-1', township: '621121101' },
          members,
          latest: undefined,
          province,
          now: NOW,
          ids,
        });
        expect(told.conclusion.code === 'would-open').toBe(decision.kind === 'commit');
        expect(told.members.flatMap(({ signals }) => signals).every(({ verdicts: given }) => given.length > 0)).toBe(
          true,
        );
      }),
    );
  },
);
