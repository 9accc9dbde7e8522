import { formatYuan, yuanInWords } from './money.ts';
import { type Day, startOf } from './shanghai-day.ts';
import { adjustmentOf, inKindOf, type Revised } from './statement-adjustments.ts';
import { type Counted, countedOf, countsOn, type Grant } from './statement-counted.ts';
import { type InKindEntry, sumInKind } from './statement-in-kind.ts';
import { byDate, linesOf } from './statement-lines.ts';
import { type Period, periodLabel } from './statement-period.ts';
import type { Adjustment, Statement, StatementLine } from './statement-schema.ts';
import * as words from './statement-words.ts';

export type { Statement } from './statement-schema.ts';

export interface StatementOrder {
  readonly household: {
    readonly subjectId: string;
    readonly head: { readonly name: string };
    readonly members: readonly { readonly personId: string; readonly name: string }[];
    /** As people say it: 某县马营镇李家湾村. */
    readonly place: string;
  };
  /** All aid of the household that the hub knows, each in its newest form; what lies outside the period is left out here. */
  readonly grants: readonly Grant[];
  readonly period: Period;
  /** The last closed statement of the same series, before `period`. */
  readonly previous?: Closed | undefined;
  /** By person id: the last closed one that somebody stood on, where that was not `previous`. Aid stays with its people. */
  readonly earlier?: ReadonlyMap<string, Closed> | undefined;
  /** On somebody's first statement aid from this day on is late where it came in since `period` began; without it none is. */
  readonly lateFrom?: Day | undefined;
  /** Default: the household. */
  readonly about?: words.About | undefined;
  readonly office: words.AskingOffice;
  /** A number that always answers: 12345. */
  readonly helpline: string;
  /** What the province calls the sheet: 帮扶清单. */
  readonly title: string;
  /** Epoch ms. */
  readonly issuedAt: number;
}

/** What a closed statement says to those after it. */
export type Closed = Pick<Statement, 'issuedAt' | 'included' | 'period'>;

interface Sorted {
  readonly current: readonly Grant[];
  readonly revised: readonly Revised[];
}

/** One household's aid of a period, ready to be read, printed and kept. A function of its argument alone. */
export function buildStatement(order: StatementOrder): Statement {
  const { household, period, title, about = 'household' } = order;
  const { current, revised } = sortOut(order);
  const lines = linesOf(current.filter(isOwnAid), period);
  const reimbursed = linesOf(
    current.filter((grant) => !isOwnAid(grant)),
    period,
  );
  const adjustments = adjustmentsOf(revised, period, household.members.length);
  const cashFen = sum(lines, 'countedFen') + sum(adjustments, 'cashFen');
  const inKind = sumInKind([...current.flatMap(given), ...revised.flatMap(inKindOf)]);
  const label = periodLabel(period);
  const nothing = lines.length + reimbursed.length === 0;
  const whose = about === 'household' ? `${household.head.name}家` : household.head.name;
  const heading = [title, whose, label].join(' · ');
  return {
    subjectId: household.subjectId,
    people: household.members.map(({ personId }) => personId),
    issuedAt: order.issuedAt,
    period: { ...period, label },
    name: title,
    head: household.head.name,
    place: household.place,
    heading: `${heading} · ${household.place}`,
    opening: (nothing ? words.openingOfNone : words.opening)(household.head.name, period, about),
    lines,
    ...(nothing ? { none: words.nothingNew(period) } : {}),
    adjustments,
    ...(changesClosed(revised, adjustments) ? { adjustmentsNote: words.ADJUSTMENTS_NOTE } : {}),
    cash: moneyOf(cashFen),
    inKind,
    ...(lines.length + adjustments.length > 0 ? { total: words.totalText(cashFen, inKind) } : {}),
    ...reimbursementsOf(reimbursed, adjustments),
    askWhom: words.askWhom(order.office, order.helpline),
    reminder: words.reminder(about),
    slip: { heading, text: words.SLIP_TEXT, fields: [...words.SLIP_FIELDS] },
    included: includedOf(order.previous?.included ?? {}, current, revised),
  };
}

/**
 * What an earlier sheet had is only ever revised, even where its date was corrected into this period. What none had is of
 * this period by its date, or late: of an earlier time, and unknown when the previous sheet was issued or not yet due on it.
 */
function sortOut({ grants, period, previous, earlier, lateFrom }: StatementOrder): Sorted {
  const current: Grant[] = [];
  const revised: Revised[] = [];
  for (const grant of grants) {
    const day = countsOn(grant);
    const closed = earlier?.get(grant.person.personId) ?? previous;
    const before = closed?.included[grant.key];
    const first = closed === undefined;
    if (before !== undefined) revised.push({ grant, countsOn: day, before, first });
    else if (day >= period.from && day <= period.to) current.push(grant);
    else if (day >= period.from) continue;
    else if (closed ? isLate(grant, day, closed) : isLateAtFirst(grant, day, period, lateFrom))
      revised.push({ grant, countsOn: day, before: {}, first });
  }
  return { current: current.sort(byDate), revised: revised.sort(byDay) };
}

const isLate = (grant: Grant, day: Day, { issuedAt, period }: Closed) => grant.storedAt > issuedAt || day > period.to;

const isLateAtFirst = ({ storedAt }: Grant, day: Day, { from }: Period, lateFrom: Day | undefined) =>
  lateFrom !== undefined && day >= lateFrom && storedAt >= startOf(from);

/** Whether a sheet that stands unchanged would now say something else. */
const changesClosed = (revised: readonly Revised[], adjustments: readonly Adjustment[]) =>
  adjustments.length > 0 && revised.some(({ first }) => !first);

function adjustmentsOf(revised: readonly Revised[], period: Period, people: number): Adjustment[] {
  return revised.flatMap((revision) => adjustmentOf(revision, period.from, people));
}

function reimbursementsOf(
  lines: StatementLine[],
  adjustments: readonly Adjustment[],
): Pick<Statement, 'reimbursements'> {
  const fen = sum(lines, 'countedFen') + sum(adjustments, 'reimbursedFen');
  if (lines.length === 0 && fen === 0) return {};
  const note = words.REIMBURSEMENTS_NOTE;
  return { reimbursements: { note, lines, sum: moneyOf(fen), total: words.reimbursedText(fen) } };
}

/** Everything counted so far, on this sheet and on all before it, so that a later change of any of it can be told. */
function includedOf(before: Statement['included'], current: readonly Grant[], revised: readonly Revised[]) {
  const now = [...current, ...revised.map(({ grant }) => grant)];
  const counted = now.map((grant): [string, Counted] => [grant.key, countedOf(grant)]);
  return { ...before, ...Object.fromEntries(counted.sort(([one], [other]) => (one < other ? -1 : 1))) };
}

function isOwnAid(grant: Grant): boolean {
  return grant.reimbursement !== true;
}

function given(grant: Grant): InKindEntry[] {
  const { inKind } = countedOf(grant);
  return inKind === undefined ? [] : [{ text: inKind, sign: 1 }];
}

function moneyOf(fen: number): Statement['cash'] {
  return { fen, yuan: formatYuan(fen), words: yuanInWords(fen) };
}

function byDay(one: Revised, other: Revised): number {
  const [a, b] = [one.countsOn + one.grant.key, other.countsOn + other.grant.key];
  return a < b ? -1 : 1;
}

function sum<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
