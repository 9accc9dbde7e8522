import { nameOf, surnameOf } from '../demo/made-up/names.ts';
import { drawsFor } from '../demo/made-up/random.ts';
import { buildStatement, type Statement } from '../domain/statement.ts';
import type { Grant } from '../domain/statement-counted.ts';
import type { PrintOrder } from '../functions/show-statement/pdf-statement.ts';
import { BENCH_NOW } from './county.ts';

const PROGRAMMES = [
  '农村低保金',
  '临时救助',
  '困难残疾人生活补贴',
  '重度残疾人护理补贴',
  '高龄津贴',
  '过冬物资',
  '医疗救助(住院)',
];
const DEPARTMENTS = ['民政局', '马营镇民政办', '残联', '医保局', '应急管理局'];

/** Households' sheets of a quarter, of one to twelve aids each, some with a hospital's; the same for the same number. */
export function madeUpStatements(count: number): PrintOrder[] {
  return Array.from({ length: count }, (_, nth) => ({
    statement: statementOf(nth),
    number: `Q2612-${String(nth).padStart(8, '0')}`,
    lookUp: {
      address: 'jz.example.gov.cn/q',
      code: String(nth * 7919).padStart(8, '0'),
      link: `https://jz.example.gov.cn/s/${String(nth).padStart(22, 'a')}`,
    },
  }));
}

function statementOf(nth: number): Statement {
  const random = drawsFor('statement', nth);
  const name = nameOf(random, surnameOf(random), { year: 1930 + (nth % 70), woman: random.percent(50) });
  const head = { personId: `p-${nth}`, name };
  return buildStatement({
    household: { subjectId: `h-${nth}`, head, members: [head], place: '定西市安定区马营镇李家湾村' },
    grants: Array.from({ length: 1 + (nth % 12) }, (_, line) => grantOf(nth, line, head)),
    period: { from: '2026-10-01', to: '2026-12-31' },
    office: { name: '马营镇民政办', landline: '0932-5550123', hours: '工作日8:30至12:00、14:30至18:00' },
    helpline: '12345',
    title: '帮扶清单',
    issuedAt: BENCH_NOW,
  });
}

function grantOf(nth: number, line: number, person: Grant['person']): Grant {
  const programme = PROGRAMMES[(nth + line) % PROGRAMMES.length] ?? '';
  return {
    key: `g-${nth}-${line}`,
    person,
    programme,
    department: DEPARTMENTS[(nth + line) % DEPARTMENTS.length] ?? '',
    aidType: 'basic',
    grantedOn: `2026-1${line % 3}-${String(1 + ((nth + line * 7) % 28)).padStart(2, '0')}`,
    ...(programme === '过冬物资'
      ? { inKind: '棉被2床' }
      : { amountFen: 30_000 + ((nth * 137 + line * 911) % 500_000) }),
    ...(programme.startsWith('医疗') && { reimbursement: true as const }),
    status: 'paid',
    storedAt: BENCH_NOW,
  };
}
