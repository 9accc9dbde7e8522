import { formatYuan } from './money.ts';
import type { Day } from './shanghai-day.ts';
import { type Counted, countedOf, countsTheSame, type Grant } from './statement-counted.ts';
import type { InKindEntry } from './statement-in-kind.ts';
import { monthInWords } from './statement-period.ts';
import type { Adjustment } from './statement-schema.ts';

/** An aid of an earlier sheet, or for an earlier one, with what was stated of it before. */
export interface Revised {
  readonly grant: Grant;
  readonly countsOn: Day;
  readonly before: Counted;
  /** Its people had no sheet before. */
  readonly first: boolean;
}

/** Says what changed, or nothing where the sums stay as they were stated. */
export function adjustmentOf({ grant, countsOn, before, first }: Revised, beside: Day, people: number): Adjustment[] {
  const after = countedOf(grant);
  if (countsTheSame(before, after)) return [];
  const whose = people > 1 ? `${grant.person.name}的` : '';
  const when = monthInWords(countsOn, beside);
  const text = isNothing(before)
    ? late(when, whose, grant.programme, after, first)
    : isNothing(after)
      ? takenBack(when, whose, grant, before)
      : changed(when, whose, grant.programme, before, after);
  const cashFen = (after.cashFen ?? 0) - (before.cashFen ?? 0);
  return [{ key: grant.key, text, cashFen, reimbursedFen: (after.reimbursedFen ?? 0) - (before.reimbursedFen ?? 0) }];
}

/** The things in kind that a change adds and takes away. */
export function inKindOf({ grant, before }: Revised): InKindEntry[] {
  const after = countedOf(grant);
  if ((before.inKind ?? '') === (after.inKind ?? '')) return [];
  return [
    ...(before.inKind === undefined ? [] : [{ text: before.inKind, sign: -1 as const }]),
    ...(after.inKind === undefined ? [] : [{ text: after.inKind, sign: 1 as const }]),
  ];
}

function late(when: string, whose: string, programme: string, after: Counted, first: boolean): string {
  return `${when}有一笔${whose}${programme}${amountOf(after)}${first ? '当时' : '上次'}没来得及记,这次补上,${placeOf(after)}。`;
}

function takenBack(when: string, whose: string, { programme, status }: Grant, before: Counted): string {
  const why = status === 'retracted' ? '上次记错了' : '后来退回了';
  const sum = before.reimbursedFen === undefined ? '合计' : '看病报销';
  return `${when}${whose === '' ? '的' : whose}${programme}${amountOf(before)}${why},这次从${sum}里减去。`;
}

function changed(when: string, whose: string, programme: string, before: Counted, after: Counted): string {
  const subject = `${when}${whose === '' ? '的' : whose}${programme}`;
  return `${subject}上次记的是${amountOf(before)},现在是${amountOf(after)},${difference(before, after)}${placeOf(after)}。`;
}

function difference(before: Counted, after: Counted): string {
  const was = (before.cashFen ?? 0) + (before.reimbursedFen ?? 0);
  const fen = (after.cashFen ?? 0) + (after.reimbursedFen ?? 0) - was;
  if (fen === 0) return '这次改过来,';
  return fen > 0 ? `这次补上${formatYuan(fen)}元,` : `这次减去${formatYuan(-fen)}元,`;
}

/** 80.00元、棉被2床. */
function amountOf({ cashFen, reimbursedFen, inKind }: Counted): string {
  const money = (cashFen ?? 0) + (reimbursedFen ?? 0);
  return [...(money === 0 ? [] : [`${formatYuan(money)}元`]), ...(inKind === undefined ? [] : [inKind])].join('、');
}

function placeOf(after: Counted): string {
  return after.reimbursedFen === undefined ? '已算在合计里' : '已算在看病报销里';
}

function isNothing(counted: Counted): boolean {
  return countsTheSame(counted, {});
}
