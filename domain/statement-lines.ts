import { formatYuan } from './money.ts';
import { chineseDate, monthOf, yearOf } from './shanghai-day.ts';
import { countedOf, type Grant } from './statement-counted.ts';
import { monthInWords, type Period } from './statement-period.ts';
import type { StatementLine } from './statement-schema.ts';

const CASH_STATUS = { granted: '还没到账', paid: '已到账', returned: '退回了' } as const;
const IN_KIND_STATUS = { granted: '还没到位', paid: '已到位', returned: '退回了' } as const;

/** The aid of a period, line by line. */
export function linesOf(grants: readonly Grant[], period: Period): StatementLine[] {
  return grants.flatMap((grant) => lineOf(grant, period));
}

function lineOf(grant: Grant, period: Period): StatementLine[] {
  const { key, grantedOn, department, aidType, person, status } = grant;
  if (status === 'retracted') return [];
  const { cashFen = 0, reimbursedFen = 0 } = countedOf(grant);
  const oneYear = yearOf(period.from) === yearOf(period.to) && yearOf(period.to) === yearOf(grantedOn);
  return [
    {
      key,
      grantedOn,
      dayText: chineseDate(grantedOn, { year: !oneYear }),
      programme: grant.programme + forMonth(grant),
      department,
      aidType,
      personId: person.personId,
      recipient:
        grant.payee === undefined || grant.payee === person.name ? person.name : `${person.name}(${grant.payee}代领)`,
      what: whatOf(grant),
      status,
      statusText: (grant.amountFen === undefined ? IN_KIND_STATUS : CASH_STATUS)[status],
      countedFen: cashFen + reimbursedFen,
    },
  ];
}

/** (10月份), where it was granted in another month. */
function forMonth({ period, grantedOn }: Grant): string {
  if (period === undefined || period === monthOf(grantedOn)) return '';
  return `(${monthInWords(period, grantedOn)})`;
}

function whatOf({ amountFen, inKind }: Grant): string {
  const parts = [...(amountFen === undefined ? [] : [`${formatYuan(amountFen)}元`]), ...(inKind ? [inKind] : [])];
  return parts.join('、');
}

/** By date, and then so that the order never depends on the order the grants came in. */
export function byDate(one: Grant, other: Grant): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey({ grantedOn, programme, person, key }: Grant): string {
  return [grantedOn, programme, person.name, key].join('\n');
}
