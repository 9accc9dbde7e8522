import { addDays, type Day } from '../../domain/shanghai-day.ts';
import { lastDayOf } from './changes.ts';
import type { MadeUpHousehold, MadeUpPerson, MakingUp } from './household.ts';
import { drawsFor, type Random } from './random.ts';

interface Settlement {
  readonly settlementId: string;
  readonly settledOn: Day;
  readonly visitType: 'inpatient' | 'outpatient' | 'chronic' | 'pharmacy';
  readonly insuranceType: string;
  readonly totalAmount: string;
  readonly fundPaid: string;
  readonly personalBurden: string;
  readonly hospital: string;
  readonly refund?: true;
}

interface Stay {
  readonly admittedOn: Day;
  readonly dischargedOn: Day;
  readonly hospital: string;
}

interface Burden {
  readonly periodFrom: Day;
  readonly asOf: Day;
  readonly totalAmount: string;
  readonly reimbursed: string;
  readonly personalBurden: string;
}

/** What an illness of a month looks like from three desks: the insurance's settlements, the hospital's stays, the year's list. */
export interface Illness {
  readonly settlements: readonly Settlement[];
  readonly stays: readonly Stay[];
  readonly burden?: Burden;
}

export interface Patient {
  readonly making: MakingUp;
  readonly household: MadeUpHousehold;
  readonly person: MadeUpPerson;
  /** Their place in the household. */
  readonly member: number;
  readonly month: string;
}

/** In a hundred people of a roster. */
const STAYS = 1.6;
const VISITS = 11;
const REFUNDS = 2;
/** Somebody with bills this month stands on the cumulative list; so do some of earlier months. */
const EARLIER = 5;

/** A month's illness of somebody; most have none. The three tell of the same stays and the same money. */
export function illnessOf({ making, household, member, month, person }: Patient): Illness {
  const random = drawsFor('illness', making.seed, month, making.county.code, household.nth, member);
  const old = Number(month.slice(0, 4)) - Number(person.birth.slice(0, 4)) > 60;
  const number = `${month.replace('-', '')}-${making.county.code}-${household.nth}-${member}`;
  const stays = random.percent(old ? STAYS * 2 : STAYS) ? [stayIn(random, month, making.county.name)] : [];
  const settlements = stays.flatMap(({ dischargedOn, hospital }) =>
    settled(random, { id: `JS-${number}-1`, on: dischargedOn, visitType: 'inpatient', hospital, month }),
  );
  if (random.percent(old ? VISITS * 2 : VISITS))
    settlements.push(
      ...settled(random, {
        id: `JS-${number}-2`,
        on: dayIn(random, month),
        visitType: random.pick(['outpatient', 'outpatient', 'chronic', 'pharmacy']),
        hospital: hospitalOf(random, making.county.name),
        month,
      }),
    );
  const earlier = random.percent(EARLIER) ? random.whole(3_000, 60_000) : 0;
  if (settlements.length === 0 && earlier === 0) return { settlements, stays };
  return { settlements, stays, burden: burdenOf(settlements, earlier, month) };
}

function stayIn(random: Random, month: string, county: string): Stay {
  const dischargedOn = dayIn(random, month);
  return {
    admittedOn: addDays(dischargedOn, -random.whole(2, 21)),
    dischargedOn,
    hospital: hospitalOf(random, county),
  };
}

interface Bill {
  readonly id: string;
  readonly on: Day;
  readonly visitType: Settlement['visitType'];
  readonly hospital: string;
  readonly month: string;
}

/** One settlement, and now and then part of it paid back in the same month. */
function settled(random: Random, { id, on, visitType, hospital, month }: Bill): Settlement[] {
  const inpatient = visitType === 'inpatient';
  const total = inpatient ? random.whole(400_000, 6_000_000) : random.whole(3_000, 120_000);
  const fund = Math.round(total * (inpatient ? random.whole(45, 75) : random.whole(30, 60)) * 0.01);
  const kind = { visitType, insuranceType: '城乡居民基本医疗保险', hospital };
  const bill: Settlement = {
    settlementId: id,
    settledOn: on,
    ...kind,
    totalAmount: yuan(total),
    fundPaid: yuan(fund),
    personalBurden: yuan(total - fund),
  };
  if (!random.percent(REFUNDS)) return [bill];
  const back = yuan(Math.round((total - fund) / 2));
  const refundedOn = [addDays(on, random.whole(0, 5)), lastDayOf(month)].toSorted()[0] ?? on;
  return [
    bill,
    { ...bill, settledOn: refundedOn, totalAmount: back, fundPaid: '0.00', personalBurden: back, refund: true },
  ];
}

/** From New Year to the end of the month: earlier bills (in yuan) and this month's, refunds taken off. */
function burdenOf(settlements: readonly Settlement[], earlier: number, month: string): Burden {
  const sum = (amount: (settlement: Settlement) => string) =>
    settlements.reduce((fen, each) => fen + (each.refund ? -1 : 1) * Math.round(Number(amount(each)) * 100), 0);
  const total = earlier * 100 + sum(({ totalAmount }) => totalAmount);
  const reimbursed = earlier * 58 + sum(({ fundPaid }) => fundPaid);
  return {
    periodFrom: `${month.slice(0, 4)}-01-01`,
    asOf: lastDayOf(month),
    totalAmount: yuan(total),
    reimbursed: yuan(reimbursed),
    personalBurden: yuan(total - reimbursed),
  };
}

const hospitalOf = (random: Random, county: string) =>
  random.pick([`${county}人民医院`, `${county}人民医院`, `${county}中医医院`, `${county}妇幼保健院`, '市人民医院']);
const dayIn = (random: Random, month: string): Day => `${month}-${String(random.whole(1, 28)).padStart(2, '0')}`;
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
