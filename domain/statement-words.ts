import { formatYuan, yuanInWords } from './money.ts';
import { type Period, periodInWords } from './statement-period.ts';

/** Whom the sheet tells people to ask; a landline of the office, never a mobile. */
export interface AskingOffice {
  readonly name: string;
  readonly landline: string;
  readonly hours?: string | undefined;
}

export const ADJUSTMENTS_NOTE = '上一张单子不改。';
export const REIMBURSEMENTS_NOTE = '医院结账时已经直接减掉的钱另列在下面,不算在现金合计里。';
export const SLIP_TEXT = '我已收到,并看过或听人念过。';
export const SLIP_FIELDS = ['签名或手印', '日期', '代收人及关系', '送达人'] as const;

/** A sheet of one person who lives in a household, or of all of them. */
export type About = 'household' | 'person';
const YOURS = { household: '您家', person: '您' } as const satisfies Record<About, string>;

export function opening(head: string, period: Period, about: About): string {
  const long = periodInWords(period);
  return `${head}您好:${long}里,各部门给${YOURS[about]}的帮扶都记在这张单子上。请您和家里人看一看,有没有漏的、错的、没收到的。`;
}

/** Where no line follows, people are not asked to check any. */
export function openingOfNone(head: string, period: Period, about: About): string {
  return `${head}您好:这张单子说的是${periodInWords(period)}里各部门给${YOURS[about]}的帮扶。`;
}

export function nothingNew(period: Period): string {
  return `${periodInWords(period)}没有新的帮扶记录。家里有难处,请告诉我们。`;
}

export function askWhom({ name, landline, hours }: AskingOffice, helpline: string): string {
  const office = hours === undefined ? name : `${name},${hours}`;
  return `钱没收到、数目不对、家里又有了难处,都可以打${landline}(${office})或${helpline}。看不清、看不懂,可以请村干部或家里人念给您听。`;
}

export function reminder(about: About): string {
  return `这张单子不收一分钱。谁要您交钱、要密码或验证码,都不要给,请打96110或110。单子上有${YOURS[about]}的情况,请收好。`;
}

/** 现金一共3080.00元(叁仟零捌拾元整)。另有棉被2床、上门照料6次,不折成钱。 */
export function totalText(cashFen: number, inKind: readonly string[]): string {
  const things = `${inKind.join('、')},不折成钱。`;
  if (cashFen === 0 && inKind.length > 0) return `没有现金。有${things}`;
  return inKind.length === 0 ? cashText(cashFen) : `${cashText(cashFen)}另有${things}`;
}

export function reimbursedText(fen: number): string {
  return fen < 0
    ? `看病报销算下来,减掉的比新报的多${inFiguresAndWords(-fen)}。`
    : `看病报销一共${inFiguresAndWords(fen)}。`;
}

function cashText(fen: number): string {
  return fen < 0 ? `算下来,退回的比新给的多${inFiguresAndWords(-fen)}。` : `现金一共${inFiguresAndWords(fen)}。`;
}

function inFiguresAndWords(fen: number): string {
  return `${formatYuan(fen)}元(${yuanInWords(fen)})`;
}
