import { formatYuan } from './money.ts';
import type { Indicator, Profile } from './profile.ts';
import { effective, settlements } from './scoring/effective.ts';
import { lineFor, percentText } from './scoring/line.ts';
import { amountsAt, fallsAt, type Measure, spentIn, sumText, totalOf } from './scoring/measure.ts';
import { instancesAt, type Presence } from './scoring/presence.ts';
import type { Known, Look } from './scoring/score.ts';
import { chineseDate, dayOf } from './shanghai-day.ts';
import type { Signal, SignalKind } from './signal.ts';

/** What became of one signal at one indicator, or of the signal as a whole where no indicator came to look at it. */
export interface Verdict {
  code:
    | 'counts'
    | 'retracted'
    | 'replaced'
    | 'refund'
    | 'refunded'
    | 'ended'
    | 'ends'
    | 'ahead'
    | 'expired'
    | 'weightless'
    | 'other-form'
    | 'below'
    | 'outside-window'
    | 'no-line'
    | 'off-roster'
    | 'dead'
    | 'not-asked';
  indicator?: string;
  name?: string;
  /** Chinese, with the numbers it rests on. */
  text: string;
  points?: number;
}

/** An indicator with everybody it looked at. */
export interface Looked {
  indicator: Indicator;
  looks: readonly Look[];
}

type Judged = Pick<Verdict, 'code' | 'text' | 'points'>;

/** What each indicator made of a signal of this member, by the very steps that scoring takes. */
export function verdictsOn(
  signal: Signal,
  member: Known,
  looked: readonly Looked[],
  figures: Profile['figures'],
  now: number,
): Verdict[] {
  const whole = wholeVerdict(signal, member.signals);
  if (whole) return [whole];
  const verdicts = looked.flatMap(({ indicator, looks }) => {
    const look = looks.find(({ people }) => people.some(({ person }) => person === member.person));
    const judged = judge(indicator, signal, member, look, figures, now);
    return judged ? [{ indicator: indicator.key, name: indicator.name, ...judged }] : [];
  });
  if (verdicts.length > 0) return verdicts;
  const text = signal.kind === 'roster' ? '用来认定在册、类别和一户' : '记入档案;本省没有指标看这类情况';
  return [{ code: 'not-asked', text }];
}

/** What takes a signal away before any indicator looks at it. */
function wholeVerdict(signal: Signal, all: readonly Signal[]): Verdict | undefined {
  if (signal.retracted) return { code: 'retracted', text: '报送部门已撤回或更正,不算' };
  const same = ({ eventKey }: Pick<Signal, 'eventKey'>) => eventKey === signal.eventKey;
  if (!effective(all, signal.kind).some(same)) return { code: 'replaced', text: '同一件事另有更新的报送,以那一条为准' };
  if (signal.kind !== 'medical-expense') return undefined;
  if (signal.refund) return { code: 'refund', text: `退费${formatYuan(signal.burden)}元,从原结算里减去` };
  if (settlements(all).some(({ signal: standing }) => same(standing))) return undefined;
  return { code: 'refunded', text: '已全部退费,不算' };
}

function judge(
  indicator: Indicator,
  signal: Signal,
  member: Known,
  look: Look | undefined,
  figures: Profile['figures'],
  now: number,
): Judged | undefined {
  if (!asksFor(indicator, signal.kind)) return undefined;
  if (!member.standing.alive && !look) return { code: 'dead', text: '本人已去世,不再计分' };
  if (!look) return { code: 'off-roster', text: '这一天不在监测名册上,不计分' };
  if ('measure' in indicator) return judgeAmount(indicator, signal, look, figures, now);
  if ('from' in indicator) return judgeInstance(indicator, signal, member, look, now);
  return look.finding.found ? counts(look) : { code: 'other-form', text: '名册上的类别不属于这项指标' };
}

const measured: Readonly<Record<Measure['measure'], readonly SignalKind[]>> = {
  'personal-burden': ['medical-expense', 'medical-burden'],
  'education-expense': ['education-expense'],
  'rigid-spending': ['medical-expense', 'medical-burden', 'education-expense'],
  'income-drop': ['income-drop'],
};

function asksFor(indicator: Indicator, kind: SignalKind): boolean {
  if ('measure' in indicator) return measured[indicator.measure].includes(kind);
  if (!('from' in indicator)) return kind === 'roster';
  return [...indicator.from, ...(indicator.endedBy ?? [])].some((source) => source.split('/')[0] === kind);
}

function judgeInstance(
  indicator: Presence,
  { eventKey, kind }: Signal,
  member: Known,
  look: Look,
  now: number,
): Judged {
  const instance = instancesAt(indicator, member.signals, now).find(({ signals }) =>
    signals.some((each) => each.eventKey === eventKey),
  );
  if (instance) return stateVerdict(instance, look);
  if (indicator.endedBy?.includes(kind)) return { code: 'ends', text: '用来结束这项指标里更早的登记' };
  return { code: 'other-form', text: '不是这项指标要看的情形' };
}

function stateVerdict(
  { state, expiresAt }: { state: 'valid' | 'ended' | 'ahead' | 'expired' | 'weightless'; expiresAt: number },
  look: Look,
): Judged {
  switch (state) {
    case 'valid':
      return counts(look);
    case 'ended':
      return { code: 'ended', text: '后来有结束的登记(例如再就业),不再算' };
    case 'ahead':
      return { code: 'ahead', text: '日期还没有到,还不算' };
    case 'expired':
      return { code: 'expired', text: `已过有效期,只算到${lastDayOf(expiresAt)}` };
    case 'weightless':
      return { code: 'weightless', text: '这种情形在规则里没有分' };
  }
}

const lastDayOf = (expiresAt: number) => chineseDate(dayOf(expiresAt - 1), { year: true });

const counts = ({ finding: { found } }: Look): Judged =>
  found ? { code: 'counts', text: found.text, points: found.points } : { code: 'below', text: '没有达到警戒线' };

function judgeAmount(
  indicator: Measure,
  { eventKey }: Signal,
  look: Look,
  figures: Profile['figures'],
  now: number,
): Judged {
  const { party } = look;
  const mine = ({ signal }: { signal: Signal }) => signal.eventKey === eventKey;
  if (indicator.measure === 'income-drop') {
    const { share, falls } = fallsAt(indicator, party, now);
    const fall = falls.find(mine);
    if (!fall) return { code: 'other-form', text: '没有写下降前的收入,或指标没有定降幅,算不出来' };
    const below = `收入下降${percentText(fall.fall)},没有达到${percentText(share)}`;
    return fall.state === 'below' ? { code: 'below', text: below } : stateVerdict({ ...fall, state: fall.state }, look);
  }
  const line = lineFor(indicator.threshold, party.people, figures, party.income);
  if (!line) return { code: 'no-line', text: '警戒线要用的数据(或家庭收入)没有,这项指标停用' };
  if (indicator.window === 'event') {
    const amount = amountsAt(indicator, party, line, now).find(mine);
    if (!amount) return { code: 'other-form', text: '这项指标只看单笔,不看累计' };
    const below = `这一笔${formatYuan(amount.fen)}元,没有达到${line.text}`;
    return amount.state === 'below'
      ? { code: 'below', text: below }
      : stateVerdict({ ...amount, state: amount.state }, look);
  }
  const spent = spentIn(indicator, party, indicator.window, now);
  if (!spent.some(mine)) return { code: 'outside-window', text: '不在统计的时段里,或已经包含在累计清单里' };
  const below = `${sumText(indicator, party, indicator.window, totalOf(spent))},没有达到${line.text}`;
  return look.finding.found ? counts(look) : { code: 'below', text: below };
}
